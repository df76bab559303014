namespace GpuTumor.Metrics.Tests;

public sealed class NeighboursTests
{
    [Fact]
    public void PairsAreThoseOfExhaustiveCounting()
    {
        VoxelMask a = Shapes.Random(70, 9, 8, 0.2, 1);
        VoxelMask b = Shapes.Random(70, 9, 8, 0.3, 2).AndNot(a);
        long expected = 0;
        foreach ((int x, int y, int z) in Shapes.Voxels(a))
            expected += Enumerable.Range(0, 27).Count(i => i != 13 && b[x + (i % 3) - 1, y + (i / 3 % 3) - 1, z + (i / 9) - 1]);
        Assert.Equal(expected, Neighbours.Pairs(a, b));
    }

    [Fact]
    public void ASolidBlockHasThirteenPairsPerInnerVoxelCountedTwice()
    {
        VoxelMask block = Shapes.Where(3, 3, 3, (_, _, _) => true);

        // Pairs of a 3×3×3 block: faces 54, edges 72, corners 32.
        Assert.Equal(2 * 158, Neighbours.Pairs(block, block));
        Assert.Equal(1, Neighbours.CountWithAtLeast(26, block, block));
        Assert.Equal(27, Neighbours.CountWithAtLeast(7, block, block));
    }
}
