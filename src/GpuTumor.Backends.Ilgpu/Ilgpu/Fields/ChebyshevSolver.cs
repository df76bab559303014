using GpuTumor.Engine;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The exponential of the diffusion operator as a Chebyshev series, by Clenshaw's recurrence.</summary>
/// <remarks>Stage by stage what the processor does; see there for the scheme.</remarks>
internal sealed class ChebyshevSolver
{
    private readonly FieldGeometry _geometry;
    private readonly ChebyshevPlan _plan;
    private readonly double _seconds;

    public ChebyshevSolver(FieldGeometry geometry, FieldDefinition field, double stepHours)
    {
        _geometry = geometry;
        _seconds = stepHours * 3600.0;
        _plan = new ChebyshevPlan(geometry.DiffusionRate, field, _seconds);
    }

    /// <summary>Stages that a step may take.</summary>
    public int MostStages => _plan.MostTerms + 1;

    /// <summary>One step.</summary>
    /// <param name="maps">The field.</param>
    /// <param name="ledger">Its balance.</param>
    /// <param name="stages">Runs the stages.</param>
    /// <param name="rate">Scratch.</param>
    /// <param name="present">Scratch.</param>
    /// <param name="former">Scratch.</param>
    /// <param name="spare">Scratch for fused stages; empty if there are none.</param>
    public void Step(
        in FieldMaps maps, MassLedger ledger, ExplicitStages stages,
        ArrayView<float> rate, ArrayView<float> present, ArrayView<float> former, ArrayView<float> spare)
    {
        stages.Begin(_geometry, maps);
        double addedByPinning = stages.AddedByPinning;
        double before = stages.Before;
        (float[] series, float ofOperator) = _plan.Choose(stages.LargestLoss);
        float seconds = (float)_seconds;
        double given = stages.Given * seconds;

        stages.Run(maps.Concentration, maps.Concentration, maps.Gain, rate, new StageCoefficients(1f, 0f, 0f, 1f));
        stages.RunSeed(rate, present, former, series[^1]);
        StageCoefficients[] recurrence =
        [
            .. series.Skip(1).SkipLast(1).Reverse().Select(term => new StageCoefficients(2f * ofOperator, 2f, -1f, term)),
            new(seconds * ofOperator, seconds, -seconds, seconds * series[0]),
        ];
        stages.RunClip(stages.RunRecurrence(recurrence, rate, present, former, spare));

        StageLosses lost = Recur(stages.Losses(), recurrence, series[^1]);
        double fromPinned = addedByPinning - lost.IntoPinned;
        FaceAmounts fromFaces = (seconds * _geometry.FaceGain) - lost.ToFaces;
        double change = stages.Present - before;
        double explained = given - lost.Taken + fromPinned + fromFaces.Total + stages.Clipped;
        ledger.Book(given, lost.Taken, fromPinned, fromFaces, stages.Clipped, change - explained);
    }

    private static StageLosses Recur(StageLosses[] losses, StageCoefficients[] recurrence, double seed)
    {
        MassSeries mass = new(losses[0], seed);
        for (int i = 0; i < recurrence.Length; i++)
            mass.Next(losses[i + 1], recurrence[i]);
        return mass.Total;
    }
}
