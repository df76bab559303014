using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>The cell cycle: its phases do not change the doubling time, and a cell that cannot go on rests.</summary>
public sealed class CycleTests
{
    private static readonly CellCycle _cycle = CellCycle.OfShares(0.45, 0.35, 0.2);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void GrowthDoublesInTheDoublingTimeForAnyStep(double stepHours)
    {
        // The mean of many cells, phase by phase: what leaves G2M comes back twice in G1.
        double growth = Math.Exp(Math.Log(2) / 22 * stepHours) - 1;
        double[] cells = [.. Enumerable.Range(1, 3).Select(phase => Steady((CellPhase)phase))];
        double before = cells.Sum();
        for (double hours = 0; hours < 22 - 1e-9; hours += stepHours)
        {
            double g1 = cells[0] * _cycle.FromG1 * growth;
            double s = cells[1] * _cycle.FromS * growth;
            double g2m = cells[2] * _cycle.FromG2M * growth;
            cells = [cells[0] - g1 + (2 * g2m), cells[1] + g1 - s, cells[2] + s - g2m];
        }

        Assert.Equal(2, cells.Sum() / before, 1e-4); // shares known to 1e-4, and 22 h are no whole number of halves of an hour's tenth
    }

    [Fact]
    public void CellsDivideAtTheirRateFromTheStart()
    {
        const int Cells = 40000;
        TumourCell laws = TumourCell.Default(0.5) with { Active = CellProcesses.None };
        long divisions = 0;
        foreach (CellPhase phase in (CellPhase[])[CellPhase.G1, CellPhase.S, CellPhase.G2M])
        {
            int share = (int)Math.Round(Cells * Steady(phase));
            Dish dish = new(laws, 0.5f, share, CellRecord.Founding(0, Genotype.None, false, phase));
            dish.Live(Dish.Air with { Ecm = new(0) }, 2, mayDivide: 1);
            divisions += dish.Divisions;
        }

        double perHour = Math.Log(2) / 22 * (1 + (1.5 * 0.2)) / 2.5;
        // Daughters are not kept, so an hour shows k·t. Three deviations of Poisson's.
        Assert.Equal(perHour, (double)divisions / Cells, 3 * Math.Sqrt(perHour / Cells));
    }

    [Fact]
    public void WithoutRoomOrOxygenNoCellDivides()
    {
        TumourCell laws = TumourCell.Default(0.5) with { Active = CellProcesses.None };
        foreach (Surroundings<Scalar> bad in (Surroundings<Scalar>[])[Dish.Air with { DistanceToRoom = new(6.34f) }, Dish.Air with { Oxygen = new(5) }])
        {
            foreach ((CellPhase phase, CellPhase rest) in ((CellPhase, CellPhase)[])
                [(CellPhase.G1, CellPhase.G0), (CellPhase.S, CellPhase.ArrestedInS), (CellPhase.G2M, CellPhase.ArrestedInG2M)])
            {
                Dish dish = new(laws, 0.5f, 500, CellRecord.Founding(0, Genotype.None, false, phase));
                dish.Live(bad, 20, mayDivide: 1);
                Assert.Equal(0, dish.Divisions);
                Assert.Equal(1, dish.Share(rest));
                // With room again they go on from where they were.
                dish.Live(Dish.Air, 1, mayDivide: 0);
                Assert.InRange(dish.Share(phase), 0.8, 1);
            }
        }
    }

    [Fact]
    public void SenescentCellsNeverDivide()
    {
        Dish dish = new(TumourCell.Default(0.5), 0.5f, 1000, CellRecord.Founding(0, Genotype.None, false, CellPhase.Senescent));
        dish.Live(Dish.Air, 200, mayDivide: 1);
        Assert.Equal(0, dish.Divisions);
        Assert.Equal(1, dish.Share(CellPhase.Senescent));
    }

    [Theory]
    [InlineData(Genotype.None, 1)]
    [InlineData(Genotype.PgpAmplified, 0.9)]
    [InlineData(Genotype.Repair, 0.9)]
    [InlineData(Genotype.Repair | Genotype.PgpAmplified, 0.8)]
    public void ResistanceCosts(Genotype genotype, double part)
    {
        Division law = TumourCell.Default(0.5).Division;
        Surroundings<Scalar> here = Dish.Air;
        float Rate(Genotype g) => law.PerHour(
            new Scalar(1), new Scalar(0.2f), in here, new ScalarWord(CellRecord.Founding(0, g, false))).Value;
        Assert.Equal(part, Rate(genotype) / Rate(Genotype.None), 1e-6);
    }

    private static double Steady(CellPhase phase)
        => Enumerable.Range(0, 100000).Count(i => _cycle.Founding((i + 0.5) / 100000) == phase) / 100000.0;
}
