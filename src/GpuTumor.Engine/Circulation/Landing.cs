namespace GpuTumor.Engine;

/// <summary>Puts cells that left the blood into a lattice, each as near to where it landed as there is a place.</summary>
internal static class Landing
{
    // The landing voxel and its 26 neighbours.
    private const int Tries = 27;

    /// <summary>Returns how many found a place; the others died for want of it.</summary>
    public static long Of(ICellTraffic tissue, VesselBed bed, IReadOnlyList<int> landings, CellState cell)
    {
        long settled = 0;
        List<int> left = [.. landings];
        for (int number = 0; number < Tries && left.Count > 0; number++)
        {
            List<int> later = [];
            Dictionary<int, int> tried = [];
            foreach (int landing in left)
            {
                int voxel = bed.Near(landing, number);
                if (voxel < 0 || !tried.TryAdd(voxel, landing))
                    later.Add(landing);
            }

            int[] voxels = [.. tried.Keys];
            CellState[] cells = new CellState[voxels.Length];
            Array.Fill(cells, cell);
            bool[] placed = new bool[voxels.Length];
            tissue.PutIn(voxels, cells, placed);
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
