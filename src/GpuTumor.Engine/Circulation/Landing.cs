namespace GpuTumor.Engine;

/// <summary>Puts cells that left the blood into a lattice, each as near to where it landed as there is a place.</summary>
internal static class Landing
{
    // The landing voxel and its 26 neighbours.
    private const int Tries = 27;

    /// <summary>Returns how many found a place; the others died for want of it.</summary>
    /// <param name="tissue">The lattice.</param>
    /// <param name="bed">Its vessels.</param>
    /// <param name="landings">Where each cell landed.</param>
    /// <param name="cells">The cells.</param>
    public static long Of(ICellTraffic tissue, VesselBed bed, IReadOnlyList<int> landings, IReadOnlyList<CellState> cells)
    {
        long settled = 0;
        List<int> left = [.. Enumerable.Range(0, landings.Count)];
        for (int number = 0; number < Tries && left.Count > 0; number++)
        {
            List<int> later = [];
            Dictionary<int, int> tried = [];
            foreach (int which in left)
            {
                int voxel = bed.Near(landings[which], number);
                if (voxel < 0 || !tried.TryAdd(voxel, which))
                    later.Add(which);
            }

            int[] voxels = [.. tried.Keys];
            bool[] placed = new bool[voxels.Length];
            tissue.PutIn(voxels, [.. voxels.Select(voxel => cells[tried[voxel]])], placed);
            for (int i = 0; i < voxels.Length; i++)
            {
                if (placed[i])
                    settled++;
                else
                    later.Add(tried[voxels[i]]);
            }

            left = later;
        }

        return settled;
    }
}
