namespace GpuTumor.Metrics.Tests;

public sealed class HostCellsTests
{
    private const int N = 60;

    [Fact]
    public void DensitiesAreThoseOfTheBody()
    {
        Measurement m = Survey((x, y, z) => (byte)(Inside(x, y, z, 25) && x % 10 == 0 && y % 10 == 0 && z % 10 == 0 ? 1 : (x, y, z) == (1, 1, 1) ? 2 : 0), 0);
        double inBody = m["host_t_cell"];
        Assert.Equal(1, m["host_mdsc"]);
        Assert.Equal(0, m["mdsc_per_1000"]);
        double voxels = Shapes.Ball(N, 25).Count();
        Assert.Equal(1000 * inBody / voxels, m["t_cell_per_1000"], 0.01 * m["t_cell_per_1000"]);

        // One cell in 1000 voxels of 10 µm: ten in a square millimetre of a section one voxel thick.
        Assert.InRange(m["t_cell_per_mm2"], 8, 12);
        Assert.Equal(0, m["mdsc_per_t_cell"]);
        Assert.InRange(m[HostCells.CoreToRim], 0.7, 1.4);
    }

    [Fact]
    public void TCellsOnlyInTheRimAreExcludedAndFew()
    {
        Measurement m = Survey((x, y, z) => (byte)(Inside(x, y, z, 25) && !Inside(x, y, z, 20) && (x + y + z) % 5 == 0 ? 1 : 0), 0);
        Assert.Equal(0, m[HostCells.CoreToRim]);
        Assert.Equal(-10, m[HostCells.HotIndex]);
        Assert.Equal("excluded", HostCells.ImmuneState.Words[(int)m[HostCells.ImmuneState]]);
    }

    [Fact]
    public void TheHotIndexFallsWithExhaustionAndSuppressorCells()
    {
        byte TCells(int x, int y, int z) => (byte)(Inside(x, y, z, 25) && x % 2 == 0 && y % 5 == 0 && z % 5 == 0 ? 1 : 0);
        Measurement fresh = Survey(TCells, 0);
        Measurement exhausted = Survey(TCells, 204);
        Measurement suppressed = Survey((x, y, z) => TCells(x + 1, y, z) == 1 ? (byte)2 : TCells(x, y, z), 0);

        // About 20 T cells per 1000 is twice the reference; the lattice of T cells in a small core scatters by some tenths.
        Assert.Equal(1, fresh[HostCells.HotIndex], 0.3);
        Assert.Equal("hot", HostCells.ImmuneState.Words[(int)fresh[HostCells.ImmuneState]]);
        Assert.Equal(fresh[HostCells.HotIndex] + Math.Log2(0.2), exhausted[HostCells.HotIndex], 9);
        Assert.Equal(0.8, exhausted[HostCells.Exhaustion], 12);
        Assert.Equal(fresh[HostCells.HotIndex] - 1, suppressed[HostCells.HotIndex], 0.1);

        // Suppressor at 0.5 nmol/L halves what they can do.
        Assert.Equal(0.5 * fresh["host_t_cell"], fresh[HostCells.EffectiveTCells], 0.01 * fresh["host_t_cell"]);
    }

    [Fact]
    public void DebrisIsCountedInCells()
    {
        Measurement m = new Surveyor(MetricGroups.Immune).Survey(new Specimen(20)
            .Bytes("cell_kind", (_, _, _) => 1).Bytes("debris", (x, _, _) => (byte)(x == 3 ? 51 : 0)).Snapshot);
        Assert.Equal(400 * 0.2, m[HostCells.Debris], 9);
    }

    private static bool Inside(int x, int y, int z, double radius) => Shapes.InBall(x, y, z, 29.5, 29.5, 29.5, radius);

    private static Measurement Survey(Func<int, int, int, byte> host, byte exhaustion)
        => new Surveyor(MetricGroups.Immune).Survey(new Specimen(N)
            .Bytes("cell_kind", (x, y, z) => (byte)(Inside(x, y, z, 25) ? 1 : 0))
            .Bytes("host_kind", host, "none", "t_cell", "mdsc", "caf", "tam", "fibroblast")
            .Bytes("exhaustion", (_, _, _) => exhaustion)
            .Field("suppressor", "nmol/L", (_, _, _) => 0.5f).Snapshot);
}
