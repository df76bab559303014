using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

public class SolverChoiceTests
{
    private static readonly Grid _box = new(32, 32, 32, 20);

    [Fact]
    public void StiffFieldsAreSolvedImplicitlyAndOthersByTheExponential()
    {
        Assert.Equal(FieldSolver.Sdirk2, Choose(FieldBox.Substance(200, FieldSolver.Automatic), 0.5).Solver);
        Assert.Equal(FieldSolver.Chebyshev, Choose(FieldBox.Substance(16.7, FieldSolver.Automatic), 0.1).Solver);
        Assert.Equal(FieldSolver.QuasiSteady, Choose(Oxygen, 0.5).Solver);
    }

    [Fact]
    public void TheCheaperOfWhatHoldsTheToleranceIsChosenAndSaysWhy()
    {
        // D = 6e3 µm²/min, 6 min: stiffness 540. Where much is asked, the exponential is as cheap; where little, implicit steps are.
        FieldDefinition field = FieldBox.Substance(100, FieldSolver.Automatic);
        SolverChoice strict = Choose(field with { Tolerance = 5e-4 }, 0.1);
        SolverChoice lax = Choose(field with { Tolerance = 1e-2 }, 0.1);

        Assert.Equal(FieldSolver.Chebyshev, strict.Solver);
        Assert.Equal(FieldSolver.Sdirk2, lax.Solver);
        Assert.Matches(@"^at most 0\.05 % off a step: \d+ stages of the exponential move \d\.\d kB a voxel, \d+ implicit solutions \d\.\d kB$", strict.Reason);
        Assert.Matches(@"^at most 1 % off a step: \d+ implicit solutions at most move \d\.\d kB a voxel, \d+ stages of the exponential \d\.\d kB$", lax.Reason);
        Assert.Throws<SolverException>(() => Choose(field with { Tolerance = 1e-6 }, 0.1));
    }

    [Fact]
    public void AStepBeyondWhatAForcedSolverCanFollowIsRefusedWithTheRemedy()
    {
        FieldDefinition slow = FieldBox.Substance(20, FieldSolver.QuasiSteady, 1e-5);
        string refusal = Assert.Throws<SolverException>(() => SolverAccuracy.Ensure(slow, _box, 0.5)).Message;
        Assert.Contains("settles in 27.778 h", refusal, StringComparison.Ordinal);
        Assert.Contains("choose automatic", refusal, StringComparison.Ordinal);
        SolverAccuracy.Ensure(slow, _box, 28);

        // RKL2 keeps ½ of the fastest waves and more of some, RKL1 swings to −0.4.
        FieldDefinition legendre = FieldBox.Substance(100, FieldSolver.SecondOrderLegendre);
        Assert.Contains("errs by up to 65 %", Refusal(legendre), StringComparison.Ordinal);
        Assert.Contains("errs by up to 45 %", Refusal(legendre with { Solver = FieldSolver.FirstOrderLegendre }), StringComparison.Ordinal);
        Assert.Contains("tolerance: 0.65", Refusal(legendre), StringComparison.Ordinal);
        SolverAccuracy.Ensure(legendre with { Tolerance = 0.65 }, _box, 0.1);
        // Where the step resolves the fastest wave of the lattice, it is of second order.
        SolverAccuracy.Ensure(legendre with { Tolerance = 0.05 }, _box, 5e-5);

        static string Refusal(FieldDefinition field)
            => Assert.Throws<SolverException>(() => SolverAccuracy.Ensure(field, _box, 0.1)).Message;
    }

    [Fact]
    public void BackwardEulerIsRefusedWhereAFieldNeitherSettlesWithinAStepNorIsFollowedByIt()
    {
        // Uptake of 2 /min: half an hour is 60 of its times, and what is left of the slowest wave 1/60.
        FieldDefinition oxygen = FieldBox.Substance(2000, FieldSolver.BackwardEuler) with { CellUptake = Rate.PerSecondOf(2.0 / 60) };
        SolverAccuracy.Ensure(oxygen with { Tolerance = 0.02 }, _box, 0.5);

        FieldDefinition slow = FieldBox.Substance(20, FieldSolver.BackwardEuler, 1e-5);
        string refusal = Assert.Throws<SolverException>(() => SolverAccuracy.Ensure(slow, _box, 0.5)).Message;
        Assert.Equal(
            "field 'substance': backward_euler takes one step however fast the field changes: it errs by up to 30 % of a step's change, "
                + "and the tolerance is 5 %; choose automatic or sdirk2, shorter steps, or tolerance: 0.3",
            refusal);
        SolverAccuracy.Ensure(slow with { Tolerance = 0.3 }, _box, 0.5);
        // Where the step resolves the fastest wave of the lattice: dt·λ = 0.09, an error of dt·λ/2.
        SolverAccuracy.Ensure(slow, _box, 0.09 / (12 * 20.0 / 400) / 3600);
    }

    [Fact]
    public void TheSplittingIsRefusedWhereItErrsMoreThanAllowed()
    {
        // D = 1e3 and 6e3 µm²/min, h = 0.01 min. BioFVM itself errs by 4 and 6 % there, 2.5 and 1 % of it by what cells take up.
        SolverAccuracy.Ensure(FieldBox.Substance(1000.0 / 60, FieldSolver.LocallyOneDimensional, 0.1 / 60), _box, 0.1);
        FieldDefinition fast = FieldBox.Substance(100, FieldSolver.LocallyOneDimensional, 0.1 / 60);
        string refusal = Assert.Throws<SolverException>(() => SolverAccuracy.Ensure(fast, _box, 0.1)).Message;
        Assert.StartsWith("field 'substance': lod splits diffusion by axis in substeps of 0.6 s: it errs by up to 5 % of the field", refusal, StringComparison.Ordinal);
        Assert.EndsWith("choose automatic, or tolerance: 0.06", refusal, StringComparison.Ordinal);
        SolverAccuracy.Ensure(fast with { Tolerance = 0.06 }, _box, 0.1);
    }

    [Fact]
    public void TheStiffnessCountsStableSteps()
        // 0.5 h · 12 · 200 / 400 / 2
        => Assert.Equal(5400, Choose(FieldBox.Substance(200, FieldSolver.Automatic), 0.5).Stiffness, 1e-6);

    [Fact]
    public void ASteadyStateThatNothingLeavesIsRefused()
    {
        FieldDefinition field = FieldBox.Substance(200, FieldSolver.QuasiSteady);
        SolverException refusal = Assert.Throws<SolverException>(() => Choose(field, 0.5));
        Assert.Contains("sdirk2", refusal.Message, StringComparison.Ordinal);

        using Workers workers = new(1);
        Assert.Throws<SolverException>(() => new DiffusingFields(_box, [field], 0.5, workers, LaneWidth.Scalar));
    }

    [Fact]
    public void ASteadyStateThatLosesItsSinksIsRefused()
    {
        using FieldBox box = new(new Grid(8, 8, 8, 20), Oxygen, 0.5);
        box.SetSaturableLoss((_, _, _) => 1);
        box.SetGain((_, _, _) => 0.1);
        box.Step();
        box.SetSaturableLoss((_, _, _) => 0);
        Assert.Throws<SolverException>(() => box.Step());
    }

    [Fact]
    public void AForcedSolverThatCannotDoIsRefused()
    {
        Assert.Throws<SolverException>(() => Choose(FieldBox.Substance(1e6, FieldSolver.ForwardEuler), 100));
        Assert.Throws<SolverException>(() => Choose(Oxygen with { Solver = FieldSolver.Chebyshev }, 0.5));
    }

    [Fact]
    public void ImpossibleFieldsAreRefusedByName()
    {
        foreach (FieldDefinition field in new[]
        {
            FieldBox.Substance(0, FieldSolver.Automatic),
            FieldBox.Substance(double.NaN, FieldSolver.Automatic),
            FieldBox.Substance(1, FieldSolver.Automatic, -1),
            FieldBox.Substance(1, FieldSolver.Automatic) with { Boundaries = new Boundaries { West = FaceCondition.Periodic } },
            FieldBox.Substance(1, FieldSolver.Automatic) with { Boundaries = Boundaries.All(FaceCondition.Held(-1)) },
            FieldBox.Substance(1, FieldSolver.Automatic) with { SaturableUptake = new SaturableUptake(20, 0) },
        })
        {
            SolverException refusal = Assert.Throws<SolverException>(() => Choose(field, 0.5));
            Assert.StartsWith("field 'substance': ", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static FieldDefinition Oxygen => FieldBox.Substance(2000, FieldSolver.Automatic) with
    {
        SaturableUptake = new SaturableUptake(20, 1),
    };

    private static SolverChoice Choose(FieldDefinition field, double stepHours) => SolverChoice.For(field, _box, stepHours);
}
