using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class FieldDeterminismTests
{
    // Odd extents: rows end within a lane, and a periodic axis joins voxels of one colour. Enough planes to be shared.
    private static readonly Grid _oddRows = new(45, 23, 27, 20);

    // Rows that lanes of any width fill.
    private static readonly Grid _fullRows = new(32, 19, 9, 20);

    public static TheoryData<FieldSolver, FaceKind> Cases()
    {
        TheoryData<FieldSolver, FaceKind> cases = [];
        foreach (FieldSolver solver in new[]
            {
                FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler,
                FieldSolver.SecondOrderLegendre, FieldSolver.Sdirk2,
            })
        {
            foreach (FaceKind face in Enum.GetValues<FaceKind>())
                cases.Add(solver, face);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FieldsHaveTheSameBitsOnAnyThreadsAndLanes(FieldSolver solver, FaceKind face)
    {
        (float[] reference, MassBalance balance) = Run(_oddRows, solver, face, true, 1, LaneWidth.Scalar);
        IEnumerable<(int Threads, LaneWidth Lanes)> teams =
            [.. LaneWidths.Runnable.Select(lanes => (1, lanes)), (2, LaneWidths.Best), (3, LaneWidths.Best)];

        foreach ((int threads, LaneWidth lanes) in teams)
        {
            (float[] values, MassBalance own) = Run(_oddRows, solver, face, true, threads, lanes);
            Assert.Equal(reference, values);
            Assert.Equal(balance, own);
        }
    }

    // Lanes of one value take rows one by one.
    [Theory]
    [InlineData(FieldSolver.Chebyshev, FaceKind.NoFlux, false)]
    [InlineData(FieldSolver.Chebyshev, FaceKind.Held, false)]
    [InlineData(FieldSolver.Chebyshev, FaceKind.Held, true)]
    [InlineData(FieldSolver.Chebyshev, FaceKind.Periodic, false)]
    [InlineData(FieldSolver.ForwardEuler, FaceKind.NoFlux, true)]
    [InlineData(FieldSolver.ForwardEuler, FaceKind.Held, false)]
    [InlineData(FieldSolver.ForwardEuler, FaceKind.Periodic, true)]
    [InlineData(FieldSolver.SecondOrderLegendre, FaceKind.Held, false)]
    public void RowsThatLanesFillAreTakenTogetherWithTheSameBits(FieldSolver solver, FaceKind face, bool hasVessel)
    {
        (float[] reference, MassBalance balance) = Run(_fullRows, solver, face, hasVessel, 1, LaneWidth.Scalar);

        foreach (LaneWidth lanes in LaneWidths.Runnable)
        {
            (float[] values, MassBalance own) = Run(_fullRows, solver, face, hasVessel, 2, lanes);
            Assert.Equal(reference, values);
            Assert.Equal(balance, own);
        }
    }

    [Fact]
    public void SaturableUptakeHasTheSameBitsOnAnyThreadsAndLanes()
    {
        float[] reference = RunSaturable(1, LaneWidth.Scalar);

        foreach (LaneWidth lanes in LaneWidths.Runnable)
            Assert.Equal(reference, RunSaturable(1, lanes));
        Assert.Equal(reference, RunSaturable(2, LaneWidths.Best));
        Assert.Equal(reference, RunSaturable(3, LaneWidths.Best));
    }

    [Fact]
    public void AdvancingAllocatesNothing()
    {
        foreach (FieldSolver solver in new[]
            {
                FieldSolver.BackwardEuler, FieldSolver.Sdirk2, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler,
                FieldSolver.FirstOrderLegendre, FieldSolver.SecondOrderLegendre, FieldSolver.LocallyOneDimensional,
            })
        {
            using FieldBox box = new(new Grid(16, 12, 8, 20), FieldBox.Substance(20, solver, 1e-3), 0.02);
            box.SetGain((x, y, z) => x == y ? 1e-3 : 0);
            // The first steps compile, and what a thread that has to wait needs is made once.
            box.Step(2);
            Assert.Contains(0L, Enumerable.Range(0, 4).Select(_ => AllocatedBy(() => box.Step(3))));
        }
    }

    private static long AllocatedBy(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Theory]
    [InlineData(FieldSolver.BackwardEuler)]
    [InlineData(FieldSolver.Sdirk2)]
    [InlineData(FieldSolver.QuasiSteady)]
    [InlineData(FieldSolver.Chebyshev)]
    [InlineData(FieldSolver.ForwardEuler)]
    public void AFieldThatIsNowhereCostsNothingUntilSomethingIsGiven(FieldSolver solver)
    {
        using FieldBox box = new(new Grid(20, 18, 16, 20), FieldBox.Substance(20, solver, 1e-4), 0.02);
        // Vessels that would take it up, one of them fast enough to be pinned.
        box.SetLoss((x, y, z) => x == 3 && y == 4 ? 100.0 : x * y % 3 * 1e-3);
        box.Step(2);
        Assert.Equal(0, box.Fields.LastEffort);
        Assert.All(box.Values(), value => Assert.Equal(0f, value));
        Assert.Equal(new MassBalance(), box.Fields.Balance(0));

        box.SetGain((x, y, z) => x == 3 && y == 4 ? 100.0 : 0.0);
        box.Step();
        Assert.True(box.Fields.LastEffort > 0);
        Assert.Equal(1.0, box[3, 4, 8], 1e-2); // the vessel, less what diffuses away
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(1, 6)]
    [InlineData(1, 17)] // twice six and five
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(3, 6)]
    [InlineData(3, 17)]
    public void SubstepsTakenTogetherAreThoseTakenOneByOne(int threads, int substeps)
    {
        // Just short of two seconds: one substep each, or some in one step of the same length.
        const double OneSubstep = 1.95 / 3600.0;
        // Sixteen lanes take six together.
        using FieldBox together = Bath(substeps * OneSubstep, threads, LaneWidth.Hexadec);
        using FieldBox oneByOne = Bath(OneSubstep, threads);

        together.Step();
        oneByOne.Step(substeps);

        Assert.Equal(substeps, together.Fields.LastEffort);
        Assert.Equal(1, oneByOne.Fields.LastEffort);
        Assert.Equal(oneByOne.Values(), together.Values());
    }

    private static FieldBox Bath(double stepHours, int threads, LaneWidth? lanes = null)
    {
        FieldBox box = new(
            new Grid(20, 30, 12, 20),
            FieldBox.Substance(20, FieldSolver.ForwardEuler, 1e-4) with
            {
                Initial = 1f,
                Boundaries = Boundaries.All(FaceCondition.Held(2f)),
            }, stepHours, threads, lanes);
        box.SetGain((x, y, z) => (x + (2 * y) + z) % 7 * 1e-3);
        box.SetLoss((x, y, z) => x * y % 3 * 1e-4);
        return box;
    }

    private static (float[] Values, MassBalance Balance) Run(
        Grid grid, FieldSolver solver, FaceKind face, bool hasVessel, int threads, LaneWidth lanes)
    {
        using FieldBox box = new(
            grid,
            FieldBox.Substance(20, solver, 1e-4) with
            {
                Initial = 1f,
                Tolerance = 1e-3,
                Boundaries = Boundaries.All(new FaceCondition(face, 2f)),
            }, 0.005, threads, lanes);
        // Fast enough to be pinned.
        bool IsVessel(int x, int y) => hasVessel && x == 3 && y == 4;
        box.SetGain((x, y, z) => IsVessel(x, y) ? 400.0 : (x + (2 * y) + z) % 7 * 1e-4);
        box.SetLoss((x, y, z) => IsVessel(x, y) ? 100.0 : x * y % 3 * 1e-3);
        box.Step(2);
        return (box.Values(), box.Fields.Balance(0));
    }

    private static float[] RunSaturable(int threads, LaneWidth lanes)
    {
        using FieldBox box = new(
            new Grid(37, 25, 30, 20),
            FieldBox.Substance(2000, FieldSolver.QuasiSteady) with
            {
                Initial = 40f,
                SaturableUptake = new SaturableUptake(20f, 1f),
                Boundaries = Boundaries.All(FaceCondition.Held(40f)),
            }, 0.5, threads, lanes);
        box.SetSaturableLoss((x, y, z) => (x + y + z) % 3 == 0 ? 20 : 0);
        box.Step(1);
        return box.Values();
    }
}
