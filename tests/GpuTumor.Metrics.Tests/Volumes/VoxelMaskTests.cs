namespace GpuTumor.Metrics.Tests;

public sealed class VoxelMaskTests
{
    [Fact]
    public void ACropHoldsTheSameVoxelsShifted()
    {
        VoxelMask mask = Shapes.Random(150, 9, 7, 0.3, 1);
        var box = new VoxelBox(-5, 2, -1, 140, 10, 6);
        VoxelMask part = mask.Crop(box);
        for (int z = 0; z < box.Nz; z++)
        {
            for (int y = 0; y < box.Ny; y++)
            {
                for (int x = 0; x < box.Nx; x++)
                    Assert.Equal(mask[x + box.X, y + box.Y, z + box.Z], part[x, y, z]);
            }
        }
    }

    [Fact]
    public void BoundsAreTheSmallestBoxAroundTheSet()
    {
        var mask = new VoxelMask(200, 20, 20);
        mask[3, 4, 5] = mask[130, 17, 9] = true;
        Assert.Equal(new VoxelBox(3, 4, 5, 128, 14, 5), mask.Bounds());
        Assert.True(new VoxelMask(70, 4, 4).Bounds().IsEmpty);
    }

    [Fact]
    public void SetAndComplementFillTheLattice()
    {
        VoxelMask mask = Shapes.Random(100, 8, 8, 0.5, 2);
        VoxelMask rest = mask.Complement();
        Assert.Equal(6400, mask.Count() + rest.Count());
        Assert.Equal(0, mask.And(rest).Count());
        Assert.Equal(6400, mask.Or(rest).Count());
    }

    [Fact]
    public void BytesThatEqualAValueMarkTheirVoxels()
    {
        var random = new Random(3);
        byte[] bytes = [.. Enumerable.Range(0, 101).Select(_ => (byte)random.Next(4))];
        var mask = new VoxelMask(101, 1, 1);
        mask.SetRowWhereEqual(0, 0, bytes, 2);
        for (int x = 0; x < bytes.Length; x++)
            Assert.Equal(bytes[x] == 2, mask[x, 0, 0]);
    }
}
