using System.Diagnostics;
using System.Globalization;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests;

/// <summary>
/// The problems that docs/benchmarks.md puts beside BioFVM: oxygen around a ball that moves, and secretors that jump at every step of 6 min.
/// Times are printed, errors are also tested.
/// </summary>
/// <remarks>
/// <c>GPUTUMOR_BESIDE=32 dotnet test tests/GpuTumor.Physics.Tests -c Release --filter BesideBioFvm --logger "console;verbosity=detailed"</c>
/// for errors on 32³ voxels, 128 and 256 for times: references are worked out up to 64.
/// </remarks>
public class BesideBioFvm(ITestOutputHelper output)
{
    private const double Spacing = 20;
    private const double StepHours = 0.1;
    private const int StepsOfErrors = 2;
    private const int StepsOfTimes = 4;
    private const int LargestReference = 64;
    private const double DecayPerSecond = 0.1 / 60;

    private static readonly int _size = int.TryParse(
        Environment.GetEnvironmentVariable("GPUTUMOR_BESIDE"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int size) ? size : 10;

    private readonly Grid _grid = new(_size, _size, _size, Spacing);

    [Theory]
    [InlineData(FieldSolver.BackwardEuler, 0.05)]
    [InlineData(FieldSolver.Automatic, 0.05)]
    public void OxygenAroundAMovingBall(FieldSolver solver, double tolerance)
    {
        FaceCondition bath = FaceCondition.Held(38f);
        double centre = (_size - 1) / 2.0;
        double radius = Math.Min(280 / Spacing, _size / 4.0);
        double Uptake(int step, int x, int y, int z)
            => Math.Pow(x - centre - step, 2) + Math.Pow(y - centre, 2) + Math.Pow(z - centre, 2) < radius * radius ? 10.0 / 60 : 0;
        FieldDefinition field = FieldBox.Substance(1e5 / 60, solver, DecayPerSecond) with
        {
            Initial = 38f,
            Tolerance = tolerance,
            Boundaries = Boundaries.All(bath),
        };

        // A quasi-steady field in a ball of a few voxels: what a step leaves of the past.
        Follow("oxygen", field, bath, (step, i, x, y, z) => (Uptake(step, x, y, z), 0), 1e-2);
    }

    // D = 1e3, 6e3 and 3e4 µm²/min.
    [Theory]
    [InlineData(FieldSolver.Chebyshev, 16.67, 0.05, 1e-3)]
    [InlineData(FieldSolver.Chebyshev, 100, 0.05, 1e-3)]
    [InlineData(FieldSolver.Chebyshev, 500, 0.05, 1e-3)]
    [InlineData(FieldSolver.Automatic, 16.67, 0.02, 0.02)]
    [InlineData(FieldSolver.Automatic, 100, 0.02, 0.02)]
    [InlineData(FieldSolver.Automatic, 500, 0.02, 0.025)] // a tolerance is estimated: 0.0203 on 32³
    [InlineData(FieldSolver.Automatic, 500, 0.05, 0.05)]
    public void SecretorsThatJump(FieldSolver solver, double diffusivity, double tolerance, double allowed)
    {
        bool IsOneOf(uint step, int i, uint of) => Philox.Word(5, RandomProcess.Vessels, (ulong)i, step, 0) % of == 0;
        FieldDefinition field = FieldBox.Substance(diffusivity, solver, DecayPerSecond) with { Tolerance = tolerance };

        Follow(
            $"secretors, D = {diffusivity * 60:0} µm²/min, tolerance {tolerance}", field, FaceCondition.NoFlux, (step, i, x, y, z) =>
            {
                double secretion = IsOneOf((uint)step + 1, i, 500) ? 10.0 / 60 : 0;
                return (secretion + (IsOneOf(0, i, 5) ? 1.0 / 60 : 0), secretion);
            }, allowed);
    }

    private void Follow(
        string problem, FieldDefinition field, FaceCondition faces, Func<int, int, int, int, int, (double Loss, double Gain)> cells, double allowed)
    {
        bool hasReference = _size <= LargestReference;
        using FieldBox box = new(_grid, field, StepHours, 2);
        ReferenceDiffusion? reference = hasReference ? new(_grid, field.Diffusivity, faces) : null;
        if (reference is not null)
            Array.Fill(reference.Concentration, field.Initial);
        double[] seconds = new double[hasReference ? StepsOfErrors : StepsOfTimes];
        for (int step = 0; step < seconds.Length; step++)
        {
            box.SetLoss((x, y, z) => cells(step, (int)_grid.Index(x, y, z), x, y, z).Loss);
            box.SetGain((x, y, z) => cells(step, (int)_grid.Index(x, y, z), x, y, z).Gain);
            box.GiveMaps();
            long before = Stopwatch.GetTimestamp();
            box.Fields.Advance(0);
            seconds[step] = Stopwatch.GetElapsedTime(before).TotalSeconds;
            if (reference is null)
                continue;
            for (int i = 0; i < _grid.Voxels; i++)
                (reference.Loss[i], reference.Gain[i]) = (box.Maps.Loss[i] + DecayPerSecond, box.Maps.Gain[i]);
            reference.Advance(StepHours * 3600);
        }

        output.WriteLine(
            $"{problem}, {field.Solver}, {_size}³: {seconds.Min() / (60 * StepHours) * 1e3:0.0} ms a simulated minute, {box.Fields.LastEffort} stages or cycles");
        if (reference is not null)
            Assert.InRange(ErrorOf(box, reference), 0, allowed);
    }

    private double ErrorOf(FieldBox box, ReferenceDiffusion reference)
    {
        float[] values = box.Values();
        double error = FieldErrors.RelativeL2(values, reference.Concentration);
        double largest = FieldErrors.Largest(values, i => reference.Concentration[i]) / reference.Concentration.Max();
        output.WriteLine($"after {StepsOfErrors} steps: L2 {100 * error:0.0000} %, largest {100 * largest:0.0000} %");
        return error;
    }
}
