using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>Evenly spread directions: the corners of an icosahedron whose faces were split into four three times.</summary>
internal static class Sphere
{
    /// <summary>642 unit vectors.</summary>
    public static IReadOnlyList<Vector3> Directions { get; } = MakeDirections(3);

    private static List<Vector3> MakeDirections(int splits)
    {
        var corners = new List<Vector3>();
        float golden = (1 + MathF.Sqrt(5)) / 2;
        foreach (float a in (float[])[-1, 1])
        {
            foreach (float b in (float[])[-golden, golden])
            {
                corners.Add(Vector3.Normalize(new Vector3(a, b, 0)));
                corners.Add(Vector3.Normalize(new Vector3(0, a, b)));
                corners.Add(Vector3.Normalize(new Vector3(b, 0, a)));
            }
        }

        List<(int A, int B, int C)> faces = FacesOf(corners);
        for (int split = 0; split < splits; split++)
            faces = Split(corners, faces);
        return corners;
    }

    private static List<(int, int, int)> FacesOf(List<Vector3> corners)
    {
        // Neighbouring corners of the icosahedron are 63.4° apart, all others farther.
        bool Touch(int a, int b) => Vector3.Dot(corners[a], corners[b]) > 0.4f;
        var faces = new List<(int, int, int)>();
        for (int a = 0; a < 12; a++)
        {
            for (int b = a + 1; b < 12; b++)
            {
                for (int c = b + 1; c < 12; c++)
                {
                    if (Touch(a, b) && Touch(b, c) && Touch(a, c))
                        faces.Add((a, b, c));
                }
            }
        }

        return faces;
    }

    private static List<(int, int, int)> Split(List<Vector3> corners, List<(int A, int B, int C)> faces)
    {
        var middles = new Dictionary<(int, int), int>();
        int Middle(int a, int b)
        {
            (int, int) edge = (Math.Min(a, b), Math.Max(a, b));
            if (!middles.TryGetValue(edge, out int index))
            {
                index = corners.Count;
                corners.Add(Vector3.Normalize(corners[a] + corners[b]));
                middles[edge] = index;
            }

            return index;
        }

        var finer = new List<(int, int, int)>();
        foreach ((int a, int b, int c) in faces)
        {
            (int ab, int bc, int ca) = (Middle(a, b), Middle(b, c), Middle(c, a));
            finer.AddRange([(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]);
        }

        return finer;
    }
}
