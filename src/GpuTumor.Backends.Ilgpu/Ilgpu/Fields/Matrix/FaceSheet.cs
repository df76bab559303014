namespace GpuTumor.Backends.Ilgpu;

/// <summary>The voxels at one face of the box, row by row, and what their outer faces let through.</summary>
/// <param name="lattice">The finest lattice.</param>
/// <param name="side">West, east, south, north, bottom, top: 0 to 5.</param>
internal readonly struct FaceSheet(MatrixLattice lattice, int side)
{
    private readonly MatrixLattice _lattice = lattice;
    private readonly int _side = side;

    /// <summary>Rows; those of the four upright sides are planes of the lattice.</summary>
    public int Rows => _side < 4 ? _lattice.Axes.Z.Count : _lattice.Axes.Y.Count;

    /// <summary>Voxels of a row.</summary>
    public int Width => _side < 2 ? _lattice.Axes.Y.Count : _lattice.Axes.X.Count;

    /// <summary>Where a voxel lies.</summary>
    public long Voxel(int row, int i) => _side < 2 ? _lattice.Axes.RowStart(i, row) + Outermost(_lattice.Axes.X)
        : _side < 4 ? _lattice.Axes.RowStart(Outermost(_lattice.Axes.Y), row) + i
        : _lattice.Axes.RowStart(row, Outermost(_lattice.Axes.Z)) + i;

    /// <summary>What its outer face lets through.</summary>
    public float Passage(int row, int i) => _side < 2 ? _lattice.ThroughX(Beyond(_lattice.Axes.X), i, row)
        : _side < 4 ? _lattice.ThroughY(i, Beyond(_lattice.Axes.Y), row)
        : _lattice.ThroughZ(i, row, Beyond(_lattice.Axes.Z));

    private int Outermost(AxisView axis) => (_side & 1) == 0 ? 0 : axis.Count - 1;

    private int Beyond(AxisView axis) => (_side & 1) == 0 ? 0 : axis.Count;
}
