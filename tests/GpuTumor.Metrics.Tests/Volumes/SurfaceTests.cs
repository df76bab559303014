namespace GpuTumor.Metrics.Tests;

public sealed class SurfaceTests
{
    [Theory]
    [InlineData(12.0)]
    [InlineData(20.3)]
    public void TheAreaOfABallIsFourPiRSquared(double radius)
    {
        double area = SmoothedSurface.Measure(Shapes.Ball(50, radius)).Area;

        // Smoothing lowers a ball's radius by about σ²/R, which is 0.7 % at R = 12.
        Assert.InRange(area / (4 * Math.PI * radius * radius), 0.98, 1.01);
    }

    [Fact]
    public void TheAreaOfASlabIsTwiceItsFaceBesidesItsEdge()
    {
        VoxelMask slab = Shapes.Where(120, 120, 40, (x, y, z) => x is >= 10 and < 110 && y is >= 10 and < 110 && z is >= 10 and < 30);
        double exact = (2.0 * 100 * 100) + (4.0 * 100 * 20);

        // Edges and corners are rounded by the smoothing.
        Assert.InRange(SmoothedSurface.Measure(slab).Area / exact, 0.97, 1.0);
    }

    [Fact]
    public void AShellHasBothItsSurfaces()
    {
        VoxelMask shell = Shapes.Ball(60, 25).AndNot(Shapes.Ball(60, 15));
        double exact = 4 * Math.PI * ((25 * 25) + (15 * 15));
        Assert.InRange(SmoothedSurface.Measure(shell).Area / exact, 0.98, 1.02);
    }

    [Fact]
    public void AreaDoesNotDependOnWhereTheSetLiesNorOnTheFacesOfTheBox()
    {
        VoxelMask free = Shapes.Where(64, 64, 64, (x, y, z) => Shapes.InBall(x, y, z, 30, 30, 30, 10));
        VoxelMask atFace = Shapes.Where(21, 64, 64, (x, y, z) => Shapes.InBall(x, y, z, 10, 40, 20, 10));
        Assert.Equal(SmoothedSurface.Measure(free).Area, SmoothedSurface.Measure(atFace).Area, 3);
    }

    [Fact]
    public void TrianglesOfComplementaryCornersHaveTheSameEdges()
    {
        for (int inside = 0; inside < 256; inside++)
        {
            HashSet<int> edges = [.. MarchingCubes.Triangles[inside]];
            Assert.Equal(edges.Order(), MarchingCubes.Triangles[255 - inside].Distinct().Order());
        }
    }

    [Fact]
    public void TheDiameterOfABallIsTwiceItsRadiusPlusAVoxel()
        => Assert.Equal(2 * 15 + 1, Caliper.LargestDiameter(Shapes.Where(40, 40, 40, (x, y, z) => Shapes.InBall(x, y, z, 19, 19, 19, 15))), 12);

    [Fact]
    public void TheDiameterIsThatOfExhaustiveSearch()
    {
        VoxelMask mask = Morphology.Dilate(Shapes.Random(40, 30, 35, 0.0006, 5), 2);
        (int X, int Y, int Z)[] all = [.. Shapes.Voxels(mask)];
        double largest = all.Max(a => all.Max(b => ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.Z - b.Z) * (a.Z - b.Z))));
        Assert.Equal(Math.Sqrt(largest) + 1, Caliper.LargestDiameter(mask), 12);
    }

    [Fact]
    public void ABallIsSmoothAndALobedBodyIsRough()
    {
        // The steps of voxels alone give a few parts in a hundred of a voxel's size over the radius.
        Assert.InRange(Roughness.Of(Shapes.Ball(60, 25)), 0, 0.012);

        // r = R (1 + 0.2 cos 2θ): the standard deviation over the sphere is 0.2 · sd(2u² − 1), u uniform = 0.2 · sqrt(16/45).
        VoxelMask lobed = Shapes.Where(80, 80, 80, (x, y, z) =>
        {
            (double dx, double dy, double dz) = (x - 39.5, y - 39.5, z - 39.5);
            double r = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
            double u = dz / Math.Max(r, 1e-9);
            return r <= 25 * (1 + (0.2 * ((2 * u * u) - 1)));
        });
        double mean = 1 + (0.2 * ((2.0 / 3) - 1));
        Assert.Equal(0.2 * Math.Sqrt(16.0 / 45) / mean, Roughness.Of(lobed), 0.01);
    }

    [Fact]
    public void ThereAre642DirectionsAndTheyBalance()
    {
        Assert.Equal(642, Sphere.Directions.Count);
        System.Numerics.Vector3 sum = Sphere.Directions.Aggregate((a, b) => a + b);
        Assert.True(sum.Length() < 1e-3);
    }

    [Fact]
    public void TheRadiusOfGyrationOfABallIsRootThreeFifthsOfItsRadius()
    {
        Moments moments = Moments.Of(Shapes.Ball(60, 25));
        Assert.Equal(29.5, moments.X, 9);
        Assert.Equal(Math.Sqrt(0.6) * 25, Math.Sqrt(moments.MeanSquare), 0.1);
    }
}
