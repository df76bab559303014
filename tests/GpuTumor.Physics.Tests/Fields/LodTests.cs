using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>BioFVM's splitting, kept to compare with.</summary>
public class LodTests
{
    private const double Spacing = 20;

    [Fact]
    public void AWaveDecaysByTheFactorsOfEachSubstep()
    {
        const int Voxels = 16;
        const double Diffusivity = 20;
        const double Decay = 1e-3;
        const double Substep = 0.6;
        foreach (int axis in new[] { 0, 1, 2 })
        {
            int[] size = [.. Enumerable.Range(0, 3).Select(i => i == axis ? Voxels : 5)];
            using FieldBox box = new(
                new Grid(size[0], size[1], size[2], Spacing), Substance(Diffusivity, Decay), 20 * Substep / 3600);
            int Along(int x, int y, int z) => axis == 0 ? x : axis == 1 ? y : z;
            double Wave(int i) => 0.5 * Math.Cos(3 * Math.PI * (i + 0.5) / Voxels);
            box.SetConcentration((x, y, z) => 1 + Wave(Along(x, y, z)));
            box.Step();

            double sine = Math.Sin(3 * Math.PI / 2 / Voxels);
            double rate = 4 * Diffusivity / (Spacing * Spacing) * sine * sine;
            double third = 1 + (Substep * Decay / 3);
            double still = Math.Pow(third, -60);
            double wave = still * Math.Pow((third + (Substep * rate)) / third, -20);
            double error = FieldErrors.Largest(box.Values(), i =>
                still + (wave * Wave(Along(i % size[0], i / size[0] % size[1], i / size[0] / size[1]))));
            // Three eliminations in each of 20 substeps, rounded to 6e-8.
            Assert.InRange(error, 0, 60 * 6e-8);
        }
    }

    [Fact]
    public void ItIsOfFirstOrderInItsSubstep()
    {
        // A wave that halves and halves again in 0.6 s, in steps that are shorter than that and hence one substep each.
        Assert.InRange(Math.Log2(Error(16) / Error(32)), 0.9, 1.1);

        static double Error(int steps)
        {
            const int Voxels = 16;
            const double Diffusivity = 2000;
            const double Seconds = 0.6;
            using FieldBox box = new(new Grid(Voxels, 5, 5, Spacing), Substance(Diffusivity, 0), Seconds / 3600 / steps);
            double Wave(int i) => 0.5 * Math.Cos(3 * Math.PI * (i + 0.5) / Voxels);
            box.SetConcentration((x, _, _) => 1 + Wave(x));
            box.Step(steps);
            double sine = Math.Sin(3 * Math.PI / 2 / Voxels);
            double rate = 4 * Diffusivity / (Spacing * Spacing) * sine * sine;
            return FieldErrors.Largest(box.Values(), i => 1 + (Math.Exp(-rate * Seconds) * Wave(i % Voxels)));
        }
    }

    [Fact]
    public void TheBalanceClosesToRounding()
    {
        using FieldBox box = new(new Grid(21, 18, 13, Spacing), Substance(20, 1e-4) with
        {
            Initial = 1,
            Boundaries = new Boundaries { West = FaceCondition.Held(2), North = FaceCondition.Held(1), Top = FaceCondition.Held(0.5f) },
        }, 0.05, 2);
        box.SetGain((x, y, z) => z == 5 ? 1e-2 : 0);
        box.SetLoss((x, y, z) => x * y % 3 * 1e-3);
        double before = box.Total();
        box.Step(3);

        MassBalance balance = box.Fields.Balance(0);
        Assert.InRange(balance.RelativeResidual, 0, 1e-5);
        Assert.Equal(
            box.Total() - before, balance.Sources - balance.Sinks + balance.Residual, 1e-6 * (balance.Sources + balance.Sinks));
    }

    [Fact]
    public void TheSplittingErrsBySomePercentBesideCells()
    {
        // Secretors of 10 /min towards 1 among cells that take up 1 /min, D = 6e3 µm²/min.
        Grid grid = new(12, 12, 12, Spacing);
        using FieldBox box = new(grid, Substance(100, 0.1 / 60), 0.1);
        ReferenceDiffusion reference = new(grid, 100, FaceCondition.NoFlux);
        Random random = new(5);
        for (int i = 0; i < grid.Voxels; i++)
        {
            double secretion = random.NextDouble() < 0.003 ? 10.0 / 60 : 0;
            double uptake = random.NextDouble() < 0.2 ? 1.0 / 60 : 0;
            reference.Gain[i] = secretion;
            reference.Loss[i] = (0.1 / 60) + secretion + uptake;
        }

        box.SetGain((x, y, z) => reference.Gain[grid.Index(x, y, z)]);
        box.SetLoss((x, y, z) => reference.Loss[grid.Index(x, y, z)] - (0.1 / 60));
        box.Step();
        reference.Advance(360);

        // BioFVM itself, measured: 4 to 6 % in L2 (docs/benchmarks.md). The exponential holds 0.1 %.
        Assert.InRange(FieldErrors.RelativeL2(box.Values(), reference.Concentration), 1e-2, 1e-1);
    }

    [Fact]
    public void TheSameBitsOnAnyThreadsAndLanes()
    {
        float[] reference = Run(1, LaneWidth.Scalar);
        Assert.Equal(reference, Run(1, LaneWidths.Best));
        Assert.Equal(reference, Run(3, LaneWidths.Best));
    }

    [Fact]
    public void WhatItCannotDoIsSaidAtLoad()
    {
        Grid grid = new(8, 8, 8, Spacing);
        Assert.Contains("no periodic faces", Assert.Throws<SolverException>(() =>
            SolverChoice.For(Substance(20, 0) with { Boundaries = Boundaries.All(FaceCondition.Periodic) }, grid, 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("no saturable uptake", Assert.Throws<SolverException>(() =>
            SolverChoice.For(Substance(20, 0) with { SaturableUptake = new SaturableUptake(1, 1) }, grid, 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("one diffusivity", Assert.Throws<SolverException>(() =>
            new FieldBox(grid, Substance(20, 0) with { Hindrance = 1 }, 0.1, 1, (_, _, _) => 0.5)).Message, StringComparison.Ordinal);
    }

    private static FieldDefinition Substance(double diffusivity, double decay)
        => FieldBox.Substance(diffusivity, FieldSolver.LocallyOneDimensional, decay);

    private static float[] Run(int threads, LaneWidth lanes)
    {
        using FieldBox box = new(new Grid(29, 13, 11, Spacing), Substance(20, 1e-4) with
        {
            Boundaries = Boundaries.All(FaceCondition.Held(2)),
        }, 0.005, threads, lanes);
        box.SetGain((x, y, z) => (x + (2 * y) + z) % 7 * 1e-4);
        box.SetLoss((x, y, z) => x * y % 3 * 1e-3);
        box.Step(2);
        return box.Values();
    }
}
