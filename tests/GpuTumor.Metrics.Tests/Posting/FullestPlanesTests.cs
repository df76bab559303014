using GpuTumor.Post;

namespace GpuTumor.Metrics.Tests;

public sealed class FullestPlanesTests
{
    private const int N = 40;

    [Fact]
    public void TheFullestPlanesGoThroughTheLargestColony()
    {
        ArraySnapshot snapshot = Cells((x, y, z) => (x, y, z) is (5, 5, 5) || (x is >= 20 and < 23 && y == 30 && z == 35));
        FullestPlanes planes = FullestPlanes.Of(snapshot);

        // Three voxels in the plane across y and across z; one across each x, of which the first is taken.
        Assert.Equal((5.5 / N, 30.5 / N, 35.5 / N), (planes.Across(Axis.X), planes.Across(Axis.Y), planes.Across(Axis.Z)));
    }

    [Fact]
    public void WithoutCellsTheyAreThoseInTheMiddle()
        => Assert.Equal(0.5, FullestPlanes.Of(Cells((_, _, _) => false)).Across(Axis.Y));

    private static ArraySnapshot Cells(Func<int, int, int, bool> isCell)
        => new Specimen(N).Bytes("cell_kind", (x, y, z) => (byte)(isCell(x, y, z) ? 1 : 0)).Snapshot;
}
