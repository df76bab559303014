using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

internal static partial class EntryPoints
{
    /// <summary>Once for each voxel of a region, but for those in a rim of the lattice; each group takes tiles until there are none.</summary>
    public static void Regions<TWork>(RegionView region, int rim, TWork work)
        where TWork : struct, IRegionWork
    {
        int lane = Group.IdxX & (RegionView.Lanes - 1);
        int tiles = region.Count;
        for (int entry = ILGPU.Grid.IdxX; entry < tiles; entry += ILGPU.Grid.DimX)
        {
            region.First(entry, out int firstX, out int firstY, out int firstZ);
            for (int row = Group.IdxX >> HeldTiles.LengthPower; row < RegionView.Rows; row += Group.DimX >> HeldTiles.LengthPower)
            {
                int y = firstY + (row & ((1 << HeldTiles.EdgePower) - 1));
                int z = firstZ + (row >> HeldTiles.EdgePower);
                if (region.IsInside(firstX + lane, y, z, rim))
                    work.At(firstX + lane, y, z);
            }
        }
    }

    /// <summary>The same, and what each thread counted is added to what it had counted before.</summary>
    public static void RegionCounts<TWork>(RegionView region, int rim, ArrayView<long> counts, TWork work)
        where TWork : struct, IRegionCountWork
    {
        int lane = Group.IdxX & (RegionView.Lanes - 1);
        int tiles = region.Count;
        RegionCounts counted = default;
        for (int entry = ILGPU.Grid.IdxX; entry < tiles; entry += ILGPU.Grid.DimX)
        {
            region.First(entry, out int firstX, out int firstY, out int firstZ);
            for (int row = Group.IdxX >> HeldTiles.LengthPower; row < RegionView.Rows; row += Group.DimX >> HeldTiles.LengthPower)
            {
                int y = firstY + (row & ((1 << HeldTiles.EdgePower) - 1));
                int z = firstZ + (row >> HeldTiles.EdgePower);
                if (region.IsInside(firstX + lane, y, z, rim))
                    work.At(firstX + lane, y, z, ref counted);
            }
        }

        long thread = ((long)ILGPU.Grid.IdxX * Group.DimX) + Group.IdxX;
        long threads = (long)ILGPU.Grid.DimX * Group.DimX;
        Add(counts, thread, counted.First);
        Add(counts, threads + thread, counted.Second);
        Add(counts, (2 * threads) + thread, counted.Third);
    }

    private static void Add(ArrayView<long> counts, long place, long count)
    {
        if (count != 0)
            counts[place] = counts[place] + count;
    }
}
