using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Three days of eight doses of the targeted drug on growing cells, as in a viability assay.</summary>
public sealed class DoseResponseTests(ITestOutputHelper output)
{
    private const int Doses = 8;

    [Fact]
    public void SensitiveAndResistantCellsHaveTheirHalfInhibitingDosesAHundredfoldApart()
    {
        (double sensitive, double steepness) = Measured(Genotype.None, 0.1);
        (double resistant, double resistantSteepness) = Measured(Genotype.Target, 10);
        output.WriteLine($"IC50 {sensitive:0.000} and {resistant:0.0}, ratio {resistant / sensitive:0}, Hill {steepness:0.00} and {resistantSteepness:0.00}");
        Assert.InRange(sensitive, 0.07, 0.13);
        Assert.InRange(resistant / sensitive, 50, 150);
        Assert.InRange(steepness, 1, 2);
        Assert.InRange(resistantSteepness, 1, 2);
    }

    // The dose that halves the cells against no drug, and the steepness of the curve between its plateaus.
    private static (double Half, double Steepness) Measured(Genotype genotype, double about)
    {
        double[] doses = [.. Enumerable.Range(0, Doses).Select(i => about * Math.Pow(10, -1.5 + (2.5 * i / (Doses - 1))))];
        double untreated = Living(genotype, 0);
        double[] viable = [.. doses.Select(dose => Living(genotype, dose) / untreated)];
        double least = Living(genotype, 1000 * about) / untreated;
        int below = Array.FindIndex(viable, share => share < 0.5);
        double part = (viable[below - 1] - 0.5) / (viable[below - 1] - viable[below]);
        return (doses[below - 1] * Math.Pow(doses[below] / doses[below - 1], part), Fitted(doses, viable, least));
    }

    // Least squares over half-maximum and exponent, on a grid.
    private static double Fitted(double[] doses, double[] viable, double least)
    {
        (double Error, double Exponent) best = (double.PositiveInfinity, 0);
        for (double exponent = 0.5; exponent < 4; exponent += 0.02)
        {
            for (double half = doses[0]; half < doses[^1]; half *= 1.03)
            {
                double error = doses.Zip(viable, (dose, share)
                    => Math.Pow(least + ((1 - least) / (1 + Math.Pow(dose / half, exponent))) - share, 2)).Sum();
                best = error < best.Error ? (error, exponent) : best;
            }
        }

        return best.Exponent;
    }

    private static long Living(Genotype genotype, double dose)
    {
        Model model = new()
        {
            Name = "assay",
            Seed = 5,
            Grid = new Grid(28, 28, 28, 20),
            StepHours = 2,
            Steps = 36,
            Fields = [new FieldDefinition { Name = "drug", Unit = "1", Role = FieldRole.TargetedDrug, Diffusivity = 1, Initial = (float)dose }],
            Founders = [new Founder("one", genotype, 1)],
            Seeding = new Seeding(2500),
            TumourCell = TumourCell.Default(2) with
            {
                Division = TumourCell.Default(2).Division with { PushDistance = 50 },
                Active = CellProcesses.None,
            },
        };
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient.Primary.TakeCensus().Living;
    }
}
