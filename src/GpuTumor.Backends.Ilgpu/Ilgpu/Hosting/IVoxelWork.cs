namespace GpuTumor.Backends.Ilgpu;

/// <summary>Work done once for each voxel of a box.</summary>
internal interface IVoxelWork
{
    /// <summary>Does the work of one voxel.</summary>
    void At(int x, int y, int z);
}
