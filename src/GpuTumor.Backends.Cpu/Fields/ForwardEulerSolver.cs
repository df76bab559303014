using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Forward Euler in as many substeps as keep it stable and positive: the reference.</summary>
/// <remarks>c′ = c + h·(D∇²c − k·c − uptake(c) + s), h·(Σ aₙ + k) ≤ 0.9: first order in time, errs by about h.</remarks>
internal sealed unsafe class ForwardEulerSolver(double stepHours, ExplicitStages stages, NativeArray<float> scratch)
{
    private const double Safety = 0.9;
    private readonly double _seconds = stepHours * 3600.0;

    /// <summary>Substeps of the last step.</summary>
    public long Substeps { get; private set; }

    /// <summary>One step.</summary>
    public void Step(FieldGeometry geometry, in FieldMaps maps, MassLedger ledger)
    {
        stages.Begin(geometry, maps);
        if (stages.IsNothing)
        {
            Substeps = 0;
            ledger.Book(0, 0, 0, default, 0, 0);
            return;
        }

        double couplings = (geometry.HasHeldFaces ? 0.75 : 0.5) * geometry.DiffusionRate;
        double uptake = maps.Maximum is null ? 0.0 : stages.LargestUptake / maps.HalfSaturation;
        double fastest = couplings + maps.Decay + stages.LargestLoss + uptake;
        Substeps = (long)Math.Ceiling(_seconds * fastest / Safety);
        float substep = (float)(_seconds / Substeps);
        double given = stages.Given;
        double before = stages.Before;
        double addedByPinning = stages.AddedByPinning;

        StageLosses lost = default;
        float* present = maps.Concentration;
        float* next = scratch.Pointer;
        long remaining = Substeps;
        while (remaining > 0)
        {
            int together = stages.StepsTogether(geometry, remaining);
            stages.RunEuler(present, next, substep, together);
            for (int i = 0; i < together; i++)
                lost += stages.Losses(i);
            if ((together & 1) == 1)
                ExplicitStages.Swap(ref present, ref next);
            remaining -= together;
        }

        if (present != maps.Concentration)
            Buffer.MemoryCopy(present, maps.Concentration, scratch.Length * sizeof(float), scratch.Length * sizeof(float));
        stages.RunClip(null);

        double step = substep;
        double seconds = step * Substeps;
        double fromPinned = addedByPinning - (step * lost.IntoPinned);
        FaceAmounts fromFaces = (seconds * geometry.FaceGain) - (step * lost.ToFaces);
        double change = stages.Present - before;
        double explained = (given * seconds) - (step * lost.Taken) + fromPinned + fromFaces.Total + stages.Clipped;
        ledger.Book(given * seconds, step * lost.Taken, fromPinned, fromFaces, stages.Clipped, change - explained);
    }
}
