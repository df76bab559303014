using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>What leaves the finite numbers is seen in the step in which it does, where it does, and not lifted to zero.</summary>
public class DivergenceTests(OpenBackends backends) : IClassFixture<OpenBackends>
{
    private static readonly FieldSolver[] _solvers =
    [
        FieldSolver.BackwardEuler, FieldSolver.Sdirk2, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler,
        FieldSolver.FirstOrderLegendre, FieldSolver.SecondOrderLegendre,
    ];

    private static readonly float[] _notFinite = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    [Fact]
    public void ASourceThatIsNotFiniteIsFoundInItsVoxel()
    {
        foreach ((FieldSolver solver, float gain) in Cases())
        {
            using FieldBox box = Box(solver);
            box.SetGain((x, y, z) => x == 5 && y == 4 && z == 2 ? gain : 1e-3);
            box.Step();
            Assert.False(box.Fields.Balance(0).IsFinite, $"{solver}, {gain}");
            Assert.Equal(box.Grid.Index(5, 4, 2), box.Fields.FindNonFinite(0));
        }
    }

    [Fact]
    public void AConcentrationThatIsNotFiniteIsNotLiftedToZero()
    {
        foreach ((FieldSolver solver, float value) in Cases())
        {
            using FieldBox box = Box(solver);
            box.SetConcentration((x, y, z) => x == 5 && y == 4 && z == 2 ? value : 1);
            box.Step();
            // A steady state does not know what was before it, but starts from there.
            Assert.False(box.Fields.Balance(0).IsFinite, $"{solver}, {value}");
            Assert.False(double.IsFinite(box[5, 4, 2]), $"{solver}, {value}");
            Assert.NotEqual(-1, box.Fields.FindNonFinite(0));
        }
    }

    [Fact]
    public void ARunEndsInTheStepAndNamesFieldVoxelAndStep() => EndsInTheStep(new CpuBackend(2, LaneWidths.Best), _solvers);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ARunOnADeviceEndsInTheStepAndNamesFieldVoxelAndStep(string backend)
        => EndsInTheStep(backends.Of(backend), [FieldSolver.BackwardEuler, FieldSolver.Chebyshev]);

    private static void EndsInTheStep(IBackend backend, IEnumerable<FieldSolver> solvers)
    {
        foreach (FieldSolver solver in solvers)
        {
            foreach (float secretion in _notFinite)
            {
                using Patient patient = new(Secreting(solver, secretion), backend);
                DivergedException end = Assert.Throws<DivergedException>(
                    () => patient.Advance(new Clock(6, 0.1), 3, CancellationToken.None));
                Assert.Equal("field 'ifng' is not finite at voxel (7, 6, 5) after step 7 (0.7 h)", end.Message);
            }
        }
    }

    private static IEnumerable<(FieldSolver Solver, float Value)> Cases()
        => _solvers.SelectMany(solver => _notFinite.Select(value => (solver, value)));

    private static FieldBox Box(FieldSolver solver)
        => new(new Grid(11, 9, 8, 20), FieldBox.Substance(20, solver, 1e-4) with { Initial = 1 }, 0.1, 2);

    // A single cell in the middle, whose secretion is not finite.
    private static Model Secreting(FieldSolver solver, float secretion) => new()
    {
        Name = "secreting",
        Seed = 1,
        Grid = new Grid(15, 13, 11, 20),
        StepHours = 0.1,
        Steps = 10,
        Fields =
        [
            new() { Name = "hgf", Unit = "nmol/L", Role = FieldRole.Hgf, Diffusivity = 20, Secretion = new Secretion(1f, 1f) },
            new()
            {
                Name = "ifng", Unit = "nmol/L", Role = FieldRole.Ifng, Diffusivity = 20, Decay = Rate.PerSecondOf(1e-4),
                Secretion = new Secretion(secretion, 0f), Solver = solver,
            },
        ],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding(1),
        TumourCell = TumourCell.Default(0.1),
    };
}
