using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class FieldDeterminismTests
{
    public static TheoryData<FieldSolver, FaceKind> Cases()
    {
        TheoryData<FieldSolver, FaceKind> cases = [];
        foreach (FieldSolver solver in new[]
            { FieldSolver.BackwardEuler, FieldSolver.QuasiSteady, FieldSolver.Chebyshev, FieldSolver.ForwardEuler })
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
        (float[] reference, MassBalance balance) = Run(solver, face, 1, LaneWidth.Scalar);

        foreach (LaneWidth lanes in LaneWidths.Available)
        {
            for (int threads = 1; threads <= 3; threads++)
            {
                (float[] values, MassBalance own) = Run(solver, face, threads, lanes);
                Assert.Equal(reference, values);
                Assert.Equal(balance, own);
            }
        }
    }

    private static (float[] Values, MassBalance Balance) Run(FieldSolver solver, FaceKind face, int threads, LaneWidth lanes)
    {
        // Odd extents: rows end within a lane, and a periodic axis joins voxels of one colour.
        using FieldBox box = new(
            new Grid(41, 23, 27, 20),
            FieldBox.Substance(20, solver, 1e-4) with
            {
                Initial = 1f,
                Boundaries = Boundaries.All(new FaceCondition(face, 2f)),
            }, 0.1, threads, lanes);
        box.SetGain((x, y, z) => x == 3 && y == 4 ? 400.0 : (x + (2 * y) + z) % 7 * 1e-4);
        box.SetLoss((x, y, z) => x == 3 && y == 4 ? 100.0 : x * y % 3 * 1e-3);
        box.Step(2);
        return (box.Values(), box.Fields.Balance(0));
    }
}
