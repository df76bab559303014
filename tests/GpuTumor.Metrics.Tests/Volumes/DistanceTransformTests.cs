namespace GpuTumor.Metrics.Tests;

public sealed class DistanceTransformTests
{
    [Theory]
    [InlineData(0.0005)]
    [InlineData(0.02)]
    [InlineData(0.6)]
    public void DistancesAreThoseOfExhaustiveSearch(double share)
    {
        VoxelMask mask = Shapes.Random(33, 17, 21, share, 7);
        mask[5, 3, 2] = true;
        (int X, int Y, int Z)[] features = [.. Shapes.Voxels(mask)];
        int[] squared = DistanceTransform.Squared(mask);
        for (int i = 0; i < squared.Length; i++)
        {
            (int x, int y, int z) = (i % 33, i / 33 % 17, i / (33 * 17));
            int nearest = features.Min(f => ((f.X - x) * (f.X - x)) + ((f.Y - y) * (f.Y - y)) + ((f.Z - z) * (f.Z - z)));
            Assert.Equal(nearest, squared[i]);
        }
    }

    [Fact]
    public void WithoutFeaturesDistancesAreInfinite()
        => Assert.All(DistanceTransform.Squared(new VoxelMask(9, 8, 7)), d => Assert.Equal(DistanceTransform.Infinite, d));
}
