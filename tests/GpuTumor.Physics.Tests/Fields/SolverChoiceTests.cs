using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class SolverChoiceTests
{
    private static readonly Grid _box = new(32, 32, 32, 20);

    [Fact]
    public void StiffFieldsAreSolvedImplicitlyAndOthersByTheExponential()
    {
        Assert.Equal(FieldSolver.BackwardEuler, Choose(FieldBox.Substance(200, FieldSolver.Automatic), 0.5).Solver);
        Assert.Equal(FieldSolver.Chebyshev, Choose(FieldBox.Substance(16.7, FieldSolver.Automatic), 0.1).Solver);
        Assert.Equal(FieldSolver.QuasiSteady, Choose(Oxygen, 0.5).Solver);
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
        Assert.Contains("backward_euler", refusal.Message, StringComparison.Ordinal);

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
