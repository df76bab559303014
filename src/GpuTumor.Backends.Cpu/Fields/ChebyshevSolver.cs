using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>The exponential of the diffusion operator as a Chebyshev series, by Clenshaw's recurrence.</summary>
/// <remarks>
/// c′ = c + dt·φ₁(dt·L)·w, w = L·c + s; b_m = α_m·w + 2·X·b_{m+1} − b_{m+2} with X = 1 + (2/λ)·L. Exact in time for rates
/// frozen over the step, up to the tolerance of the series. The mass that leaves is followed through the same recurrence with
/// the sums of every stage, so that the balance closes to rounding.
/// </remarks>
internal sealed unsafe class ChebyshevSolver
{
    private readonly FieldGeometry _geometry;
    private readonly ExplicitStages _stages;
    private readonly NativeArray<float>[] _scratch;
    private readonly ChebyshevPlan _plan;
    private readonly double _seconds;
    private readonly StageCoefficients[] _coefficients = new StageCoefficients[ExplicitStages.MostTogether];

    /// <summary>Makes the series of a field.</summary>
    /// <param name="geometry">The field's couplings.</param>
    /// <param name="field">The field.</param>
    /// <param name="stepHours">The step [h].</param>
    /// <param name="stages">Runs the stages.</param>
    /// <param name="scratch">Three maps.</param>
    public ChebyshevSolver(
        FieldGeometry geometry, FieldDefinition field, double stepHours, ExplicitStages stages, NativeArray<float>[] scratch)
    {
        (_geometry, _stages, _scratch) = (geometry, stages, scratch);
        _seconds = stepHours * 3600.0;
        _plan = new ChebyshevPlan(geometry.DiffusionRate, field, _seconds);
    }

    /// <summary>Stages of the last step.</summary>
    public int Stages { get; private set; }

    /// <summary>One step.</summary>
    public void Step(in FieldMaps maps, MassLedger ledger)
    {
        _stages.Begin(_geometry, maps);
        if (_stages.IsNothing)
        {
            Stages = 0;
            ledger.Book(0, 0, 0, default, 0, 0);
            return;
        }

        (float[] series, float ofOperator) = _plan.Choose(_stages.LargestLoss);
        float seconds = (float)_seconds;
        float* rate = _scratch[0].Pointer;
        float* present = _scratch[1].Pointer;
        float* former = _scratch[2].Pointer;

        _stages.Run(maps.Concentration, maps.Concentration, maps.Gain, rate, new StageCoefficients(1f, 0f, 0f, 1f));
        MassSeries mass = new(_stages.Losses(0), series[^1]);
        _stages.RunSeed(rate, present, former, series[^1]);
        int remaining = series.Length - 1;
        while (remaining > 0)
        {
            int together = ExplicitStages.Together(_geometry, remaining);
            for (int i = 0; i < together; i++)
                _coefficients[i] = Coefficients(series, ofOperator, remaining - 1 - i);
            _stages.Run(present, former, rate, _coefficients.AsSpan(0, together));
            for (int i = 0; i < together; i++)
                mass.Next(_stages.Losses(i), _coefficients[i]);
            if ((together & 1) == 1)
                ExplicitStages.Swap(ref present, ref former);
            remaining -= together;
        }

        _stages.RunClip(present);
        Stages = series.Length + 1;
        _stages.Book(mass.Total, seconds, ledger);
    }

    // The last stage takes the step's length along.
    private StageCoefficients Coefficients(float[] series, float ofOperator, int term)
    {
        float seconds = (float)_seconds;
        return term > 0
            ? new(2f * ofOperator, 2f, -1f, series[term])
            : new(seconds * ofOperator, seconds, -seconds, seconds * series[0]);
    }
}
