namespace GpuTumor.Kernels;

/// <summary>One or more bytes worked on together.</summary>
/// <typeparam name="TSelf">The lane itself.</typeparam>
public interface IByteLane<TSelf>
    where TSelf : struct, IByteLane<TSelf>
{
    /// <summary>The same byte in every lane.</summary>
    static abstract TSelf Of(byte value);

    /// <summary>Sum modulo 256.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>The smaller.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Zero where <paramref name="test"/> is zero, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf ZeroWhereZero(TSelf test, TSelf otherwise);
}
