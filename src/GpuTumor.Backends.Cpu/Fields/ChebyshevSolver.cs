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
    /// <summary>Error of the series relative to the field, about.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Series are made once for losses in this many steps up to the pinning loss.</summary>
    private const int Expansions = 8;

    private const double DiffusionRates = 12.0;
    private readonly FieldGeometry _geometry;
    private readonly ExplicitStages _stages;
    private readonly NativeArray<float>[] _scratch;
    private readonly float[][] _coefficients;
    private readonly double[] _fastest;
    private readonly double _seconds;

    /// <summary>Makes the series of a field.</summary>
    /// <param name="geometry">The field's couplings.</param>
    /// <param name="decay">Decay everywhere [1/s].</param>
    /// <param name="stepHours">The step [h].</param>
    /// <param name="stages">Runs the stages.</param>
    /// <param name="scratch">Three maps.</param>
    public ChebyshevSolver(
        FieldGeometry geometry, double decay, double stepHours, ExplicitStages stages, NativeArray<float>[] scratch)
    {
        (_geometry, _stages, _scratch) = (geometry, stages, scratch);
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

    /// <summary>Stages of the last step.</summary>
    public int Stages { get; private set; }

    /// <summary>One step.</summary>
    public void Step(in FieldMaps maps, MassLedger ledger)
    {
        _stages.Begin(_geometry, maps);
        int choice = (int)Math.Ceiling(
            Expansions * Math.Min(1.0, _stages.LargestLoss / (DiffusionRates * _geometry.Coupling)));
        float[] series = _coefficients[choice];
        float ofOperator = (float)(2.0 / _fastest[choice]);
        float seconds = (float)_seconds;
        float* rate = _scratch[0].Pointer;
        float* present = _scratch[1].Pointer;
        float* former = _scratch[2].Pointer;

        _stages.Run(maps.Concentration, maps.Concentration, maps.Gain, rate, new() { Step = 1f, OfGain = 1f });
        MassSeries mass = new(_stages);
        _stages.RunSeed(rate, present, former, series[^1]);
        mass.Seed(series[^1]);
        for (int m = series.Length - 2; m >= 1; m--)
        {
            StageCoefficients stage = new() { Step = 2f * ofOperator, OfPresent = 2f, OfFormer = -1f, OfGain = series[m] };
            _stages.Run(present, former, rate, former, stage);
            mass.Next(_stages, stage);
            float* older = present;
            present = former;
            former = older;
        }

        StageCoefficients last = new()
        {
            Step = seconds * ofOperator,
            OfPresent = seconds,
            OfFormer = -seconds,
            OfGain = seconds * series[0],
        };
        _stages.Run(present, former, rate, former, last);
        mass.Next(_stages, last);
        _stages.RunClip(former);
        Stages = series.Length + 1;
        Book(mass, seconds, ledger);
    }

    private void Book(MassSeries mass, double seconds, MassLedger ledger)
    {
        double given = _stages.Given * seconds;
        double fromPinned = _stages.AddedByPinning + mass.FromPinned;
        FaceAmounts fromFaces = (seconds * _geometry.FaceGain) - mass.ToFaces;
        double change = _stages.Present - _stages.Before;
        double explained = given - mass.Taken + fromPinned + fromFaces.Total + _stages.Clipped;
        ledger.Book(given, mass.Taken, fromPinned, fromFaces, _stages.Clipped, change - explained);
    }
}
