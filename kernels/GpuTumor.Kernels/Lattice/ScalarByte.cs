using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A lane of one byte, held in a word.</summary>
/// <param name="Value">The byte, 0–255.</param>
public readonly record struct ScalarByte(uint Value) : IByteLane<ScalarByte>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarByte Of(byte value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarByte operator +(ScalarByte a, ScalarByte b) => new((a.Value + b.Value) & 255u);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarByte Min(ScalarByte a, ScalarByte b) => a.Value < b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarByte ZeroWhereZero(ScalarByte test, ScalarByte otherwise) => test.Value == 0u ? default : otherwise;
}
