using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>Secretors that jump at every step of 6 min, among cells that take up: the hardest of sources for a scheme in time.</summary>
public class JumpingSecretors
{
    private const double Spacing = 20;

    // D = 1e3, 6e3 and 3e4 µm²/min.
    public static TheoryData<FieldSolver, double, double> Cases()
    {
        TheoryData<FieldSolver, double, double> cases = [];
        foreach (double diffusivity in new[] { 16.7, 100, 500 })
        {
            cases.Add(FieldSolver.Chebyshev, diffusivity, 5e-3);
            cases.Add(FieldSolver.Sdirk2, diffusivity, 5e-3);
            cases.Add(FieldSolver.Sdirk2, diffusivity, 1e-3);
            cases.Add(FieldSolver.Automatic, diffusivity, 5e-3);
            cases.Add(FieldSolver.Automatic, diffusivity, 1e-3);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AreFollowedWithinTheTolerance(FieldSolver solver, double diffusivity, double tolerance)
    {
        // The exponential has no error in time, whatever is asked of it.
        double allowed = solver == FieldSolver.Chebyshev ? 1e-3 : tolerance;
        Assert.InRange(Error(solver, diffusivity, tolerance), 0, allowed);
    }

    [Fact]
    public void AreNotFollowedByOneStepOfBackwardEulerNorByLegendreStages()
    {
        // Why neither is chosen automatically: first order in time, and half of what a step cannot follow.
        Assert.InRange(Error(FieldSolver.BackwardEuler, 100, 5e-3), 3e-2, 0.3);
        Assert.InRange(Error(FieldSolver.SecondOrderLegendre, 100, 5e-3), 0.1, 0.6);
    }

    private static double Error(FieldSolver solver, double diffusivity, double tolerance)
    {
        Grid grid = new(12, 12, 12, Spacing);
        using FieldBox box = new(grid, FieldBox.Substance(diffusivity, solver) with { Tolerance = tolerance }, 0.1);
        ReferenceDiffusion reference = new(grid, diffusivity, FaceCondition.NoFlux);
        Random random = new(5);
        bool[] takesUp = [.. Enumerable.Range(0, (int)grid.Voxels).Select(_ => random.NextDouble() < 0.2)];
        for (int step = 0; step < 3; step++)
        {
            HashSet<int> secretors = [.. Enumerable.Range(0, 4).Select(_ => random.Next((int)grid.Voxels))];
            for (int i = 0; i < grid.Voxels; i++)
            {
                double secretion = secretors.Contains(i) ? 10.0 / 60 : 0;
                reference.Loss[i] = (0.1 / 60) + (takesUp[i] ? 1.0 / 60 : 0) + secretion;
                reference.Gain[i] = secretion;
            }

            box.SetLoss((x, y, z) => reference.Loss[grid.Index(x, y, z)]);
            box.SetGain((x, y, z) => reference.Gain[grid.Index(x, y, z)]);
            box.Step();
            reference.Advance(360);
        }

        return FieldErrors.RelativeL2(box.Values(), reference.Concentration);
    }
}
