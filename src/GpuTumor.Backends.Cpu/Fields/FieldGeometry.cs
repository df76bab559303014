using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>A field's couplings on every lattice of its multigrid, and what its held faces give and take.</summary>
internal sealed partial class FieldGeometry : IDisposable
{
    private readonly Lattice[] _lattices;
    private readonly (AxisLevel X, AxisLevel Y, AxisLevel Z)[] _axes;
    private readonly float _toHeldX;
    private readonly float _toHeldY;
    private readonly float _toHeldZ;

    public FieldGeometry(Grid grid, FieldDefinition field, int levels)
    {
        Boundaries faces = field.Boundaries;
        (double x, double y, double z) = grid.Couplings(field.Diffusivity);
        DiffusionRate = 4.0 * (x + y + z);
        Faces = faces;
        HasHeldFaces = faces.HasHeldFaces;
        _axes = new (AxisLevel, AxisLevel, AxisLevel)[levels];
        _axes[0] = (
            AxisLevel.Finest(grid.Nx, faces.West, faces.East, x),
            AxisLevel.Finest(grid.Ny, faces.South, faces.North, y),
            AxisLevel.Finest(grid.Nz, faces.Bottom, faces.Top, z));
        for (int level = 1; level < levels; level++)
        {
            (AxisLevel fineX, AxisLevel fineY, AxisLevel fineZ) = _axes[level - 1];
            _axes[level] = (fineX.Coarsen(x), fineY.Coarsen(y), fineZ.Coarsen(z));
        }

        _lattices = [.. _axes.Select(axes => new Lattice(axes.X, axes.Y, axes.Z))];
        (_toHeldX, _toHeldY, _toHeldZ) = ((float)(2.0 * x), (float)(2.0 * y), (float)(2.0 * z));
        (double ofX, double ofY, double ofZ) = (
            (double)grid.Ny * grid.Nz * _toHeldX, (double)grid.Nx * grid.Nz * _toHeldY, (double)grid.Nx * grid.Ny * _toHeldZ);
        FaceGain = new(
            ofX * faces.West.HeldValue, ofX * faces.East.HeldValue, ofY * faces.South.HeldValue, ofY * faces.North.HeldValue,
            ofZ * faces.Bottom.HeldValue, ofZ * faces.Top.HeldValue);
    }

    /// <summary>The fastest rate at which free diffusion evens out differences, 4·D·Σ 1/h² over the axes [1/s].</summary>
    public double DiffusionRate { get; }

    /// <summary>Lattices.</summary>
    public int Levels => _lattices.Length;

    /// <summary>The conditions at the faces.</summary>
    public Boundaries Faces { get; }

    /// <summary>Whether any face is held.</summary>
    public bool HasHeldFaces { get; }

    /// <summary>What the held faces give [field unit · voxels/s], before they take.</summary>
    public FaceAmounts FaceGain { get; private set; }

    /// <summary>A lattice; 0 is the finest.</summary>
    public Lattice this[int level] => _lattices[level];

    /// <summary>The gain of a whole row from held y and z faces [field unit/s]; through the matrix it is added later.</summary>
    public float RowGain(int y, int z)
    {
        if (IsHindered)
            return 0f;
        Lattice lattice = _lattices[0];
        float heldY = 0f;
        float heldZ = 0f;
        if (y == 0)
            heldY += Faces.South.HeldValue;
        if (y == lattice.Y.Count - 1)
            heldY += Faces.North.HeldValue;
        if (z == 0)
            heldZ += Faces.Bottom.HeldValue;
        if (z == lattice.Z.Count - 1)
            heldZ += Faces.Top.HeldValue;
        return (_toHeldY * heldY) + (_toHeldZ * heldZ);
    }

    /// <summary>The gain of the first voxel of a row from a held west face [field unit/s].</summary>
    public float WestGain => IsHindered ? 0f : _toHeldX * Faces.West.HeldValue;

    /// <summary>The gain of the last voxel of a row from a held east face [field unit/s].</summary>
    public float EastGain => IsHindered ? 0f : _toHeldX * Faces.East.HeldValue;

    /// <summary>Adds what the held faces take from a plane [field unit · voxels/s] to six quantities of its sums.</summary>
    public unsafe void AddFaceLosses(float* map, int z, Sums sums, int firstQuantity)
    {
        if (!HasHeldFaces)
            return;
        if (IsHindered)
        {
            AddLossesThroughMatrix(map, z, sums, firstQuantity);
            return;
        }

        Lattice lattice = _lattices[0];
        (int nx, int ny, int nz) = (lattice.X.Count, lattice.Y.Count, lattice.Z.Count);
        float* plane = map + lattice.RowStart(0, z);
        AddFaceLoss(0, plane, nx, ny, sums, z, firstQuantity);
        AddFaceLoss(1, plane + nx - 1, nx, ny, sums, z, firstQuantity);
        AddFaceLoss(2, plane, 1, nx, sums, z, firstQuantity);
        AddFaceLoss(3, plane + lattice.PlaneCells - nx, 1, nx, sums, z, firstQuantity);
        if (z == 0)
            AddFaceLoss(4, plane, nx, ny, sums, z, firstQuantity, nx);
        if (z == nz - 1)
            AddFaceLoss(5, plane, nx, ny, sums, z, firstQuantity, nx);
    }

    /// <summary>What a held west or east face sees at the end of a row: the voxel, or as much as the matrix lets through.</summary>
    /// <param name="side">0 or 1.</param>
    /// <param name="row">The row.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    public unsafe float SeenAtEnd(int side, float* row, int y, int z)
    {
        float value = row[side == 0 ? 0 : _lattices[0].X.Count - 1];
        return IsHindered ? SheetOf(side).Passage(z, y) * value : value;
    }

    /// <summary>What another held face sees of a row that lies along it: the voxels, or as much as the matrix lets through.</summary>
    /// <param name="side">2 to 5.</param>
    /// <param name="row">The row.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    public unsafe double SeenAlong(int side, float* row, int y, int z)
    {
        int count = _lattices[0].X.Count;
        return IsHindered ? SumThrough(SheetOf(side), side < 4 ? z : y, row, count) : Sum(row, count);
    }

    /// <summary>What held faces take [field unit · voxels/s], given what each sees.</summary>
    public FaceAmounts FaceLosses(in FaceAmounts seen)
    {
        double Taken(int side, double sum) => Faces[side].IsHeld ? ToHeldFace(side) * sum : 0.0;
        return new(
            Taken(0, seen.West), Taken(1, seen.East), Taken(2, seen.South),
            Taken(3, seen.North), Taken(4, seen.Bottom), Taken(5, seen.Top));
    }

    public void Dispose()
    {
        foreach (Lattice lattice in _lattices)
            lattice.Dispose();
        foreach (MatrixLattice lattice in _inMatrix)
            lattice.Dispose();
    }

    private static unsafe double Sum(float* row, int count)
    {
        double sum = 0;
        for (int x = 0; x < count; x++)
            sum += row[x];
        return sum;
    }

    private static unsafe double SumThrough(in FaceSheet sheet, int line, float* row, int count)
    {
        double sum = 0;
        for (int x = 0; x < count; x++)
            sum += sheet.Passage(line, x) * row[x];
        return sum;
    }

    // Row by row: a sum of sums that many may work on and still be the same.
    private unsafe void AddFaceLoss(
        int side, float* first, long stride, long count, Sums sums, int plane, int firstQuantity, int width = 1)
    {
        if (!Faces[side].IsHeld)
            return;
        double sum = 0;
        for (long i = 0; i < count; i++)
        {
            double row = 0;
            for (int x = 0; x < width; x++)
                row += first[(i * stride) + x];
            sum += row;
        }

        sums.Add(plane, firstQuantity + side, ToHeldFace(side) * sum);
    }

    /// <summary>Coupling of a voxel to a held face it touches, in free tissue [1/s].</summary>
    private float ToHeldFace(int side) => side < 2 ? _toHeldX : side < 4 ? _toHeldY : _toHeldZ;
}
