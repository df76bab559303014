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
        (double ofX, double ofY, double ofZ) = (
            (double)grid.Ny * grid.Nz * ToHeldFace, (double)grid.Nx * grid.Nz * ToHeldFace, (double)grid.Nx * grid.Ny * ToHeldFace);
        FaceGain = new(
            ofX * HeldValue(faces.West), ofX * HeldValue(faces.East), ofY * HeldValue(faces.South), ofY * HeldValue(faces.North),
            ofZ * HeldValue(faces.Bottom), ofZ * HeldValue(faces.Top));
    }

    /// <summary>D/h² [1/s].</summary>
    public double Coupling { get; }

    /// <summary>The conditions at the faces.</summary>
    public Boundaries Faces { get; }

    /// <summary>Whether any face is held.</summary>
    public bool HasHeldFaces { get; }

    /// <summary>Coupling of a voxel to a held face it touches [1/s].</summary>
    public float ToHeldFace { get; }

    /// <summary>What the held faces give [field unit · voxels/s], before they take.</summary>
    public FaceAmounts FaceGain { get; }

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

    /// <summary>Adds what the held faces take from a plane [field unit · voxels/s] to six quantities of its sums.</summary>
    public unsafe void AddFaceLosses(float* map, int z, Sums sums, int firstQuantity)
    {
        if (!HasHeldFaces)
            return;
        Lattice lattice = _lattices[0];
        (int nx, int ny, int nz) = (lattice.X.Count, lattice.Y.Count, lattice.Z.Count);
        float* plane = map + lattice.RowStart(0, z);
        AddFaceLoss(Faces.West, plane, nx, ny, sums, z, firstQuantity);
        AddFaceLoss(Faces.East, plane + nx - 1, nx, ny, sums, z, firstQuantity + 1);
        AddFaceLoss(Faces.South, plane, 1, nx, sums, z, firstQuantity + 2);
        AddFaceLoss(Faces.North, plane + lattice.PlaneCells - nx, 1, nx, sums, z, firstQuantity + 3);
        if (z == 0)
            AddFaceLoss(Faces.Bottom, plane, nx, ny, sums, z, firstQuantity + 4, nx);
        if (z == nz - 1)
            AddFaceLoss(Faces.Top, plane, nx, ny, sums, z, firstQuantity + 5, nx);
    }

    public void Dispose()
    {
        foreach (Lattice lattice in _lattices)
            lattice.Dispose();
    }

    // Row by row: a sum of sums that many may work on and still be the same.
    private unsafe void AddFaceLoss(
        FaceCondition face, float* first, long stride, long count, Sums sums, int plane, int quantity, int width = 1)
    {
        if (!IsHeld(face))
            return;
        double sum = 0;
        for (long i = 0; i < count; i++)
        {
            double row = 0;
            for (int x = 0; x < width; x++)
                row += first[(i * stride) + x];
            sum += row;
        }

        sums.Add(plane, quantity, ToHeldFace * sum);
    }

    private static bool IsHeld(FaceCondition face) => face.Kind == FaceKind.Held;

    private static float HeldValue(FaceCondition face) => IsHeld(face) ? face.Value : 0f;
}
