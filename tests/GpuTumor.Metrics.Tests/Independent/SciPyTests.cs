using System.Globalization;
using GpuTumor.Post;

namespace GpuTumor.Metrics.Tests;

/// <summary>Measures of a rough, porous body with satellites against SciPy and scikit-image.</summary>
// One after the other: a process started meanwhile inherits the lock on a file just being written.
[Collection("files and processes")]
public sealed class SciPyTests
{
    private const int N = 70;

    private const string Program = """
        import sys, numpy as np
        from scipy import ndimage as nd
        from skimage import measure
        n = int(sys.argv[2])
        m = np.fromfile(sys.argv[1], np.uint8).reshape(n, n, n).astype(bool)
        out = lambda name, value: print(name, repr(float(value)))
        labels, count = nd.label(m, np.ones((3, 3, 3)))
        out('components_by_corners', count)
        out('components_by_faces', nd.label(m)[1])
        p = np.pad(m, 8)
        dilated = nd.distance_transform_edt(~p) <= 3
        closed = nd.distance_transform_edt(dilated) > 3
        out('closed', closed.sum())
        sizes = np.bincount(labels.ravel())[1:]
        main = labels == 1 + sizes.argmax()
        d = nd.distance_transform_edt(~main)
        nearest = nd.minimum(d, labels, [i + 1 for i in range(count) if i != sizes.argmax()])
        out('satellite_distance_mean', np.mean(nearest))
        out('satellite_distance_max', np.max(nearest))
        blobs, k = nd.label(closed, np.ones((3, 3, 3)))
        body = blobs == 1 + np.bincount(blobs.ravel())[1:].argmax()
        smooth = nd.gaussian_filter(body.astype(np.float32), 1.0, mode='constant')
        v, f, _, _ = measure.marching_cubes(smooth, 0.5)
        out('area', measure.mesh_surface_area(v, f))
        r = np.argwhere(m)
        out('gyration', np.sqrt(((r - r.mean(0)) ** 2).sum(1).mean()))
        b = np.argwhere(body)
        from scipy.spatial import ConvexHull, distance
        h = b[ConvexHull(b).vertices]
        out('diameter', distance.pdist(h).max() + 1)
        """;

    [FactNeedingSciPy]
    public void MeasuresAgreeWithSciPyAndScikitImage()
    {
        VoxelMask mask = RoughBody();
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, [.. Enumerable.Range(0, N * N * N).Select(i => (byte)(mask[i % N, i / N % N, i / (N * N)] ? 1 : 0))]);
        Dictionary<string, double> theirs = Parse(FactNeedingSciPyAttribute.RunPython(Program, file, $"{N}"));
        File.Delete(file);

        ConnectedComponents components = ConnectedComponents.Find(mask, Connectivity.Corners);
        Assert.Equal(theirs["components_by_corners"], components.Sizes.Count);
        Assert.Equal(theirs["components_by_faces"], ConnectedComponents.Find(mask, Connectivity.Faces).Sizes.Count);
        int[] squared = components.NearestSquaredDistances(components.MaskOf(components.Largest));
        double[] distances = [.. squared.Where(d => d > 0).Select(d => Math.Sqrt(d))];
        Assert.Equal(theirs["satellite_distance_mean"], distances.Average(), 1e-9);
        Assert.Equal(theirs["satellite_distance_max"], distances.Max(), 1e-9);
        Assert.Equal(theirs["gyration"], Math.Sqrt(Moments.Of(mask).MeanSquare), 1e-9);

        VoxelMask padded = mask.Crop(new VoxelBox(-8, -8, -8, N + 16, N + 16, N + 16));
        VoxelMask closed = Morphology.Close(padded, 3);
        Assert.Equal(theirs["closed"], closed.Count());
        ConnectedComponents blobs = ConnectedComponents.Find(closed, Connectivity.Corners);
        VoxelMask body = blobs.MaskOf(blobs.Largest);
        Assert.Equal(theirs["diameter"], Caliper.LargestDiameter(body), 1e-9);

        // Where a cube's surface is not flat, ways to cut it into triangles differ by parts in a thousand.
        Assert.Equal(theirs["area"], SmoothedSurface.Measure(body).Area, 3e-3 * theirs["area"]);
    }

    [FactNeedingSciPy]
    public void ColourTablesAreThoseOfMatplotlib()
    {
        foreach (ColourMap map in ColourMap.All)
        {
            string table = FactNeedingSciPyAttribute.RunPython(
                "import sys, matplotlib\nm = matplotlib.colormaps[sys.argv[1]]\n"
                + "print(' '.join('#%02x%02x%02x' % tuple(int(round(255 * c)) for c in m(i)[:3]) for i in range(256)))",
                map.Name);
            Assert.Equal(table.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries), Enumerable.Range(0, 256).Select(i => map[i].ToString()));
        }
    }

    private static Dictionary<string, double> Parse(string lines)
        => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))
            .ToDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture));

    private static VoxelMask RoughBody()
    {
        var random = new Random(12);
        return Shapes.Where(N, N, N, (x, y, z) =>
        {
            double wave = 22 + (4 * Math.Sin(x * 0.4) * Math.Cos(y * 0.3)) + (2 * Math.Sin(z * 0.9));
            bool inside = Shapes.InBall(x, y, z, 34.5, 34.5, 34.5, wave);
            return inside ? random.NextDouble() < 0.7 : random.NextDouble() < 0.002;
        });
    }
}
