using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The kernels proper: each finds its place in the launch and does the work there.</summary>
internal static class EntryPoints
{
    /// <summary>Once for each item, in groups of a line.</summary>
    public static void Items<TWork>(long count, TWork work)
        where TWork : struct, IItemWork
    {
        long item = ((long)Grid.IdxX * Group.DimX) + Group.IdxX;
        if (item < count)
            work.At(item);
    }

    /// <summary>Once for each voxel, in groups of a line along x.</summary>
    public static void Voxels<TWork>(int width, TWork work)
        where TWork : struct, IVoxelWork
    {
        int x = (Grid.IdxX * Group.DimX) + Group.IdxX;
        if (x < width)
            work.At(x, Grid.IdxY, Grid.IdxZ);
    }
}
