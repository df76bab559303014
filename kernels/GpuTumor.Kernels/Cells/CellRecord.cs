using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How the state of a cell is packed into two words.</summary>
/// <remarks>
/// <c>status</c>: kind 0–2 · phase 3–5 · mode 6–8 · genotype 9–16 · age 17–24 (steps in the present kind, saturating) ·
/// metabolism 25 · autophagy 26 · founder 27–30 · FRA1 knocked down 31.
/// <c>signals</c>: ERK 0–7 · FRA1 8–15 · secretome 16–23 · AKT 24–31, each 0–255 for 0–1.
/// A third word holds the clone, a fourth the voxel.
/// </remarks>
public static class CellRecord
{
    /// <summary>Founders that can be told apart.</summary>
    public const int MostFounders = 16;

    /// <summary>First bit of the genotype.</summary>
    public const int GenotypeShift = 9;

    /// <summary>First bit of the age.</summary>
    public const int AgeShift = 17;

    /// <summary>First bit of the founder.</summary>
    public const int FounderShift = 27;

    /// <summary>The bit of a silenced FRA1.</summary>
    public const uint Fra1KnockdownBit = 1u << 31;

    /// <summary>Bits of the kind.</summary>
    public const uint KindMask = 7u;

    /// <summary>Bits of the age.</summary>
    public const uint AgeMask = 255u << AgeShift;

    /// <summary>Signals of an unperturbed cell: ERK and FRA1 on, secretome off, AKT at its floor of 0.2.</summary>
    public const uint RestingSignals = 255u | (255u << 8) | (0u << 16) | (51u << 24);

    /// <summary>The status of a new living cell.</summary>
    public static uint Founding(int founder, Genotype genotype, bool fra1Knockdown)
        => (uint)CellKind.Tumour
            | ((uint)genotype << GenotypeShift)
            | ((uint)founder << FounderShift)
            | (fra1Knockdown ? Fra1KnockdownBit : 0u);

    /// <summary>What fills the place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellKind Kind(uint status) => (CellKind)(status & KindMask);

    /// <summary>The founder of the lineage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Founder(uint status) => (int)((status >> FounderShift) & 15u);

    /// <summary>The mutations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Genotype GenotypeOf(uint status) => (Genotype)((status >> GenotypeShift) & 255u);

    /// <summary>One of the four signals, 0–255: 0 ERK, 1 FRA1, 2 secretome, 3 AKT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Signal(uint signals, int which) => (signals >> (8 * which)) & 255u;

    /// <summary>One signal as a fraction 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Unpack<TLane, TWord>(TWord signals, int shift)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.FromWord((signals >> shift) & TWord.Of(255u)) * TLane.Of(1f / 255f);

    /// <summary>
    /// A fraction 0–1 as a byte, rounded up with the probability of its remainder, so that increments smaller than 1/255
    /// are kept on average.
    /// </summary>
    /// <param name="fraction">The value.</param>
    /// <param name="draw">Random bits; the low 16 count. Half (32768) rounds to nearest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Pack<TLane, TWord>(TLane fraction, TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane bounded = TLane.Min(TLane.Max(fraction, TLane.Of(0f)), TLane.Of(1f));
        TLane remainder = TLane.FromWord(draw & TWord.Of(0xFFFFu)) * TLane.Of(1f / 65536f);
        return TLane.Truncate(TLane.Fma(bounded, TLane.Of(255f), remainder));
    }

    /// <summary>1 in lanes whose status has the bits, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Has<TLane, TWord>(TWord status, uint bits)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereLess(TWord.Of(0u), status & TWord.Of(bits), TLane.Of(1f), TLane.Of(0f));
}
