namespace GpuTumor.Engine;

/// <summary>The stages of a Runge–Kutta–Legendre step over an operator frozen in the step.</summary>
/// <remarks>
/// Meyer, Balsara and Aslam 2014: RKL1 is P_s(1 + w·dt·L) with w = 2/(s² + s), stable up to dt·λ = s² + s; RKL2 is
/// (1 − b) + b·P_s(1 + w·dt·L) with w = 4/(s² + s − 2) and b = (s² + s − 2)/(2·s·(s + 1)), stable up to half of that less one. Both
/// follow from the recurrence j·P_j = (2j − 1)·x·P_{j−1} − (j − 1)·P_{j−2}, here for what the step adds to the field: that
/// starts from nothing, so that rounding scales with the change. Twelve bytes a voxel and stage less than their usual form.
/// Neither is L-stable. A wave of rate λ that dies within the step, dt·λ ≫ 1, should be e^(−dt·λ) ≈ 0 of itself after it. RKL2 leaves 1 − b of
/// it, which is ½ for many stages, as P_s is small inside its range; RKL1 leaves J₀(2·√(dt·λ)), down to −0.4. What a point source
/// gives anew is made of such waves: that is why steps with jumping sources err by some 40 %, however many stages they take. The worst
/// wave errs by 0.65 or 0.45 of its change in long steps.
/// </remarks>
public readonly struct LegendrePlan
{
    private readonly double _step;
    private readonly double _share;
    private readonly double _seconds;
    private readonly double _needed;

    /// <summary>The stages of a step.</summary>
    /// <param name="order">1 or 2.</param>
    /// <param name="seconds">The step, dt [s].</param>
    /// <param name="fastest">The fastest rate, λ [1/s].</param>
    public LegendrePlan(int order, double seconds, double fastest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        (_seconds, _needed) = (seconds, seconds * fastest);
        double root = order == 1 ? Math.Sqrt(1.0 + (4.0 * _needed)) : Math.Sqrt(9.0 + (8.0 * _needed));
        // An odd number of stages damps the fastest waves; fewer than three have no second order.
        Count = Math.Max(3, (int)Math.Ceiling((root - 1.0) / 2.0)) | 1;
        double s = Count;
        _step = seconds * (order == 1 ? 2.0 / ((s * s) + s) : 4.0 / ((s * s) + s - 2.0));
        _share = order == 1 ? 1.0 : ((s * s) + s - 2.0) / (2.0 * s * (s + 1.0));
    }

    /// <summary>Stages, s.</summary>
    public int Count { get; }

    /// <summary>The first vector is this times the rate of change [s].</summary>
    public float Seed => (float)_step;

    /// <summary>The largest error of a wave relative to its change in the step, over all rates up to the fastest.</summary>
    public double LargestError
    {
        get
        {
            const int Samples = 400;
            double largest = 0;
            for (int i = 1; i <= Samples; i++)
            {
                // Denser towards slow waves: dt·λ as a square.
                double z = _needed * i * i / ((double)Samples * Samples);
                largest = Math.Max(largest, Math.Abs(Kept(z) - Math.Exp(-z)) / (1.0 - Math.Exp(-z)));
            }

            return largest;
        }
    }

    /// <summary>The coefficients of a stage, from 2 to <see cref="Count"/>; the rate of change is the gain.</summary>
    public StageCoefficients Stage(int stage)
    {
        double share = stage == Count ? _share : 1.0;
        double ofPresent = share * ((2.0 * stage) - 1.0) / stage;
        double ofFormer = share * (1.0 - stage) / stage;
        float step = (float)(ofPresent * _step);
        return new StageCoefficients(step, (float)ofPresent, (float)ofFormer, step);
    }

    // What a step leaves of a wave, by the recurrence of Legendre's polynomials.
    private double Kept(double z)
    {
        double x = 1.0 - (_step / _seconds * z);
        (double former, double present) = (1.0, x);
        for (int j = 2; j <= Count; j++)
            (former, present) = (present, ((((2.0 * j) - 1.0) * x * present) - ((j - 1.0) * former)) / j);
        return 1.0 - _share + (_share * present);
    }
}
