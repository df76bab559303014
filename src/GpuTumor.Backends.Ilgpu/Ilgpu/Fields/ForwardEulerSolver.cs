using GpuTumor.Engine;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Forward Euler in as many substeps as keep it stable and positive: the reference.</summary>
internal sealed class ForwardEulerSolver(GpuContext context, double stepHours, ExplicitStages stages)
{
    /// <summary>Substeps whose sums are fetched together.</summary>
    public const int Batch = 64;

    private const double Safety = 0.9;
    private readonly double _seconds = stepHours * 3600.0;

    /// <summary>One step.</summary>
    public void Step(FieldGeometry geometry, in FieldMaps maps, MassLedger ledger, ArrayView<float> scratch)
    {
        stages.Begin(geometry, maps);
        double couplings = (geometry.HasHeldFaces ? 0.75 : 0.5) * geometry.DiffusionRate;
        double uptake = maps.Maximum.Length == 0 ? 0.0 : stages.LargestUptake / maps.HalfSaturation;
        double fastest = couplings + maps.Decay + stages.LargestLoss + uptake;
        long substeps = (long)Math.Ceiling(_seconds * fastest / Safety);
        float substep = (float)(_seconds / substeps);
        double given = stages.Given;
        double before = stages.Before;
        double addedByPinning = stages.AddedByPinning;

        StageLosses lost = default;
        ArrayView<float> present = maps.Concentration;
        ArrayView<float> next = scratch;
        bool fuses = stages.Fuses && !geometry.HasHeldFaces && maps.Maximum.Length == 0;
        bool isInScratch = false;
        for (long done = 0; done < substeps;)
        {
            int fused = fuses && done + EulerTileWork.Substeps <= substeps ? EulerTileWork.Substeps : 1;
            if (fused > 1)
                stages.RunEulerTiles(present, next, substep);
            else
                stages.RunEuler(present, next, substep);
            (present, next) = (next, present);
            isInScratch = !isInScratch;
            done += fused;
            if (done % Batch == 0)
                lost = stages.Losses().Aggregate(lost, (sum, losses) => sum + losses);
        }

        if (isInScratch)
            context.Copy(present, maps.Concentration);
        stages.RunClip(default);
        lost = stages.Losses().Aggregate(lost, (sum, losses) => sum + losses);

        double step = substep;
        double seconds = step * substeps;
        double fromPinned = addedByPinning - (step * lost.IntoPinned);
        FaceAmounts fromFaces = (seconds * geometry.FaceGain) - (step * lost.ToFaces);
        double change = stages.Present - before;
        double explained = (given * seconds) - (step * lost.Taken) + fromPinned + fromFaces.Total + stages.Clipped;
        ledger.Book(given * seconds, step * lost.Taken, fromPinned, fromFaces, stages.Clipped, change - explained);
    }
}
