namespace GpuTumor.Engine;

/// <summary>The stages of a Runge–Kutta–Legendre step over an operator frozen in the step.</summary>
/// <remarks>
/// Meyer, Balsara and Aslam 2014: RKL1 is P_s(1 + w·dt·L) with w = 2/(s² + s), stable up to dt·λ = s² + s; RKL2 is
/// (1 − b) + b·P_s(1 + w·dt·L) with w = 4/(s² + s − 2) and b = (s² + s − 2)/(2·s·(s + 1)), stable up to half of that less one. Both
/// follow from the recurrence j·P_j = (2j − 1)·x·P_{j−1} − (j − 1)·P_{j−2}, here for what the step adds to the field: that
/// starts from nothing, so that rounding scales with the change. Twelve bytes a voxel and stage less than their usual form.
/// </remarks>
public readonly struct LegendrePlan
{
    private readonly double _step;
    private readonly double _share;

    /// <summary>The stages of a step.</summary>
    /// <param name="order">1 or 2.</param>
    /// <param name="seconds">The step, dt [s].</param>
    /// <param name="fastest">The fastest rate, λ [1/s].</param>
    public LegendrePlan(int order, double seconds, double fastest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        double needed = seconds * fastest;
        double root = order == 1 ? Math.Sqrt(1.0 + (4.0 * needed)) : Math.Sqrt(9.0 + (8.0 * needed));
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

    /// <summary>The coefficients of a stage, from 2 to <see cref="Count"/>; the rate of change is the gain.</summary>
    public StageCoefficients Stage(int stage)
    {
        double share = stage == Count ? _share : 1.0;
        double ofPresent = share * ((2.0 * stage) - 1.0) / stage;
        double ofFormer = share * (1.0 - stage) / stage;
        float step = (float)(ofPresent * _step);
        return new StageCoefficients(step, (float)ofPresent, (float)ofFormer, step);
    }
}
