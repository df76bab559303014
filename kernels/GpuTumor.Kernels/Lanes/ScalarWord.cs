using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A lane of one 32-bit word.</summary>
/// <param name="Value">The word.</param>
public readonly record struct ScalarWord(uint Value) : IWord<ScalarWord>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord Of(uint value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator +(ScalarWord a, ScalarWord b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator -(ScalarWord a, ScalarWord b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator &(ScalarWord a, ScalarWord b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator |(ScalarWord a, ScalarWord b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator ^(ScalarWord a, ScalarWord b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator <<(ScalarWord a, int bits) => new(a.Value << bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator >>(ScalarWord a, int bits) => new(a.Value >> bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(ScalarWord a, ScalarWord b, out ScalarWord high, out ScalarWord low)
    {
        ulong product = (ulong)a.Value * b.Value;
        high = new((uint)(product >> 32));
        low = new((uint)product);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(ScalarWord a) => a.Value == 0u;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord WhereLess(ScalarWord a, ScalarWord b, ScalarWord then, ScalarWord otherwise)
        => a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord WhereEqual(ScalarWord a, ScalarWord b, ScalarWord then, ScalarWord otherwise)
        => a.Value == b.Value ? then : otherwise;
}
