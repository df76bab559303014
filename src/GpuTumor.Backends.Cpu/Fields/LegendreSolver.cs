using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>A Runge–Kutta–Legendre step of first or second order, in as many stages as keep it stable.</summary>
/// <remarks>
/// See <see cref="LegendrePlan"/>. Both damp only partly what a step cannot follow, so that a point source undershoots and is clipped,
/// where the exponential follows it. They are here to compare with.
/// </remarks>
internal sealed unsafe class LegendreSolver(
    FieldGeometry geometry, int order, double decay, double stepHours, ExplicitStages stages, NativeArray<float>[] scratch)
{
    private readonly double _seconds = stepHours * 3600.0;
    private readonly StageCoefficients[] _coefficients = new StageCoefficients[ExplicitStages.MostTogether];

    /// <summary>Stages of the last step.</summary>
    public int Stages { get; private set; }

    /// <summary>One step.</summary>
    public void Step(in FieldMaps maps, MassLedger ledger)
    {
        stages.Begin(geometry, maps);
        if (stages.IsNothing)
        {
            Stages = 0;
            ledger.Book(0, 0, 0, default, 0, 0);
            return;
        }

        LegendrePlan plan = new(order, _seconds, geometry.DiffusionRate + decay + stages.LargestLoss);
        float* rate = scratch[0].Pointer;
        float* present = scratch[1].Pointer;
        float* former = scratch[2].Pointer;

        stages.Run(maps.Concentration, maps.Concentration, maps.Gain, rate, new StageCoefficients(1f, 0f, 0f, 1f));
        MassSeries mass = new(stages.Losses(0), plan.Seed);
        stages.RunSeed(rate, present, former, plan.Seed);
        int done = 1;
        while (done < plan.Count)
        {
            int together = ExplicitStages.Together(geometry, plan.Count - done);
            for (int i = 0; i < together; i++)
                _coefficients[i] = plan.Stage(done + 1 + i);
            stages.Run(present, former, rate, _coefficients.AsSpan(0, together));
            for (int i = 0; i < together; i++)
                mass.Next(stages.Losses(i), _coefficients[i]);
            if ((together & 1) == 1)
                ExplicitStages.Swap(ref present, ref former);
            done += together;
        }

        stages.RunClip(present);
        Stages = plan.Count;
        stages.Book(mass.Total, _seconds, ledger);
    }
}
