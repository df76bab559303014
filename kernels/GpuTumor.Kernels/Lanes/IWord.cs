namespace GpuTumor.Kernels;

/// <summary>One or more unsigned 32-bit words worked on together.</summary>
/// <typeparam name="TSelf">The lane itself.</typeparam>
public interface IWord<TSelf>
    where TSelf : struct, IWord<TSelf>
{
    /// <summary>The same word in every lane.</summary>
    static abstract TSelf Of(uint value);

    /// <summary>Sum modulo 2³².</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference modulo 2³².</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Bitwise or.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>Shift towards the high bits.</summary>
    static abstract TSelf operator <<(TSelf a, int bits);

    /// <summary>Shift towards the low bits, filling with zeros.</summary>
    static abstract TSelf operator >>(TSelf a, int bits);

    /// <summary>Both halves of the 64-bit product.</summary>
    static abstract void Multiply(TSelf a, TSelf b, out TSelf high, out TSelf low);

    /// <summary>Whether a word is zero in every lane: what would change nothing then may be left out.</summary>
    static abstract bool IsZero(TSelf a);

    /// <summary><paramref name="then"/> where a &lt; b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereLess(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    /// <summary><paramref name="then"/> where a equals b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereEqual(TSelf a, TSelf b, TSelf then, TSelf otherwise);
}
