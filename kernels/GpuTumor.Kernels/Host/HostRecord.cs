using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How a host cell is packed into one word; 0 for none.</summary>
/// <remarks>
/// Kind 0–2 · exhaustion of a T cell 8–15, 255 = 1 · steps for which it still secretes since its last kill 16–23. A voxel holds at
/// most one.
/// </remarks>
public static class HostRecord
{
    /// <summary>Bits of the kind.</summary>
    public const uint KindMask = 7u;

    /// <summary>First bit of the exhaustion.</summary>
    public const int ExhaustionShift = 8;

    /// <summary>First bit of the steps left to secrete.</summary>
    public const int SecretingShift = 16;

    /// <summary>What it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HostKind Kind(uint state) => (HostKind)(state & KindMask);

    /// <summary>The cell with another exhaustion.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint WithExhaustion(uint state, uint exhaustion) => (state & ~(255u << ExhaustionShift)) | (exhaustion << ExhaustionShift);

    /// <summary>The cell with other steps left to secrete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint WithSecreting(uint state, uint steps) => (state & ~(255u << SecretingShift)) | (steps << SecretingShift);

    /// <summary>Exhaustion, 255 = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Exhaustion(uint state) => (state >> ExhaustionShift) & 255u;

    /// <summary>Steps for which a T cell still secretes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Secreting(uint state) => (state >> SecretingShift) & 255u;
}
