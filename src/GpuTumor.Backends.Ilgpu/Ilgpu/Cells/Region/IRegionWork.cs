namespace GpuTumor.Backends.Ilgpu;

/// <summary>Work done once for each voxel of the active region.</summary>
internal interface IRegionWork
{
    /// <summary>Does the work of one voxel.</summary>
    void At(int x, int y, int z);
}

/// <summary>Work done once for each voxel of the active region, of which something is counted.</summary>
internal interface IRegionCountWork
{
    /// <summary>Does the work of one voxel and adds what it counts.</summary>
    void At(int x, int y, int z, ref RegionCounts counts);
}

/// <summary>What one thread counts in the voxels that it visits: whole numbers, so that their order is nothing to anyone.</summary>
internal struct RegionCounts
{
    public long First;
    public long Second;
    public long Third;
}
