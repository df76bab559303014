namespace GpuTumor.Metrics.Tests;

public sealed class MorphologyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void DilationIsTheThresholdOfTheExactDistance(int radius)
    {
        VoxelMask mask = Shapes.Random(70, 20, 19, 0.005, radius);
        VoxelMask dilated = Morphology.Dilate(mask, radius);
        int[] squared = DistanceTransform.Squared(mask);
        for (int i = 0; i < squared.Length; i++)
            Assert.Equal(squared[i] <= radius * radius, dilated[i % 70, i / 70 % 20, i / 1400]);
    }

    [Fact]
    public void ErosionIsTheDilationOfTheComplementAwayFromTheFaces()
    {
        VoxelMask mask = Morphology.Dilate(Shapes.Random(70, 24, 24, 0.01, 4), 3);
        VoxelMask eroded = Morphology.Erode(mask, 2);
        VoxelMask other = Morphology.Dilate(mask.Complement(), 2).Complement();
        for (int z = 2; z < 22; z++)
        {
            for (int y = 2; y < 22; y++)
            {
                for (int x = 2; x < 68; x++)
                    Assert.Equal(other[x, y, z], eroded[x, y, z]);
            }
        }
    }

    [Fact]
    public void ClosingFillsPoresUpToItsRadiusAndKeepsTheOutline()
    {
        VoxelMask ball = Shapes.Ball(40, 14);
        VoxelMask porous = ball.AndNot(Shapes.Where(40, 40, 40, (x, y, z) => x % 5 == 0 && y % 5 == 0 && z % 5 == 0));
        VoxelMask closed = Morphology.Close(porous, 3);
        Assert.True(porous.Count() < ball.Count());

        // Pores at the very surface may stay open, and the ball's digital edge may gain a few voxels.
        Assert.InRange(closed.Count(), ball.Count() * 0.995, ball.Count() * 1.01);
    }

    [Fact]
    public void ClosingNeverLosesAndReachesTheFacesOfTheBox()
    {
        VoxelMask mask = Shapes.Where(30, 30, 30, (x, _, _) => x < 4);
        VoxelMask closed = Morphology.Close(mask, 3);
        Assert.Equal(mask.Count(), closed.And(mask).Count());
        Assert.Equal(mask.Count(), closed.Count());
    }

    [Fact]
    public void OpeningRemovesAThinFrondAndKeepsTheBall()
    {
        VoxelMask ball = Shapes.Ball(50, 12);
        VoxelMask withFrond = ball.Or(Shapes.Where(50, 50, 50, (x, y, z) => y == 24 && z == 24 && x > 24 && x < 46));
        VoxelMask opened = Morphology.Open(withFrond, 3);
        Assert.False(opened[42, 24, 24]);
        Assert.InRange(opened.Count(), ball.Count() * 0.97, ball.Count());
    }
}
