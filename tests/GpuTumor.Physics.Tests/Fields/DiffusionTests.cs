using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class DiffusionTests
{
    private const double Spacing = 20;

    [Theory]
    [InlineData(FieldSolver.Chebyshev, 6)]
    [InlineData(FieldSolver.ForwardEuler, 6)]
    [InlineData(FieldSolver.BackwardEuler, 40)]
    public void APointSourceSpreadsAsGreensFunctionWithDecay(FieldSolver solver, int steps)
    {
        const double Diffusivity = 16.7;
        const double Decay = 1e-3;
        const double Seconds = 360;
        Grid grid = new(49, 49, 49, Spacing);
        using FieldBox box = new(grid, FieldBox.Substance(Diffusivity, solver, Decay), Seconds / 3600 / steps);
        box.SetConcentration((x, y, z) => x == 24 && y == 24 && z == 24 ? 1 : 0);
        box.Step(steps);

        double variance = 4 * Diffusivity * Seconds;
        double peak = grid.VoxelVolume / Math.Pow(Math.PI * variance, 1.5) * Math.Exp(-Decay * Seconds);
        double error = FieldErrors.Largest(box.Values(), i =>
        {
            (int x, int y, int z) = (i % 49 - 24, i / 49 % 49 - 24, i / 49 / 49 - 24);
            return peak * Math.Exp(-Spacing * Spacing * ((x * x) + (y * y) + (z * z)) / variance);
        });

        // The lattice errs by h²/(8·D·t)·3 = 2.5 % of the peak; 40 steps of backward Euler by dt/t·15/8 = 4.7 % of it.
        Assert.InRange(error / peak, 0, solver == FieldSolver.BackwardEuler ? 0.08 : 0.03);
        // What is left must be e^(−λt), exactly for the exponential, to first order in time for the others.
        double left = box.Total() / Math.Exp(-Decay * Seconds);
        Assert.InRange(left, 1 - 2e-3, 1 + 2e-3);
    }

    [Theory]
    [InlineData(FieldSolver.QuasiSteady)]
    [InlineData(FieldSolver.BackwardEuler)]
    public void ASlabBetweenBathsSettlesToACosh(FieldSolver solver)
    {
        double coarse = SlabError(solver, 64, 10);
        double fine = SlabError(solver, 128, 5);

        // Second order in space: a quarter of the error at half the spacing.
        Assert.InRange(Math.Log2(coarse / fine), 1.9, 2.1);
        // (h/L)²/8 with h = 5 µm and a penetration depth L of 100 µm, relative to the bath.
        Assert.InRange(fine, 0, 4e-4);
    }

    [Theory]
    [InlineData(FieldSolver.BackwardEuler, 1)]
    [InlineData(FieldSolver.ForwardEuler, 1)]
    [InlineData(FieldSolver.FirstOrderLegendre, 1)]
    [InlineData(FieldSolver.SecondOrderLegendre, 2)]
    public void AWaveDecaysToTheOrderOfTheScheme(FieldSolver solver, int order)
    {
        // Few enough that single precision does not hide a second order, and that the number of stages stays the same.
        int steps = order == 1 ? 8 : 4;
        double coarse = WaveError(solver, steps);
        double fine = WaveError(solver, 2 * steps);

        Assert.InRange(Math.Log2(coarse / fine), order - 0.1, order + 0.1);
    }

    [Fact]
    public void SubstepsAreOfSecondOrderInTheTolerance()
    {
        // A fifth of the tolerance, in 8 substeps instead of 4: a quarter of the error.
        double lax = WaveError(FieldSolver.Sdirk2, 1, 5e-4);
        double strict = WaveError(FieldSolver.Sdirk2, 1, 1e-4);

        Assert.InRange(lax / strict, 2.5, 6);
        Assert.InRange(lax, 0, 5e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void TheExponentialErrsNothingInTime(int steps)
        // The tolerance of its series, relative to the amplitude.
        => Assert.InRange(WaveError(FieldSolver.Chebyshev, steps), 0, 1e-4);

    [Theory]
    [InlineData(FieldSolver.Chebyshev, 1)]
    [InlineData(FieldSolver.ForwardEuler, 1)]
    [InlineData(FieldSolver.BackwardEuler, 10)]
    public void FlatVoxelsSpreadAPointSourceAlikeInAllDirections(FieldSolver solver, int steps)
    {
        // Voxels of 20 × 16 × 10 µm. The second moment along each axis grows by 2·D·t, however the voxels are cut.
        const double Diffusivity = 40;
        const double Seconds = 50;
        Grid grid = new(31, 37, 55, 20, 16, 10);
        using FieldBox box = new(grid, FieldBox.Substance(Diffusivity, solver), Seconds / 3600 / steps);
        box.SetConcentration((x, y, z) => x == 15 && y == 18 && z == 27 ? 1 : 0);
        box.Step(steps);

        (double x, double y, double z) = (0, 0, 0);
        float[] values = box.Values();
        for (int i = 0; i < values.Length; i++)
        {
            (double dx, double dy, double dz) = (20.0 * (i % 31 - 15), 16.0 * (i / 31 % 37 - 18), 10.0 * (i / 31 / 37 - 27));
            (x, y, z) = (x + (values[i] * dx * dx), y + (values[i] * dy * dy), z + (values[i] * dz * dz));
        }

        // Central differences give the second moment exactly; the tail beyond the box and the cycles' tolerance are left.
        double expected = 2 * Diffusivity * Seconds;
        Assert.All(new[] { x, y, z }, moment => Assert.Equal(1.0, moment / expected, 5e-3));
    }

    [Fact]
    public void MultigridSettlesOnFlatVoxels()
    {
        // 20 × 20 × 5 µm: sixteen times stronger coupling along z.
        const double Bath = 38;
        const double Depth = 100;
        using FieldBox box = new(new Grid(12, 12, 64, 20, 20, 5), FieldBox.Substance(2000, FieldSolver.QuasiSteady) with
        {
            Boundaries = new Boundaries { Bottom = FaceCondition.Held((float)Bath), Top = FaceCondition.Held((float)Bath) },
        }, 1);
        box.SetLoss((x, y, z) => 2000 / (Depth * Depth));
        box.Step(6);

        double error = FieldErrors.Largest(box.Values(), i =>
            Bath * Math.Cosh((((i / 144) + 0.5) * 5 - 160) / Depth) / Math.Cosh(160 / Depth)) / Bath;
        // (h/L)²/8 with h = 5 µm, and the cycles' tolerance.
        Assert.InRange(error, 0, 5e-4);
        Assert.InRange(box.Fields.LastEffort, 1, 10);
    }

    [Fact]
    public void AMovingTumourIsFollowedBySixMinuteSteps()
    {
        // D = 1e5 µm²/min, uptake 10 /min in a ball that moves by 3.3 µm/min, bath of 38 at all faces.
        using FieldBox implicitBox = MovingTumour(FieldSolver.BackwardEuler, 0.1);
        using FieldBox reference = MovingTumour(FieldSolver.ForwardEuler, 0.1 / 30);
        SetTumour(implicitBox, 0);
        SetTumour(reference, 0);
        for (int step = 1; step <= 2; step++)
        {
            SetTumour(implicitBox, step * 6);
            implicitBox.Step();
            for (int substep = 0; substep < 30; substep++)
            {
                SetTumour(reference, ((step - 1) * 6) + ((substep + 0.5) * 0.2));
                reference.Step();
            }
        }

        float[] expected = reference.Values();
        double error = FieldErrors.Largest(implicitBox.Values(), i => expected[i]) / 38;
        Assert.InRange(error, 0, 5e-3);
    }

    [Fact]
    public void PermutingTheAxesPermutesTheField()
    {
        foreach (FieldSolver solver in new[] { FieldSolver.BackwardEuler, FieldSolver.Chebyshev })
        {
            using FieldBox box = Permuted(solver, 20, 13, 17, (x, y, z) => (x, y, z));
            using FieldBox turned = Permuted(solver, 17, 20, 13, (x, y, z) => (y, z, x));
            float[] values = box.Values();
            double error = FieldErrors.Largest(values, i =>
            {
                (int x, int y, int z) = (i % 20, i / 20 % 13, i / 260);
                return turned[z, x, y];
            });

            // Only rounding and the order of relaxation tell the axes apart: the tolerance of the cycles.
            Assert.InRange(error / values.Max(), 0, solver == FieldSolver.Chebyshev ? 2e-6 : 2e-4);
        }
    }

    [Theory]
    [InlineData(100, 90, 70)]
    [InlineData(33, 17, 9)]
    [InlineData(64, 4, 5)]
    public void MultigridSettlesOnGridsOfAnySize(int nx, int ny, int nz)
    {
        using FieldBox box = new(new Grid(nx, ny, nz, Spacing), FieldBox.Substance(2000, FieldSolver.QuasiSteady, 1e-3) with
        {
            Boundaries = Boundaries.All(FaceCondition.Held(38)) with { Top = FaceCondition.NoFlux },
        }, 0.5, 2);
        box.SetLoss((x, y, z) => ((x / 5) + (y / 4) + (z / 3)) % 7 == 0 ? 0.01 : 0);
        box.Step();
        // From nothing to 1e-4: 0.2 to 0.5 a cycle.
        Assert.InRange(box.Fields.LastEffort, 2, 15);
        float[] once = box.Values();
        box.Step(8);
        // Little is lost here, so the smoothest error is large against the change of a relaxation that the tolerance is on.
        Assert.InRange(FieldErrors.Largest(box.Values(), i => once[i]) / 38, 0, 2e-3);
    }

    private static double SlabError(FieldSolver solver, int voxels, double spacing)
    {
        const double Bath = 38;
        const double Depth = 100;
        Grid grid = new(voxels, 4, 5, spacing);
        FieldDefinition field = FieldBox.Substance(2000, solver) with
        {
            Boundaries = new Boundaries { West = FaceCondition.Held((float)Bath), East = FaceCondition.Held((float)Bath) },
        };
        using FieldBox box = new(grid, field, 1);
        box.SetLoss((x, y, z) => 2000 / (Depth * Depth));
        box.Step(6);
        double width = voxels * spacing;
        return FieldErrors.Largest(box.Values(), i =>
            Bath * Math.Cosh((((i % voxels) + 0.5) * spacing - (width / 2)) / Depth) / Math.Cosh(width / 2 / Depth)) / Bath;
    }

    /// <summary>The lowest cosine of a closed box is an eigenvector; it decays by the lattice's own eigenvalue.</summary>
    private static double WaveError(FieldSolver solver, int steps, double tolerance = 5e-3)
    {
        const int Voxels = 16;
        const double Diffusivity = 20;
        const double Decay = 1e-3;
        // One substep of forward Euler a step: 12 D/h² · 40 s = 24 for the coarsest, so the wave is along x in a thin box.
        const double Seconds = 20;
        Grid grid = new(Voxels, 4, 4, Spacing);
        using FieldBox box = new(grid, FieldBox.Substance(Diffusivity, solver, Decay) with { Tolerance = tolerance }, Seconds / 3600 / steps);
        double Wave(int x) => 1 + (0.5 * Math.Cos(3 * Math.PI * (x + 0.5) / Voxels));
        box.SetConcentration((x, y, z) => Wave(x));
        box.Step(steps);
        double sine = Math.Sin(3 * Math.PI / 2 / Voxels);
        double rate = 4 * Diffusivity / (Spacing * Spacing) * sine * sine;
        return FieldErrors.Largest(box.Values(), i =>
            Math.Exp(-Decay * Seconds) * (1 + ((Wave(i % Voxels) - 1) * Math.Exp(-rate * Seconds))));
    }

    private static FieldBox MovingTumour(FieldSolver solver, double stepHours)
        => new(new Grid(28, 28, 28, Spacing), FieldBox.Substance(1e5 / 60, solver, 0.1 / 60) with
        {
            Initial = 38,
            Boundaries = Boundaries.All(FaceCondition.Held(38)),
        }, stepHours);

    private static void SetTumour(FieldBox box, double minutes)
        => box.SetLoss((x, y, z) =>
        {
            (double dx, double dy, double dz) = (
                ((x + 0.5) * Spacing) - 260 - (20.0 / 6 * minutes), ((y + 0.5) * Spacing) - 280, ((z + 0.5) * Spacing) - 280);
            double inside = 0.5 + ((140 - Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz))) / Spacing);
            return 10.0 / 60 * Math.Clamp(inside, 0, 1);
        });

    private static FieldBox Permuted(
        FieldSolver solver, int nx, int ny, int nz, Func<int, int, int, (int X, int Y, int Z)> original)
    {
        FieldBox box = new(new Grid(nx, ny, nz, Spacing), FieldBox.Substance(50, solver, 1e-4) with { Initial = 1 }, 0.05);
        box.SetGain((x, y, z) =>
        {
            (int a, int b, int c) = original(x, y, z);
            return a == 3 && b > 5 ? 0.01 * (c + 1) : 0;
        });
        box.SetLoss((x, y, z) =>
        {
            (int a, int b, int c) = original(x, y, z);
            return ((a * 7) + (b * 3) + c) % 5 * 1e-3;
        });
        return box.Step(3);
    }
}
