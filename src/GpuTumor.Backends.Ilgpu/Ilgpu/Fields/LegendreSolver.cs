using GpuTumor.Engine;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A Runge–Kutta–Legendre step of first or second order.</summary>
/// <remarks>Stage by stage what the processor does; see there for the scheme.</remarks>
internal sealed class LegendreSolver(FieldGeometry geometry, int order, double decay, double stepHours)
{
    private readonly double _seconds = stepHours * 3600.0;

    /// <summary>Stages that a step may take: losses beyond the rate of diffusion are pinned.</summary>
    public int MostStages => new LegendrePlan(order, _seconds, (2.0 * geometry.DiffusionRate) + decay).Count + 1;

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
        stages.Begin(geometry, maps);
        double addedByPinning = stages.AddedByPinning;
        double before = stages.Before;
        double given = stages.Given * _seconds;
        LegendrePlan plan = new(order, _seconds, geometry.DiffusionRate + decay + stages.LargestLoss);

        stages.Run(maps.Concentration, maps.Concentration, maps.Gain, rate, new StageCoefficients(1f, 0f, 0f, 1f));
        stages.RunSeed(rate, present, former, plan.Seed);
        StageCoefficients[] recurrence = [.. Enumerable.Range(2, plan.Count - 1).Select(plan.Stage)];
        stages.RunClip(stages.RunRecurrence(recurrence, rate, present, former, spare));

        StageLosses[] losses = stages.Losses();
        MassSeries mass = new(losses[0], plan.Seed);
        for (int i = 0; i < recurrence.Length; i++)
            mass.Next(losses[i + 1], recurrence[i]);
        StageLosses lost = mass.Total;
        double fromPinned = addedByPinning - lost.IntoPinned;
        FaceAmounts fromFaces = (_seconds * geometry.FaceGain) - lost.ToFaces;
        double change = stages.Present - before;
        double explained = given - lost.Taken + fromPinned + fromFaces.Total + stages.Clipped;
        ledger.Book(given, lost.Taken, fromPinned, fromFaces, stages.Clipped, change - explained);
    }
}
