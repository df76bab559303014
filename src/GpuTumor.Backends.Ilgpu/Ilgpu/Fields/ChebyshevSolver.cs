using GpuTumor.Engine;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The exponential of the diffusion operator as a Chebyshev series, by Clenshaw's recurrence.</summary>
/// <remarks>Stage by stage what the processor does; see there for the scheme.</remarks>
internal sealed class ChebyshevSolver
{
    private const double Tolerance = 1e-4;
    private const int Expansions = 8;
    private const double DiffusionRates = 12.0;
    private readonly FieldGeometry _geometry;
    private readonly float[][] _coefficients;
    private readonly double[] _fastest;
    private readonly double _seconds;

    public ChebyshevSolver(FieldGeometry geometry, double decay, double stepHours)
    {
        _geometry = geometry;
        _seconds = stepHours * 3600.0;
        _fastest = new double[Expansions + 1];
        _coefficients = new float[Expansions + 1][];
        for (int i = 0; i <= Expansions; i++)
        {
            _fastest[i] = (DiffusionRates * geometry.Coupling * (1.0 + ((double)i / Expansions))) + decay;
            ChebyshevExpansion expansion = new(_seconds * _fastest[i] / 2.0, Tolerance);
            _coefficients[i] = [.. expansion.Coefficients.Select(value => (float)value)];
        }
    }

    /// <summary>Stages that a step may take.</summary>
    public int MostStages => _coefficients.Max(series => series.Length) + 1;

    /// <summary>One step.</summary>
    /// <param name="maps">The field.</param>
    /// <param name="ledger">Its balance.</param>
    /// <param name="stages">Runs the stages.</param>
    /// <param name="rate">Scratch.</param>
    /// <param name="present">Scratch.</param>
    /// <param name="former">Scratch.</param>
    public void Step(
        in FieldMaps maps, MassLedger ledger, ExplicitStages stages,
        ArrayView<float> rate, ArrayView<float> present, ArrayView<float> former)
    {
        stages.Begin(_geometry, maps);
        double given = stages.Given * _seconds;
        double addedByPinning = stages.AddedByPinning;
        double before = stages.Before;
        int choice = (int)Math.Ceiling(
            Expansions * Math.Min(1.0, stages.LargestLoss / (DiffusionRates * _geometry.Coupling)));
        float[] series = _coefficients[choice];
        float ofOperator = (float)(2.0 / _fastest[choice]);
        float seconds = (float)_seconds;

        stages.Run(maps.Concentration, maps.Concentration, maps.Gain, rate, new StageCoefficients(1f, 0f, 0f, 1f));
        stages.RunSeed(rate, present, former, series[^1]);
        List<StageCoefficients> recurrence = [];
        for (int m = series.Length - 2; m >= 1; m--)
        {
            StageCoefficients stage = new(2f * ofOperator, 2f, -1f, series[m]);
            stages.Run(present, former, rate, former, stage);
            recurrence.Add(stage);
            (present, former) = (former, present);
        }

        StageCoefficients last = new(seconds * ofOperator, seconds, -seconds, seconds * series[0]);
        stages.Run(present, former, rate, former, last);
        recurrence.Add(last);
        stages.RunClip(former);

        StageLosses total = Recur(stages.Losses(), recurrence, series[^1]);
        double fromPinned = addedByPinning - total.IntoPinned;
        double fromFaces = (_geometry.FaceGain * seconds) - total.ToFaces;
        double change = stages.Present - before;
        double explained = given - total.Taken + fromPinned + fromFaces + stages.Clipped;
        ledger.Book(given, total.Taken, (fromPinned, fromFaces), stages.Clipped, change - explained);
    }

    // What a vector of the recurrence stands for obeys the same recurrence, with its stage's own loss in place of L.
    private static StageLosses Recur(StageLosses[] losses, List<StageCoefficients> recurrence, double seed)
    {
        StageLosses rate = losses[0];
        StageLosses present = seed * rate;
        StageLosses former = default;
        for (int i = 0; i < recurrence.Count; i++)
        {
            StageCoefficients stage = recurrence[i];
            (present, former) = (
                (stage.Step * losses[i + 1]) + (stage.OfPresent * present) + (stage.OfFormer * former) + (stage.OfGain * rate),
                present);
        }

        return present;
    }
}
