namespace GpuTumor.Metrics;

/// <summary>The greatest extent of a set of voxels.</summary>
/// <remarks>
/// The two voxels farthest apart are corners of the convex hull, hence corners of the planar hull of their slice along each
/// axis. Only such voxels are compared, so the result is exact.
/// </remarks>
public static class Caliper
{
    /// <summary>The largest distance between the centres of two voxels of the set, plus one voxel; 0 for none [voxels].</summary>
    public static double LargestDiameter(VoxelMask mask)
    {
        var corners = new List<(int X, int Y, int Z)>();
        for (int z = 0; z < mask.Nz; z++)
            corners.AddRange(HullCorners(RowEnds(mask, z), p => p.X, p => p.Y));
        corners = [.. corners.GroupBy(p => p.Y).SelectMany(slice => HullCorners(slice, p => p.X, p => p.Z))];
        corners = [.. corners.GroupBy(p => p.X).SelectMany(slice => HullCorners(slice, p => p.Y, p => p.Z))];
        if (corners.Count == 0)
            return 0;

        long largest = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            (int x, int y, int z) = corners[i];
            for (int j = i + 1; j < corners.Count; j++)
            {
                long dx = corners[j].X - x;
                long dy = corners[j].Y - y;
                long dz = corners[j].Z - z;
                largest = Math.Max(largest, (dx * dx) + (dy * dy) + (dz * dz));
            }
        }

        return Math.Sqrt(largest) + 1;
    }

    private static IEnumerable<(int X, int Y, int Z)> RowEnds(VoxelMask mask, int z)
    {
        for (int y = 0; y < mask.Ny; y++)
        {
            int first = mask.FirstInRow(y, z);
            if (first < 0)
                continue;
            yield return (first, y, z);
            int last = mask.LastInRow(y, z);
            if (last > first)
                yield return (last, y, z);
        }
    }

    /// <summary>The corners of the convex hull of points in a plane (Andrew's monotone chain).</summary>
    private static IEnumerable<(int X, int Y, int Z)> HullCorners(
        IEnumerable<(int X, int Y, int Z)> points, Func<(int X, int Y, int Z), int> u, Func<(int X, int Y, int Z), int> v)
    {
        (int X, int Y, int Z)[] sorted = [.. points.OrderBy(u).ThenBy(v)];
        if (sorted.Length < 3)
            return sorted;
        var hull = new HashSet<(int, int, int)>(Chain(sorted, u, v));
        Array.Reverse(sorted);
        hull.UnionWith(Chain(sorted, u, v));
        return hull;
    }

    private static List<(int X, int Y, int Z)> Chain(
        (int X, int Y, int Z)[] sorted, Func<(int X, int Y, int Z), int> u, Func<(int X, int Y, int Z), int> v)
    {
        var chain = new List<(int X, int Y, int Z)>();
        foreach ((int X, int Y, int Z) p in sorted)
        {
            while (chain.Count > 1 && Turn(chain[^2], chain[^1], p, u, v) <= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(p);
        }

        return chain;
    }

    private static long Turn(
        (int X, int Y, int Z) a, (int X, int Y, int Z) b, (int X, int Y, int Z) c,
        Func<(int X, int Y, int Z), int> u, Func<(int X, int Y, int Z), int> v)
        => ((long)(u(b) - u(a)) * (v(c) - v(a))) - ((long)(v(b) - v(a)) * (u(c) - u(a)));
}
