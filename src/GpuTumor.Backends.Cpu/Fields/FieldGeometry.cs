using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>A field's couplings on every lattice of its multigrid, and what its held faces give and take.</summary>
internal sealed class FieldGeometry : IDisposable
{
    private readonly Lattice[] _lattices;

    public FieldGeometry(Grid grid, FieldDefinition field, int levels)
    {
        Boundaries faces = field.Boundaries;
        Coupling = field.Diffusivity / (grid.Spacing * grid.Spacing);
        Faces = faces;
        HasHeldFaces = new[] { faces.West, faces.East, faces.South, faces.North, faces.Bottom, faces.Top }
            .Any(face => face.Kind == FaceKind.Held);
        AxisLevel x = AxisLevel.Finest(grid.Nx, faces.West, faces.East, Coupling);
        AxisLevel y = AxisLevel.Finest(grid.Ny, faces.South, faces.North, Coupling);
        AxisLevel z = AxisLevel.Finest(grid.Nz, faces.Bottom, faces.Top, Coupling);
        _lattices = new Lattice[levels];
        for (int level = 0; level < levels; level++)
        {
            _lattices[level] = new Lattice(x, y, z);
            (x, y, z) = (x.Coarsen(Coupling), y.Coarsen(Coupling), z.Coarsen(Coupling));
        }

        ToHeldFace = (float)(2.0 * Coupling);
        FaceGain = ToHeldFace * (double)(
            (HeldValue(faces.West) + HeldValue(faces.East)) * grid.Ny * grid.Nz
            + (HeldValue(faces.South) + HeldValue(faces.North)) * grid.Nx * grid.Nz
            + (HeldValue(faces.Bottom) + HeldValue(faces.Top)) * grid.Nx * grid.Ny);
    }

    /// <summary>D/h² [1/s].</summary>
    public double Coupling { get; }

    /// <summary>The conditions at the faces.</summary>
    public Boundaries Faces { get; }

    /// <summary>Whether any face is held.</summary>
    public bool HasHeldFaces { get; }

    /// <summary>Coupling of a voxel to a held face it touches [1/s].</summary>
    public float ToHeldFace { get; }

    /// <summary>What all held faces together give [field unit · voxels/s], before they take.</summary>
    public double FaceGain { get; }

    /// <summary>A lattice; 0 is the finest.</summary>
    public Lattice this[int level] => _lattices[level];

    /// <summary>The gain of a whole row from held y and z faces [field unit/s].</summary>
    public float RowGain(int y, int z)
    {
        Lattice lattice = _lattices[0];
        float held = 0f;
        if (y == 0)
            held += HeldValue(Faces.South);
        if (y == lattice.Y.Count - 1)
            held += HeldValue(Faces.North);
        if (z == 0)
            held += HeldValue(Faces.Bottom);
        if (z == lattice.Z.Count - 1)
            held += HeldValue(Faces.Top);
        return ToHeldFace * held;
    }

    /// <summary>The gain of the first voxel of a row from a held west face [field unit/s].</summary>
    public float WestGain => ToHeldFace * HeldValue(Faces.West);

    /// <summary>The gain of the last voxel of a row from a held east face [field unit/s].</summary>
    public float EastGain => ToHeldFace * HeldValue(Faces.East);

    /// <summary>What the held faces take from a plane [field unit · voxels/s].</summary>
    public unsafe double FaceLoss(float* map, int z)
    {
        if (!HasHeldFaces)
            return 0;
        Lattice lattice = _lattices[0];
        (int nx, int ny, int nz) = (lattice.X.Count, lattice.Y.Count, lattice.Z.Count);
        int wholePlanes = (z == 0 && IsHeld(Faces.Bottom) ? 1 : 0) + (z == nz - 1 && IsHeld(Faces.Top) ? 1 : 0);
        double sum = 0;
        for (int y = 0; y < ny; y++)
        {
            float* row = map + lattice.RowStart(y, z);
            int wholeRows = wholePlanes + (y == 0 && IsHeld(Faces.South) ? 1 : 0) + (y == ny - 1 && IsHeld(Faces.North) ? 1 : 0);
            if (wholeRows > 0)
            {
                double rowSum = 0;
                for (int x = 0; x < nx; x++)
                    rowSum += row[x];
                sum += wholeRows * rowSum;
            }

            if (IsHeld(Faces.West))
                sum += row[0];
            if (IsHeld(Faces.East))
                sum += row[nx - 1];
        }

        return ToHeldFace * sum;
    }

    public void Dispose()
    {
        foreach (Lattice lattice in _lattices)
            lattice.Dispose();
    }

    private static bool IsHeld(FaceCondition face) => face.Kind == FaceKind.Held;

    private static float HeldValue(FaceCondition face) => IsHeld(face) ? face.Value : 0f;
}
