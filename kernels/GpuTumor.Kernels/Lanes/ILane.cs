namespace GpuTumor.Kernels;

/// <summary>
/// One or more single-precision values worked on together: one on a GPU thread and in the reference, eight or sixteen
/// in a vector register.
/// </summary>
/// <remarks>
/// Every operation is the correctly rounded one of IEEE 754, lane by lane, so that a body gives the same bits whatever the
/// width. To keep that across compilers, a product feeds only a <see cref="Fma"/> or another product, never a bare sum.
/// </remarks>
/// <typeparam name="TSelf">The lane itself.</typeparam>
public interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Of(float value);

    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Quotient, correctly rounded on every device.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Square root of a value ≥ 0, correctly rounded on every device.</summary>
    static abstract TSelf Root(TSelf a);

    /// <summary>a·b + c with one rounding.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>c − a·b with one rounding.</summary>
    static abstract TSelf NegatedFma(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger; the second when either is not a number.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller; the second when either is not a number.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary><paramref name="then"/> where a &lt; b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereLess(TSelf a, TSelf b, TSelf then, TSelf otherwise);
}

/// <summary>A lane of values that has a companion lane of 32-bit words, for random draws, packed state and bit casts.</summary>
/// <typeparam name="TSelf">The lane itself.</typeparam>
/// <typeparam name="TWord">Words of the same width.</typeparam>
public interface ILane<TSelf, TWord> : ILane<TSelf>
    where TSelf : struct, ILane<TSelf, TWord>
    where TWord : struct, IWord<TWord>
{
    /// <summary>The value of an integer below 2²⁴, exactly.</summary>
    static abstract TSelf FromWord(TWord value);

    /// <summary>The integer part of a value in [0, 2³¹).</summary>
    static abstract TWord Truncate(TSelf value);

    /// <summary>The bits of the value.</summary>
    static abstract TWord Bits(TSelf value);

    /// <summary>The value of the bits.</summary>
    static abstract TSelf FromBits(TWord bits);

    /// <summary><paramref name="then"/> where a &lt; b as unsigned integers, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereLess(TWord a, TWord b, TSelf then, TSelf otherwise);

    /// <summary><paramref name="then"/> where a equals b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereEqual(TWord a, TWord b, TSelf then, TSelf otherwise);

    /// <summary><paramref name="then"/> where a &lt; b, else <paramref name="otherwise"/>.</summary>
    static abstract TWord WhereLess(TSelf a, TSelf b, TWord then, TWord otherwise);
}
