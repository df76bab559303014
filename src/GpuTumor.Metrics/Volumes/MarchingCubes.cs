using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>Which triangles separate the inside corners of a cube from the outside ones.</summary>
/// <remarks>
/// Corner i lies at y = bit 0, z = bit 1, x = bit 2 of i. The triangles are derived, not tabulated: on each face the crossed
/// edges are linked in pairs, cutting off inside corners where all four edges are crossed, so that neighbouring cubes agree;
/// the links close to loops, and each loop is a fan of triangles.
/// </remarks>
internal static class MarchingCubes
{
    private static readonly (int A, int B)[] _edges = MakeEdges();

    /// <summary>For each of the 256 sets of inside corners, the triangles, three edges each.</summary>
    public static int[][] Triangles { get; } = [.. Enumerable.Range(0, 256).Select(TrianglesOf)];

    /// <summary>The corners that an edge joins.</summary>
    public static (int A, int B) Edge(int edge) => _edges[edge];

    /// <summary>Where a corner lies, 0 or 1 along each axis.</summary>
    public static Vector3 Corner(int corner) => new(corner >> 2, corner & 1, (corner >> 1) & 1);

    private static (int, int)[] MakeEdges()
    {
        var edges = new List<(int, int)>();
        foreach (int axis in (int[])[1, 2, 4])
        {
            for (int corner = 0; corner < 8; corner++)
            {
                if ((corner & axis) == 0)
                    edges.Add((corner, corner | axis));
            }
        }

        return [.. edges];
    }

    private static int EdgeBetween(int a, int b) => Array.IndexOf(_edges, (Math.Min(a, b), Math.Max(a, b)));

    private static int[] TrianglesOf(int inside)
    {
        var links = new List<int>[12];
        for (int edge = 0; edge < 12; edge++)
            links[edge] = [];
        foreach (int axis in (int[])[1, 2, 4])
        {
            LinkFace(inside, axis, 0, links);
            LinkFace(inside, axis, axis, links);
        }

        return FansOf(links);
    }

    private static void LinkFace(int inside, int axis, int side, List<int>[] links)
    {
        int u = axis == 1 ? 2 : 1;
        int v = 7 - axis - u;
        int[] corners = [side, side | u, side | u | v, side | v];
        bool IsInside(int i) => (inside >> corners[i & 3] & 1) != 0;
        var crossed = new List<int>();
        for (int i = 0; i < 4; i++)
        {
            if (IsInside(i) != IsInside(i + 1))
                crossed.Add(EdgeBetween(corners[i], corners[(i + 1) & 3]));
        }

        if (crossed.Count == 2)
        {
            Link(links, crossed[0], crossed[1]);
        }
        else if (crossed.Count == 4)
        {
            // Edge i runs from corner i to corner i + 1; corner i lies between edges i − 1 and i.
            int first = IsInside(0) ? 0 : 1;
            Link(links, crossed[(first + 3) & 3], crossed[first]);
            Link(links, crossed[first + 1], crossed[first + 2 & 3]);
        }
    }

    private static void Link(List<int>[] links, int a, int b)
    {
        links[a].Add(b);
        links[b].Add(a);
    }

    private static int[] FansOf(List<int>[] links)
    {
        var triangles = new List<int>();
        var seen = new bool[12];
        for (int start = 0; start < 12; start++)
        {
            if (seen[start] || links[start].Count == 0)
                continue;
            var loop = new List<int>();
            int edge = start;
            int before = -1;
            while (!seen[edge])
            {
                seen[edge] = true;
                loop.Add(edge);
                int next = links[edge][0] != before ? links[edge][0] : links[edge][1];
                (before, edge) = (edge, next);
            }

            for (int i = 2; i < loop.Count; i++)
                triangles.AddRange([loop[0], loop[i - 1], loop[i]]);
        }

        return [.. triangles];
    }
}
