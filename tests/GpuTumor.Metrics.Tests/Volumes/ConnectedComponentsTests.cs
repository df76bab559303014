namespace GpuTumor.Metrics.Tests;

public sealed class ConnectedComponentsTests
{
    [Theory]
    [InlineData(0.08, Connectivity.Corners)]
    [InlineData(0.2, Connectivity.Faces)]
    [InlineData(0.31, Connectivity.Faces)]
    [InlineData(0.5, Connectivity.Corners)]
    public void ComponentsAreThoseOfFloodFilling(double share, Connectivity connectivity)
    {
        VoxelMask mask = Shapes.Random(130, 17, 19, share, 11);
        ConnectedComponents found = ConnectedComponents.Find(mask, connectivity);
        long[] expected = FloodSizes(mask, connectivity);
        Assert.Equal(expected.Order(), found.Sizes.Order());
        Assert.Equal(mask.Count(), found.Sizes.Sum());
    }

    [Fact]
    public void TwoBallsThatTouchAtACornerAreOneByCornersAndTwoByFaces()
    {
        VoxelMask mask = Shapes.Where(20, 20, 20, (x, y, z)
            => (x is >= 2 and <= 8 && y is >= 2 and <= 8 && z is >= 2 and <= 8)
                || (x is >= 9 and <= 15 && y is >= 9 and <= 15 && z is >= 9 and <= 15));
        Assert.Single(ConnectedComponents.Find(mask, Connectivity.Corners).Sizes);
        Assert.Equal([343L, 343L], ConnectedComponents.Find(mask, Connectivity.Faces).Sizes);
    }

    [Fact]
    public void ACubeLatticeHasOneComponentPerCube()
    {
        VoxelMask mask = Shapes.Where(64, 64, 64, (x, y, z) => x % 8 < 4 && y % 8 < 4 && z % 8 < 4);
        ConnectedComponents found = ConnectedComponents.Find(mask, Connectivity.Corners);
        Assert.Equal(512, found.Sizes.Count);
        Assert.All(found.Sizes, size => Assert.Equal(64, size));
        Assert.Equal(64, found.MaskOf(17).Count());
    }

    [Fact]
    public void TheHeirIsTheComponentThatSharesMostVoxels()
    {
        VoxelMask mask = Shapes.Where(70, 10, 10, (x, _, _) => x is < 10 or (> 20 and < 60));
        ConnectedComponents found = ConnectedComponents.Find(mask, Connectivity.Corners);
        Assert.Equal(1, found.Largest);
        Assert.Equal(0, found.MostOverlapping(Shapes.Where(70, 10, 10, (x, _, _) => x < 22)));
        Assert.Equal(-1, found.MostOverlapping(Shapes.Where(70, 10, 10, (x, _, _) => x == 15)));
    }

    [Fact]
    public void DistancesBetweenComponentsAreExact()
    {
        VoxelMask mask = Shapes.Where(60, 30, 30, (x, y, z)
            => Shapes.InBall(x, y, z, 14, 14, 14, 8) || (x, y, z) == (40, 14, 14) || (x, y, z) == (25, 25, 14));
        ConnectedComponents found = ConnectedComponents.Find(mask, Connectivity.Corners);
        VoxelMask main = found.MaskOf(found.Largest);
        int[] squared = found.NearestSquaredDistances(main);
        Assert.Contains((40 - 22) * (40 - 22), squared);
        int toCorner = Shapes.Voxels(main).Min(v => ((25 - v.X) * (25 - v.X)) + ((25 - v.Y) * (25 - v.Y)) + ((14 - v.Z) * (14 - v.Z)));
        Assert.Contains(toCorner, squared);
    }

    private static long[] FloodSizes(VoxelMask mask, Connectivity connectivity)
    {
        var waiting = Shapes.Voxels(mask).ToHashSet();
        var sizes = new List<long>();
        while (waiting.Count > 0)
        {
            var front = new Stack<(int X, int Y, int Z)>([waiting.First()]);
            waiting.Remove(front.Peek());
            long size = 0;
            while (front.TryPop(out (int X, int Y, int Z) at))
            {
                size++;
                for (int i = 0; i < 27; i++)
                {
                    (int dx, int dy, int dz) = ((i % 3) - 1, (i / 3 % 3) - 1, (i / 9) - 1);
                    if (connectivity == Connectivity.Faces && Math.Abs(dx) + Math.Abs(dy) + Math.Abs(dz) != 1)
                        continue;
                    (int, int, int) next = (at.X + dx, at.Y + dy, at.Z + dz);
                    if (waiting.Remove(next))
                        front.Push(next);
                }
            }

            sizes.Add(size);
        }

        return [.. sizes];
    }
}
