using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Random numbers of the patient as a whole, each named by what it decides, where, when and which.</summary>
public static class Chance
{
    /// <summary>Uniform in (0, 1).</summary>
    public static double Uniform(ulong seed, RandomProcess process, ulong place, long step, uint draw)
        => (Philox.Word(seed, process, place, (uint)step, draw) + 0.5) / 4294967296.0;

    /// <summary>Standard normal (Box and Muller); uses the draws 2·n and 2·n + 1.</summary>
    public static double Normal(ulong seed, RandomProcess process, ulong place, long step, uint draw)
        => Math.Sqrt(-2 * Math.Log(Uniform(seed, process, place, step, 2 * draw)))
            * Math.Cos(2 * Math.PI * Uniform(seed, process, place, step, (2 * draw) + 1));

    /// <summary>Whole number in 0 … n − 1.</summary>
    public static long Below(long n, ulong seed, RandomProcess process, ulong place, long step, uint draw)
        => (long)(((UInt128)(ulong)n * Philox.Word(seed, process, place, (uint)step, draw)) >> 32);

    /// <summary>How many of n happen, each with probability p.</summary>
    /// <remarks>
    /// By inversion from one uniform number while n·min(p, 1 − p) is at most 30, exact to rounding; beyond that from the normal
    /// distribution with the same mean and variance, rounded and kept within 0 … n. Uses the draws 2·n and 2·n + 1.
    /// </remarks>
    public static long Binomial(long n, double p, ulong seed, RandomProcess process, ulong place, long step, uint draw)
    {
        if (n <= 0 || p <= 0)
            return 0;
        if (p >= 1)
            return n;
        if (p > 0.5)
            return n - Binomial(n, 1 - p, seed, process, place, step, draw);
        double mean = n * p;
        if (mean > 30)
        {
            double drawn = mean + (Math.Sqrt(mean * (1 - p)) * Normal(seed, process, place, step, draw));
            return Math.Clamp((long)Math.Round(drawn), 0, n);
        }

        // 32 bits would cut the tail at 2e-10.
        double uniform = Uniform(seed, process, place, step, 2 * draw)
            + ((Uniform(seed, process, place, step, (2 * draw) + 1) - 0.5) / 4294967296.0);
        double odds = p / (1 - p);
        double probability = Math.Exp(n * Math.Log(1 - p));
        long happened = 0;
        while (uniform > probability && happened < n)
        {
            uniform -= probability;
            probability *= odds * (n - happened) / (happened + 1);
            happened++;
        }

        return happened;
    }
}
