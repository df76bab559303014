namespace GpuTumor.Backends.Ilgpu;

/// <summary>One group's part of a lattice: a column of 64 × 32 voxels, some planes deep, worked on plane by plane.</summary>
/// <remarks>
/// A stage needs its neighbours' values, so a tile also works out a rim of voxels around its own: as many as stages are still
/// to come. Planes are stacked in shared memory, one a stage: <c>next</c> in the sequence is one voxel narrower on each side.
/// </remarks>
internal struct Tile
{
    /// <summary>Voxels of a tile along x.</summary>
    public const int Width = 64;

    /// <summary>Voxels of a tile along y.</summary>
    public const int Height = 32;

    /// <summary>Planes of a layer: few enough to occupy a device, many beside the few that are worked out twice.</summary>
    public const int Planes = 32;

    /// <summary>Stages that may be fused.</summary>
    public const int MostStages = 4;

    /// <summary>Threads of a group.</summary>
    public const int Threads = 1024;

    /// <summary>Floats of shared memory: the planes that four stages read, largest first.</summary>
    public const int PlaneFloats = (72 * 40) + (70 * 38) + (68 * 36) + (66 * 34);

    /// <summary>Entries of a table along x.</summary>
    public const int TableWidth = Width + (2 * MostStages);

    /// <summary>Entries of a table along y.</summary>
    public const int TableHeight = Height + (2 * MostStages);

    /// <summary>Floats of shared memory for the couplings along x and y: to both neighbours and to held faces.</summary>
    public const int TableFloats = 3 * (TableWidth + TableHeight);

    /// <summary>Bytes of shared memory: planes, tables, and the sums of 32 strands.</summary>
    public const int SharedBytes = (sizeof(float) * (PlaneFloats + TableFloats)) + (32 * sizeof(double));

    /// <summary>The lattice.</summary>
    public FieldLattice Lattice;

    /// <summary>First own voxel along x.</summary>
    public int X0;

    /// <summary>First own voxel along y.</summary>
    public int Y0;

    /// <summary>First own plane.</summary>
    public int Z0;

    /// <summary>The plane after the last own one.</summary>
    public int Z1;

    /// <summary>Voxels around the own ones that the first stage reads.</summary>
    public int Rim;

    /// <summary>First plane loaded; beyond a periodic face it is negative.</summary>
    public int First;

    /// <summary>Last plane loaded.</summary>
    public int Last;

    /// <summary>1 if the last plane is the lattice's and nothing lies beyond it.</summary>
    public int EndsAtTop;

    /// <summary>The part of a lattice that a group works on.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="column">Which column along x.</param>
    /// <param name="row">Which column along y.</param>
    /// <param name="layer">Which layer along z.</param>
    /// <param name="planes">Planes of a layer.</param>
    /// <param name="stages">Stages fused.</param>
    public static Tile At(FieldLattice lattice, int column, int row, int layer, int planes, int stages)
    {
        Tile tile = default;
        tile.Lattice = lattice;
        tile.Rim = stages;
        tile.X0 = column * Width;
        tile.Y0 = row * Height;
        tile.Z0 = layer * planes;
        tile.Z1 = Math.Min(tile.Z0 + planes, lattice.Z.Count);
        bool periodic = lattice.Z.IsPeriodic != 0;
        tile.First = periodic ? tile.Z0 - stages : Math.Max(0, tile.Z0 - stages);
        int last = tile.Z1 - 1 + stages;
        tile.EndsAtTop = !periodic && last >= lattice.Z.Count - 1 ? 1 : 0;
        tile.Last = tile.EndsAtTop != 0 ? lattice.Z.Count - 1 : last;
        return tile;
    }

    /// <summary>Voxels of a plane with a rim.</summary>
    public static int PlaneVoxels(int rim) => (Width + (2 * rim)) * (Height + (2 * rim));

    /// <summary>Where a plane of the pipeline lies in the lattice.</summary>
    public readonly int PlaneOf(int z) => Wrapped(z, Lattice.Z.Count);

    /// <summary>A coordinate beyond a periodic face, brought back.</summary>
    public static int Wrapped(int coordinate, int count)
        => coordinate < 0 ? coordinate + count : coordinate >= count ? coordinate - count : coordinate;

    /// <summary>Whether a coordinate, rim included, is worked out: it lies in the lattice or beyond a periodic face.</summary>
    public static bool IsReached(int coordinate, AxisView axis, int rim)
        => axis.IsPeriodic != 0 ? coordinate < axis.Count + rim : coordinate >= 0 && coordinate < axis.Count;
}
