using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>One lattice of a field that the matrix hinders: how each row meets its neighbours, and through which faces.</summary>
/// <remarks>A held face of the box is a neighbour, half a voxel away, that holds nothing; what it gives stands with the gains.</remarks>
internal sealed unsafe class MatrixLattice : IDisposable
{
    private readonly Lattice _lattice;
    private readonly PassageLevel _faces;
    private readonly MatrixAxis _x;
    private readonly MatrixAxis _y;
    private readonly MatrixAxis _z;
    private readonly NativeArray<float> _nothing;
    private readonly NativeArray<float> _checkerboard;

    public MatrixLattice(Lattice lattice, PassageLevel faces, AxisLevel x, AxisLevel y, AxisLevel z)
    {
        (_lattice, _faces) = (lattice, faces);
        (_x, _y, _z) = (new MatrixAxis(x), new MatrixAxis(y), new MatrixAxis(z));
        _nothing = new NativeArray<float>(x.Count);
        _checkerboard = new NativeArray<float>(64);
        for (int i = 0; i < _checkerboard.Length; i++)
            _checkerboard[i] = i & 1;
    }

    /// <summary>Zeros and ones by turns.</summary>
    public float* Checkerboard => _checkerboard.Pointer;

    /// <summary>Sets what all rows of a plane share.</summary>
    public void Enter(ref MatrixRow row, int z)
    {
        row.ToWest = _x.ToLower;
        row.ToEast = _x.ToUpper;
        row.ToBelow = _z.ToLower[z];
        row.ToAbove = _z.ToUpper[z];
        row.Count = _lattice.X.Count;
    }

    /// <summary>Sets a row of a map with its neighbours and faces; the plane has been entered.</summary>
    /// <param name="row">The row.</param>
    /// <param name="map">The map's first cell.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="loss">First-order loss everywhere [1/s].</param>
    public void Move(ref MatrixRow row, float* map, int y, int z, float loss)
    {
        int count = _lattice.X.Count;
        float* centre = map + _lattice.RowStart(y, z);
        row.Centre = centre;
        row.South = Neighbour(centre, _y, y, -1, count);
        row.North = Neighbour(centre, _y, y, 1, count);
        row.Below = Neighbour(centre, _z, z, -1, _lattice.PlaneCells);
        row.Above = Neighbour(centre, _z, z, 1, _lattice.PlaneCells);
        row.BeforeFirst = _x.LowerIsHeld ? 0f : _lattice.X.IsPeriodic ? centre[count - 1] : centre[0];
        row.AfterLast = _x.UpperIsHeld ? 0f : _lattice.X.IsPeriodic ? centre[0] : centre[count - 1];
        row.ToSouth = _y.ToLower[y];
        row.ToNorth = _y.ToUpper[y];
        row.ThroughWest = _faces.X(y, z);
        row.ThroughSouth = _faces.Y(y, z);
        row.ThroughNorth = _faces.Y(y + 1, z);
        row.ThroughBelow = _faces.Z(y, z);
        row.ThroughAbove = _faces.Z(y, z + 1);
        row.Loss = loss;
    }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _z.Dispose();
        _nothing.Dispose();
        _checkerboard.Dispose();
    }

    private float* Neighbour(float* centre, MatrixAxis axis, int position, int direction, long stride)
    {
        int other = position + direction;
        if (other >= 0 && other < axis.Count)
            return centre + (direction * stride);
        if (axis.IsPeriodic)
            return centre - (direction * stride * (axis.Count - 1));
        // At a closed face the row is its own neighbour, over a coupling of zero.
        return (direction < 0 ? axis.LowerIsHeld : axis.UpperIsHeld) ? _nothing.Pointer : centre;
    }

    /// <summary>Couplings along an axis in free tissue, those to held faces included.</summary>
    private sealed class MatrixAxis : IDisposable
    {
        private readonly NativeArray<float> _couplings;

        public MatrixAxis(AxisLevel axis)
        {
            Count = axis.Count;
            IsPeriodic = axis.IsPeriodic;
            LowerIsHeld = axis.LowerFace.IsHeld;
            UpperIsHeld = axis.UpperFace.IsHeld;
            // One lane of slack between tables: the last lane of a row may read past its end.
            _couplings = new NativeArray<float>(2 * (Count + 16L));
            for (int i = 0; i < Count; i++)
            {
                ToLower[i] = axis.ToLower[i] + (i == 0 ? axis.ToLowerFace : 0f);
                ToUpper[i] = axis.ToUpper[i] + (i == Count - 1 ? axis.ToUpperFace : 0f);
            }
        }

        public int Count { get; }

        public bool IsPeriodic { get; }

        public bool LowerIsHeld { get; }

        public bool UpperIsHeld { get; }

        public float* ToLower => _couplings.Pointer;

        public float* ToUpper => _couplings.Pointer + Count + 16;

        public void Dispose() => _couplings.Dispose();
    }
}
