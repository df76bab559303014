namespace GpuTumor.Metrics;

/// <summary>The parts of a tumour, cut out of the lattice with a margin.</summary>
internal sealed class TumourBody
{
    /// <summary>Radius of the ball that closes pores and opens fronds [voxels].</summary>
    public const int ClosingRadius = 3;

    private const int Margin = ClosingRadius + 2;

    private TumourBody(CellMap map, VoxelBox box, TumourBody? before)
    {
        Box = box;
        Living = map.Living.Crop(box);
        Mass = Living.Or(map.Dead.Crop(box));
        Closed = Morphology.Close(Mass, ClosingRadius);
        Components = ConnectedComponents.Find(Living, Connectivity.Corners);
        MainComponent = FindMain(before);
        Main = MainComponent < 0 ? new VoxelMask(box.Nx, box.Ny, box.Nz) : Components.MaskOf(MainComponent);
        Body = FindBody();
    }

    /// <summary>Where the parts lie in the lattice.</summary>
    public VoxelBox Box { get; }

    /// <summary>L: living cells.</summary>
    public VoxelMask Living { get; }

    /// <summary>M: living, apoptotic and necrotic cells.</summary>
    public VoxelMask Mass { get; }

    /// <summary>M closed by a ball of three voxels.</summary>
    public VoxelMask Closed { get; }

    /// <summary>The 26-connected components of the living cells.</summary>
    public ConnectedComponents Components { get; }

    /// <summary>The component that continues the main mass; −1 without living cells.</summary>
    public int MainComponent { get; }

    /// <summary>The main mass: of living cells, the largest component at first, then the one that overlaps it most.</summary>
    public VoxelMask Main { get; }

    /// <summary>The component of the closed mass that holds most of the main mass.</summary>
    public VoxelMask Body { get; }

    /// <summary>Finds the parts; null if there is not one cell, dead or alive.</summary>
    public static TumourBody? Find(CellMap map, TumourBody? before)
    {
        VoxelBox living = map.Living.Bounds();
        VoxelBox dead = map.Dead.Bounds();
        VoxelBox all = living.IsEmpty ? dead : dead.IsEmpty ? living : Around(living, dead);
        return all.IsEmpty ? null : new TumourBody(map, all.Grown(Margin), before);
    }

    /// <summary>The voxels of <paramref name="mask"/> and all that it encloses.</summary>
    public static VoxelMask Filled(VoxelMask mask)
    {
        // The margin is empty, so the first component of the complement is all that is outside.
        ConnectedComponents emptiness = ConnectedComponents.Find(mask.Complement(), Connectivity.Faces);
        return emptiness.MaskOf(0).Complement();
    }

    private static VoxelBox Around(VoxelBox a, VoxelBox b)
    {
        int x = Math.Min(a.X, b.X);
        int y = Math.Min(a.Y, b.Y);
        int z = Math.Min(a.Z, b.Z);
        return new VoxelBox(
            x,
            y,
            z,
            Math.Max(a.X + a.Nx, b.X + b.Nx) - x,
            Math.Max(a.Y + a.Ny, b.Y + b.Ny) - y,
            Math.Max(a.Z + a.Nz, b.Z + b.Nz) - z);
    }

    private int FindMain(TumourBody? before)
    {
        if (before is null)
            return Components.Largest;
        VoxelMask mainBefore = before.Main.Crop(
            Box with { X = Box.X - before.Box.X, Y = Box.Y - before.Box.Y, Z = Box.Z - before.Box.Z });
        int heir = Components.MostOverlapping(mainBefore);
        return heir >= 0 ? heir : Components.Largest;
    }

    private VoxelMask FindBody()
    {
        ConnectedComponents masses = ConnectedComponents.Find(Closed, Connectivity.Corners);
        int holding = masses.MostOverlapping(Main);
        return masses.MaskOf(holding >= 0 ? holding : masses.Largest);
    }
}
