namespace GpuTumor.Kernels;

/// <summary>A concentration in sixteen bits, as a field is parked between steps.</summary>
/// <remarks>
/// <para>A half of IEEE 754 without its sign: 1 + 10 bits of fraction from 2⁻¹⁴ to 2¹⁶, steps of 2⁻²⁴ below. Concentrations come multiplied by
/// a power of two that takes the largest of their field to between 2¹⁴ and 2¹⁵: a step is 2⁻¹⁰ of a value, and 2⁻³⁸ of the largest at least.</para>
/// <para>What lies between two halves goes up if its fraction of the step exceeds a dither in [0, 1), else down. If dithers are spread
/// evenly, neither a sum over voxels nor one over steps is biased, so that what changes by less than half a step in each step still changes.
/// Rounding to the nearest would hold it for ever. What is a half already stays as it is.</para>
/// </remarks>
public static class HalfPrecision
{
    /// <summary>The largest concentration of a field is kept below 2 to this.</summary>
    public const int LargestExponent = 15;

    /// <summary>What is added to the dither from one voxel to the next, 2³² over the golden ratio: any run of voxels has it spread evenly.</summary>
    public const uint DitherOfVoxel = 0x9E3779B9u;

    /// <summary>What it moves on by from one time to the next, √2 − 1 of 2³²: no multiple of what it moves on by from voxel to voxel.</summary>
    public const uint DitherOfTime = 0x6A09E667u;

    private const float LeastNormal = 1f / (1 << 14);
    private const float PerStepBelow = 1 << 24;
    private const int DroppedBits = 13;

    // The difference of the exponents' biases, 127 − 15, above ten bits of fraction.
    private const uint Rebias = 112u << 10;

    /// <summary>The half of a value.</summary>
    /// <param name="value">From 0 to 2¹⁵; less counts as 0.</param>
    /// <param name="dither">Bits of which the highest count.</param>
    public static TWord Pack<TLane, TWord>(TLane value, TWord dither)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane positive = TLane.Max(value, TLane.Of(0f));
        TWord share = dither >> (32 - DroppedBits);
        TWord normal = ((TLane.Bits(positive) + share) >> DroppedBits) - TWord.Of(Rebias);
        TLane shareOfStep = TLane.FromWord(share) * TLane.Of(1f / (1 << DroppedBits));
        TLane least = TLane.Of(LeastNormal);
        TWord below = TLane.Truncate(TLane.Fma(TLane.Min(positive, least), TLane.Of(PerStepBelow), shareOfStep));
        return TLane.WhereLess(positive, least, below, normal);
    }

    /// <summary>The value of a half, exactly.</summary>
    public static TLane Unpack<TLane, TWord>(TWord half)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane below = TLane.FromWord(half) * TLane.Of(1f / PerStepBelow);
        return TLane.WhereLess(half, TWord.Of(1u << 10), below, TLane.FromBits((half + TWord.Of(Rebias)) << DroppedBits));
    }
}
