using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One lattice of a field that the matrix hinders: its axes, and what its faces let through relative to free tissue.</summary>
/// <param name="axes">The axes; couplings to held faces stand with those to neighbours.</param>
/// <param name="x">The west faces of each row's voxels, and the last one's east face.</param>
/// <param name="y">The south faces row by row; in each plane, one row more.</param>
/// <param name="z">The bottom faces plane by plane; one plane more.</param>
internal readonly struct MatrixLattice(FieldLattice axes, ArrayView<float> x, ArrayView<float> y, ArrayView<float> z)
    : IFieldLattice<MatrixRow>
{
    private readonly FieldLattice _axes = axes;
    private readonly ArrayView<float> _x = x;
    private readonly ArrayView<float> _y = y;
    private readonly ArrayView<float> _z = z;

    /// <inheritdoc/>
    public FieldLattice Axes => _axes;

    /// <summary>What a face across a row lets through: the voxel's west face, or the last one's east face.</summary>
    public float ThroughX(int x, int y, int z) => _x[RowOfX(y, z) + x];

    /// <summary>What a face across a column lets through: the voxel's south face, or the last one's north face.</summary>
    public float ThroughY(int x, int y, int z) => _y[RowOfY(y, z) + x];

    /// <summary>What a face between planes lets through: the voxel's bottom face, or the last one's top face.</summary>
    public float ThroughZ(int x, int y, int z) => _z[_axes.RowStart(y, z) + x];

    /// <inheritdoc/>
    public MatrixRow Row(int y, int z, float loss)
    {
        MatrixRow row = default;
        row.Centre = _axes.RowStart(y, z);
        row.South = y == 0 && _axes.Y.LowerIsHeld ? -1L : _axes.RowStart(_axes.Y.Neighbour(y, -1), z);
        row.North = y == _axes.Y.Count - 1 && _axes.Y.UpperIsHeld ? -1L : _axes.RowStart(_axes.Y.Neighbour(y, 1), z);
        row.Below = z == 0 && _axes.Z.LowerIsHeld ? -1L : _axes.RowStart(y, _axes.Z.Neighbour(z, -1));
        row.Above = z == _axes.Z.Count - 1 && _axes.Z.UpperIsHeld ? -1L : _axes.RowStart(y, _axes.Z.Neighbour(z, 1));
        row.ToSouth = _axes.Y.ToLower(y);
        row.ToNorth = _axes.Y.ToUpper(y);
        row.ToBelow = _axes.Z.ToLower(z);
        row.ToAbove = _axes.Z.ToUpper(z);
        row.ThroughX = _x;
        row.ThroughY = _y;
        row.ThroughZ = _z;
        row.WestFace = RowOfX(y, z);
        row.SouthFace = RowOfY(y, z);
        row.NorthFace = RowOfY(y + 1, z);
        row.BottomFace = row.Centre;
        row.TopFace = _axes.RowStart(y, z + 1);
        row.Loss = loss;
        return row;
    }

    private long RowOfX(int y, int z) => (_axes.X.Count + 1L) * (y + ((long)_axes.Y.Count * z));

    private long RowOfY(int y, int z) => _axes.X.Count * (y + ((_axes.Y.Count + 1L) * z));
}
