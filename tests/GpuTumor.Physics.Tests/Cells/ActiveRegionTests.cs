using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Passes over the lattice visit every voxel that cells can reach, once and in order, and hardly any other.</summary>
public sealed class ActiveRegionTests
{
    private const int Margin = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(60)]
    public void EveryVoxelWithinTheMarginIsVisitedOnceAndInOrder(int cells)
    {
        Grid grid = new(75, 41, 38, 20);
        ActiveRegion region = new(grid);
        Random random = new(cells);
        List<(int X, int Y, int Z)> entered = [];
        for (int i = 0; i < cells; i++)
        {
            (int x, int y, int z) = (random.Next(1, grid.Nx - 1), random.Next(1, grid.Ny - 1), random.Next(1, grid.Nz - 1));
            entered.Add((x, y, z));
            region.Enter((int)grid.Index(x, y, z));
        }

        region.Cover(Margin);

        List<long> visited = Visited(region, grid);
        Assert.Equal(visited.Order().Distinct(), visited);
        Assert.Equal(region.Voxels, visited.Count);
        HashSet<long> all = [.. visited];
        foreach ((int x, int y, int z) in entered)
        {
            for (int dz = -Margin; dz <= Margin; dz++)
            {
                for (int dy = -Margin; dy <= Margin; dy++)
                {
                    for (int dx = -Margin; dx <= Margin; dx++)
                        Assert.True(IsOnRim(grid, x + dx, y + dy, z + dz) || all.Contains(grid.Index(x + dx, y + dy, z + dz)), $"{x + dx} {y + dy} {z + dz}");
                }
            }
        }
    }

    [Fact]
    public void CellsInOppositeCornersCostLittle()
    {
        Grid grid = new(256, 256, 256, 20);
        ActiveRegion region = new(grid);
        region.Enter((int)grid.Index(20, 20, 20));
        region.Enter((int)grid.Index(235, 235, 235));

        region.Cover(Margin);

        // Each a tile of 16 × 4 × 4 and 8 voxels around it: 32 × 20 × 20.
        Assert.Equal(2 * 32 * 20 * 20, region.Voxels);
    }

    [Fact]
    public void MembersShareThePlanesEvenly()
    {
        Grid grid = new(64, 64, 64, 20);
        ActiveRegion region = new(grid);
        Assert.Equal((0, 64), (region.Share(3, 0).Start, region.Share(3, 2).End));
        for (int z = 30; z < 60; z++)
            region.Enter((int)grid.Index(32, 32, z));

        region.Cover(Margin);

        for (int member = 1; member < 3; member++)
            Assert.Equal(region.Share(3, member - 1).End, region.Share(3, member).Start);
        Assert.Equal((0, 64), (region.Share(3, 0).Start, region.Share(3, 2).End));
        Assert.InRange(region.Share(3, 1).Start, 30, 40);
        Assert.InRange(region.Share(3, 1).End, 44, 54);
    }

    /// <summary>A restored tissue knows of no tile but those that hold something: it is what the whole run must agree with.</summary>
    [Fact]
    public void ATumourThatIsGoneGivesItsTilesBackAndAllGoesOnWithTheSameBits()
    {
        Model model = Dying();
        using CpuTissue whole = new(model, 2, LaneWidths.Best);
        Live(whole, 0, 30);
        long atMost = whole.ActiveVoxels;
        using CpuTissue restored = new(model, 3, LaneWidths.Best);
        StateImage.Of(whole).RestoreInto(restored);
        Live(whole, 30, 60);
        Live(restored, 30, 60);
        Assert.Equal(whole.StateHash(), restored.StateHash());

        Live(whole, 60, 130);
        Live(restored, 60, 130);
        Assert.True(atMost > 50_000);
        Census census = whole.TakeCensus();
        Assert.Equal((0, 0, 0), (census.Living, census.Apoptotic + census.Necrotic, whole.ActiveVoxels));

        int middle = (int)model.Grid.Index(32, 32, 32);
        CellState cell = CellState.Founding(model.Founders, 0);
        whole.PutIn([middle, middle], [cell, cell], new bool[2]);
        restored.PutIn([middle, middle], [cell, cell], new bool[2]);
        Live(whole, 130, 140);
        Live(restored, 130, 140);
        Assert.Equal(whole.StateHash(), restored.StateHash());
        Assert.InRange(whole.ActiveVoxels, 1, 20_000);
    }

    private static void Live(CpuTissue tissue, int from, int to)
    {
        for (int step = from; step < to; step++)
            tissue.Advance(new Clock(step, 1), []);
    }

    // Cells that divide and die, three of them for each that divides, and close the gaps.
    private static Model Dying()
    {
        TumourCell laws = TumourCell.Default(1);
        return new Model
        {
            Name = "dying",
            Seed = 6,
            Grid = new Grid(64, 64, 64, 20),
            StepHours = 1,
            Steps = 140,
            Fields = [],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(12_000),
            Compaction = Compaction.Default,
            TumourCell = laws with { Apoptosis = laws.Apoptosis with { Background = Rate.PerDayOf(3.2) }, Active = CellProcesses.None },
            Host = new HostTissue { DebrisClearance = Rate.PerDayOf(10) },
        };
    }

    private static List<long> Visited(ActiveRegion region, Grid grid)
    {
        List<long> visited = [];
        for (int member = 0; member < 3; member++)
        {
            (int start, int end) = region.Share(3, member);
            for (int z = start; z < end; z++)
            {
                for (int y = 0; y < grid.Ny; y++)
                {
                    foreach (RowRun run in region.At(y, z))
                    {
                        for (int x = run.X0; x < run.X1; x++)
                            visited.Add(grid.Index(x, y, z));
                    }
                }
            }
        }

        return visited;
    }

    private static bool IsOnRim(Grid grid, int x, int y, int z)
        => x <= 0 || x >= grid.Nx - 1 || y <= 0 || y >= grid.Ny - 1 || z <= 0 || z >= grid.Nz - 1;
}
