using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>Diffusion through an extracellular matrix, D = D₀·exp(−κ·ρ).</summary>
public class MatrixTests
{
    private const double Spacing = 20;

    /// <summary>ln 1000 a unit of density: the densest matrix slows a thousandfold.</summary>
    private const float Thousandfold = 6.9077553f;

    private static readonly FieldSolver[] _solvers =
        [FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler, FieldSolver.SecondOrderLegendre];

    [Fact]
    public void FluxThroughLayersIsThatOfResistancesInSeries()
    {
        // Held at 1 and 0, the middle third is a thousand times slower: nearly all of the fall is there.
        const int Voxels = 48;
        using FieldBox box = new(new Grid(Voxels, 5, 4, Spacing), Hindered(200, FieldSolver.QuasiSteady) with
        {
            Boundaries = new Boundaries { West = FaceCondition.Held(1), East = FaceCondition.Held(0) },
        }, 1, 1, (x, _, _) => x is >= 16 and < 32 ? 1 : 0);
        box.Step(8);

        double resistance = (16 + 16) + (16 * 1000.0);
        double Expected(int x)
        {
            double passed = Math.Clamp(x + 0.5, 0, 16) + (1000 * Math.Clamp(x + 0.5 - 16, 0, 16)) + Math.Clamp(x + 0.5 - 32, 0, 16);
            return 1 - (passed / resistance);
        }

        // The harmonic mean is exact for layers: only the tolerance of the cycles is left.
        Assert.InRange(FieldErrors.Largest(box.Values(), i => Expected(i % Voxels)), 0, 1e-3);
    }

    [Fact]
    public void ASmoothMatrixIsSolvedToSecondOrderInSpace()
    {
        double coarse = SmoothError(24, 40);
        double fine = SmoothError(48, 20);

        // A quarter of the error at half the spacing.
        Assert.InRange(Math.Log2(coarse / fine), 1.8, 2.2);
    }

    [Theory]
    [InlineData(FieldSolver.BackwardEuler)]
    [InlineData(FieldSolver.QuasiSteady)]
    [InlineData(FieldSolver.Chebyshev)]
    [InlineData(FieldSolver.ForwardEuler)]
    public void TheBalanceClosesAtAContrastOfAThousand(FieldSolver solver)
    {
        using FieldBox box = new(new Grid(27, 20, 18, Spacing), Hindered(20, solver, 1e-4) with
        {
            Initial = 1,
            Boundaries = new Boundaries { West = FaceCondition.Held(2), Top = FaceCondition.Held(0.5f) },
        }, 0.1, 2, Patches);
        box.SetGain((x, y, z) => z == 5 ? 1e-2 : 0);
        box.SetLoss((x, y, z) => x == 3 && y == 4 ? 100 : x * y % 3 * 1e-3);
        double before = box.Total();
        box.Step(5);

        MassBalance balance = box.Fields.Balance(0);
        Assert.All(box.Values(), value => Assert.True(value >= 0 && float.IsFinite(value)));
        Assert.InRange(balance.RelativeResidual, 0, 1e-5);
        double explained = balance.Sources - balance.Sinks + balance.Clipped + balance.Residual;
        // A steady state does not store: what it books is what flows, not how the field came to it.
        if (solver != FieldSolver.QuasiSteady)
            Assert.Equal(box.Total() - before, explained, 1e-6 * (balance.Sources + balance.Sinks));
    }

    [Theory]
    [InlineData(FieldSolver.BackwardEuler)]
    [InlineData(FieldSolver.Sdirk2)]
    [InlineData(FieldSolver.Chebyshev)]
    [InlineData(FieldSolver.ForwardEuler)]
    public void NothingPassesIntoAClosedVoxel(FieldSolver solver)
    {
        // A closed wall in the middle, whatever the hindrance.
        Grid grid = new(17, 12, 9, Spacing);
        using FieldBox box = new(
            grid, Hindered(100, solver) with { Hindrance = 0 }, 0.1, 1, (x, _, _) => x == 8 ? ExtracellularMatrix.Closed : 0.5);
        box.SetConcentration((x, y, z) => x < 4 ? 1 : 0);
        double before = box.Total();
        box.Step(4);

        // Corrections of coarse lattices reach behind the wall, where cycles take them back to their tolerance of 2.5e-6.
        double behind = solver is FieldSolver.BackwardEuler or FieldSolver.Sdirk2 ? 1e-5 : 0;
        Assert.InRange(box.Values().Where((_, i) => i % 17 >= 8).Max(), 0, behind);
        // Single precision, rounded to 6e-8 in every one of some 200 stages or substeps.
        Assert.Equal(1.0, box.Total() / before, 2e-6);
    }

    [Theory]
    [InlineData(FieldSolver.BackwardEuler, 2e-2)] // first order in time, dt = 36 s
    [InlineData(FieldSolver.Chebyshev, 1e-4)] // the tolerance of its series
    [InlineData(FieldSolver.ForwardEuler, 1e-2)] // first order in time
    public void PatchesOfMatrixAreFollowedInTime(FieldSolver solver, double tolerance)
    {
        Grid grid = new(12, 11, 10, Spacing);
        using FieldBox box = new(grid, Hindered(30, solver), 0.01, 1, Patches);
        ReferenceDiffusion reference = new(grid, 30, FaceCondition.NoFlux);
        for (int i = 0; i < grid.Voxels; i++)
            reference.Passage[i] = Math.Exp(-Thousandfold * Patches(i % 12, i / 12 % 11, i / 132));
        box.SetGain((x, y, z) => x == 5 && y == 5 ? 1e-2 : 0);
        for (int i = 0; i < grid.Voxels; i++)
            reference.Gain[i] = i % 12 == 5 && i / 12 % 11 == 5 ? 1e-2 : 0;
        box.Step(10);
        reference.Advance(360);

        Assert.InRange(FieldErrors.RelativeL2(box.Values(), reference.Concentration), 0, tolerance);
    }

    [Fact]
    public void ConjugateGradientsHelpWhereContrastSlowsTheCycles()
    {
        // Blocks a thousand times denser, from nothing to the steady state: 24 cycles of plain multigrid.
        using FieldBox box = new(new Grid(48, 44, 40, Spacing), Hindered(200, FieldSolver.QuasiSteady, 1e-4) with
        {
            Boundaries = Boundaries.All(FaceCondition.Held(1)),
        }, 0.5, 2, Patches);
        box.SetGain((x, y, z) => (x + y + z) % 11 == 0 ? 1e-3 : 0);
        box.Step();
        long effort = box.Fields.LastEffort;
        float[] once = box.Values();
        box.Step(6);

        Assert.InRange(effort, 3, 14);
        // Another six solutions change nothing any more: it had arrived.
        Assert.InRange(FieldErrors.Largest(box.Values(), i => once[i]) / once.Max(), 0, 3e-5);
        Assert.InRange(box.Fields.Balance(0).RelativeResidual, 0, 1e-5);
    }

    [Fact]
    public void NewtonArrivesWithoutThem()
    {
        // Oxygen among blocks a thousand times denser, eaten in every third plane.
        using FieldBox box = new(new Grid(48, 44, 40, Spacing), Hindered(2000, FieldSolver.QuasiSteady) with
        {
            Initial = 40,
            SaturableUptake = new SaturableUptake(20, 1),
            Boundaries = Boundaries.All(FaceCondition.Held(40)),
        }, 0.5, 2, Patches);
        box.SetSaturableLoss((x, y, z) => x % 3 == 0 ? 0.5 : 0);
        box.Step();
        long effort = box.Fields.LastEffort;
        float[] once = box.Values();
        box.Step(6);

        // 22, of 30 at most. Gradients along its secants were tried and took 12 to 22 where plain cycles take 11 to 22.
        Assert.InRange(effort, 3, 26);
        Assert.InRange(FieldErrors.Largest(box.Values(), i => once[i]) / 40, 0, 3e-5);
        Assert.InRange(box.Fields.Balance(0).RelativeResidual, 0, 1e-5);
    }

    [Fact]
    public void ClosedPartsOfTheBoxAreThoseThatAModelNames()
    {
        Grid grid = new(20, 18, 16, Spacing);
        ExtracellularMatrix matrix = new()
        {
            Density = 0.3f,
            OpenRadius = 170,
            Closures = [new Block((0, 60), (0, double.PositiveInfinity), (100, 200))],
        };
        float[] plane = new float[grid.PlaneVoxels];
        matrix.CopyPlane(grid, new Seeding(1), 7, plane);

        float At(int x, int y) => plane[x + (20 * y)];
        Assert.Equal(ExtracellularMatrix.Closed, At(2, 9));
        Assert.Equal(0.3f, At(3, 9));
        Assert.Equal(ExtracellularMatrix.Closed, At(19, 9));
        matrix.CopyPlane(grid, new Seeding(1), 4, plane);
        Assert.Equal(0.3f, At(2, 9));
        Assert.True(matrix.ClosesVoxels && !new ExtracellularMatrix { Density = 1 }.ClosesVoxels);
    }

    [Fact]
    public void MatrixThatDissolvesLetsPass()
    {
        using FieldBox box = new(new Grid(16, 8, 8, Spacing), Hindered(100, FieldSolver.Chebyshev), 0.1, 1, (x, _, _) => x == 8 ? 1 : 0);
        box.SetConcentration((x, y, z) => x < 8 ? 1 : 0);
        box.Step();
        double held = box[15, 4, 4];
        box.SetMatrix((_, _, _) => 0);
        box.Step();

        Assert.True(held < 0.01);
        Assert.True(box[15, 4, 4] > 10 * held);
    }

    [Fact]
    public void FreeTissueIsTheSameWithAMatrixOfNoDensity()
    {
        foreach (FieldSolver solver in _solvers)
        {
            FieldDefinition field = Hindered(40, solver, 1e-4) with { Boundaries = Boundaries.All(FaceCondition.Held(1)) };
            using FieldBox free = new(new Grid(17, 13, 9, Spacing), field, 0.1);
            using FieldBox within = new(new Grid(17, 13, 9, Spacing), field, 0.1, 1, (_, _, _) => 0);
            foreach (FieldBox box in new[] { free, within })
            {
                box.SetGain((x, y, z) => x * y % 5 == 2 ? 1e-2 : 0);
                box.Step(3);
            }

            // The couplings are added in another order, and in a matrix cycles go on to a smaller tolerance.
            Assert.InRange(FieldErrors.RelativeL2(within.Values(), [.. free.Values().Select(value => (double)value)]), 0, 1e-5);
        }
    }

    [Fact]
    public void HinderedFieldsHaveTheSameBitsOnAnyThreadsAndLanes()
    {
        foreach (FieldSolver solver in _solvers)
        {
            foreach (FaceKind face in Enum.GetValues<FaceKind>())
            {
                (float[] reference, MassBalance balance) = Run(solver, face, 1, LaneWidth.Scalar);
                foreach ((int threads, LaneWidth lanes) in new[] { (1, LaneWidth.Octet), (1, LaneWidth.Hexadec), (3, LaneWidths.Best) })
                {
                    (float[] values, MassBalance own) = Run(solver, face, threads, lanes);
                    Assert.Equal(reference, values);
                    Assert.Equal(balance, own);
                }
            }
        }
    }

    [Fact]
    public void SaturableUptakeThroughMatrixKeepsItsBalance()
    {
        using FieldBox box = new(new Grid(32, 30, 28, Spacing), Hindered(2000, FieldSolver.QuasiSteady) with
        {
            Hindrance = 3,
            Initial = 40,
            SaturableUptake = new SaturableUptake(20, 1),
            Boundaries = Boundaries.All(FaceCondition.Held(40)),
        }, 0.5, 2, Patches);
        box.SetSaturableLoss((x, y, z) => x > 3 ? 20 : 0);
        box.Step(3);

        Assert.All(box.Values(), value => Assert.True(value >= 0 && float.IsFinite(value)));
        Assert.InRange(box.Fields.Balance(0).RelativeResidual, 0, 1e-5);
    }

    private static FieldDefinition Hindered(double diffusivity, FieldSolver solver, double decay = 0)
        => FieldBox.Substance(diffusivity, solver, decay) with { Hindrance = Thousandfold };

    // Blocks of four voxels, dense and free by turns, as a chessboard.
    private static double Patches(int x, int y, int z) => ((x / 4) + (y / 4) + (z / 4)) % 2;

    private static double SmoothError(int voxels, double spacing)
    {
        // ρ rises evenly along x: D = D₀·e^(−s·x), so that a steady flux has c ∝ e^(s·x).
        const float Hindrance = 3;
        double width = voxels * spacing;
        using FieldBox box = new(new Grid(voxels, 4, 4, spacing), Hindered(500, FieldSolver.QuasiSteady) with
        {
            Hindrance = Hindrance,
            Boundaries = new Boundaries { West = FaceCondition.Held(1), East = FaceCondition.Held(0) },
        }, 1, 1, (x, _, _) => (x + 0.5) / voxels);
        box.Step(12);
        double Exponential(double x) => (Math.Exp(Hindrance * x / width) - 1) / (Math.Exp(Hindrance) - 1);
        return FieldErrors.Largest(box.Values(), i => 1 - Exponential((i % voxels + 0.5) * spacing));
    }

    private static (float[] Values, MassBalance Balance) Run(FieldSolver solver, FaceKind face, int threads, LaneWidth lanes)
    {
        using FieldBox box = new(
            new Grid(29, 13, 21, Spacing),
            Hindered(20, solver, 1e-4) with { Hindrance = 3, Initial = 1f, Boundaries = Boundaries.All(new FaceCondition(face, 2f)) },
            0.005, threads, Patches, lanes);
        box.SetGain((x, y, z) => x == 3 && y == 4 ? 400.0 : (x + (2 * y) + z) % 7 * 1e-4);
        box.SetLoss((x, y, z) => x == 3 && y == 4 ? 100.0 : x * y % 3 * 1e-3);
        box.Step(2);
        return (box.Values(), box.Fields.Balance(0));
    }
}
