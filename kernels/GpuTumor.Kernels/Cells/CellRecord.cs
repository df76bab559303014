using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How the state of a cell is packed: four words, and a fifth for its voxel where cells lie in a pool; 20 bytes.</summary>
/// <remarks>
/// <para><c>status</c>: kind 0–2 · phase 3–5 · mode 6–8 · genotype 9–16 · age 17–24 · metabolism switched 25 · autophagy 26 ·
/// founder 27–30 · FRA1 knocked down 31. The age counts steps, up to 255: of a dead cell since its death, of a living one
/// since oxygen last sufficed.</para>
/// <para><c>signals</c>, a byte each, 0–255 for 0–1: FRA1 0–7 · secretome 8–15 · EMT 16–23 · memory 24–31.</para>
/// <para><c>exposure</c>, a byte each: P-glycoprotein 0–7 (0–255 for 0–1) · damage 8–15 · chemo A 16–23 · chemo B 24–31
/// (<see cref="DoseCode"/>).</para>
/// <para><c>clone</c>: 32 bits. ERK, AKT and stemness follow from these and the surroundings, and are not stored.</para>
/// </remarks>
public static class CellRecord
{
    /// <summary>Bytes of a record where its place says its voxel.</summary>
    public const int Bytes = 16;

    /// <summary>Founders that can be told apart.</summary>
    public const int MostFounders = 16;

    /// <summary>First bit of the phase.</summary>
    public const int PhaseShift = 3;

    /// <summary>First bit of the mode.</summary>
    public const int ModeShift = 6;

    /// <summary>First bit of the genotype.</summary>
    public const int GenotypeShift = 9;

    /// <summary>First bit of the age.</summary>
    public const int AgeShift = 17;

    /// <summary>First bit of the founder.</summary>
    public const int FounderShift = 27;

    /// <summary>The place of the bit of a metabolism that gets by on little oxygen.</summary>
    public const int MetabolismShift = 25;

    /// <summary>The place of the bit of autophagy.</summary>
    public const int AutophagyShift = 26;

    /// <summary>The bit of a metabolism that gets by on little oxygen.</summary>
    public const uint MetabolismBit = 1u << MetabolismShift;

    /// <summary>The bit of autophagy.</summary>
    public const uint AutophagyBit = 1u << AutophagyShift;

    /// <summary>The bit of a silenced FRA1.</summary>
    public const uint Fra1KnockdownBit = 1u << 31;

    /// <summary>Bits of the kind.</summary>
    public const uint KindMask = 7u;

    /// <summary>Bits of the phase.</summary>
    public const uint PhaseMask = 7u << PhaseShift;

    /// <summary>Bits of the mode.</summary>
    public const uint ModeMask = 7u << ModeShift;

    /// <summary>Bits that a cell keeps all its life: genotype, founder, FRA1 knocked down.</summary>
    public const uint Lasting = (255u << GenotypeShift) | (15u << FounderShift) | Fra1KnockdownBit;

    /// <summary>Bits of the age.</summary>
    public const uint AgeMask = 255u << AgeShift;

    /// <summary>First bit of FRA1 in the signals.</summary>
    public const int Fra1Shift = 0;

    /// <summary>First bit of the secretome in the signals.</summary>
    public const int SecretomeShift = 8;

    /// <summary>First bit of the epithelial–mesenchymal state in the signals.</summary>
    public const int EmtShift = 16;

    /// <summary>First bit of the memory in the signals.</summary>
    public const int MemoryShift = 24;

    /// <summary>First bit of P-glycoprotein in the exposure.</summary>
    public const int EffluxShift = 0;

    /// <summary>First bit of the damage in the exposure.</summary>
    public const int DamageShift = 8;

    /// <summary>First bit of chemo A in the exposure.</summary>
    public const int ChemoAShift = 16;

    /// <summary>First bit of chemo B in the exposure.</summary>
    public const int ChemoBShift = 24;

    /// <summary>Signals of an unperturbed cell: FRA1 on, all else off.</summary>
    public const uint RestingSignals = 255u;

    /// <summary>The status of a new living cell.</summary>
    public static uint Founding(int founder, Genotype genotype, bool fra1Knockdown, CellPhase phase = CellPhase.G1, CellMode mode = CellMode.Normal)
        => (uint)CellKind.Tumour
            | ((uint)phase << PhaseShift)
            | ((uint)mode << ModeShift)
            | ((uint)genotype << GenotypeShift)
            | ((uint)founder << FounderShift)
            | (fra1Knockdown ? Fra1KnockdownBit : 0u);

    /// <summary>The status of a living cell that was just killed: an apoptotic body.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Killed(uint status) => (status & ~(KindMask | AgeMask)) | (uint)CellKind.Apoptotic;

    /// <summary>What fills the place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellKind Kind(uint status) => (CellKind)(status & KindMask);

    /// <summary>Where the cell is in its cycle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellPhase Phase(uint status) => (CellPhase)((status >> PhaseShift) & 7u);

    /// <summary>The same as it is read out: arrested in S or in G2 or M is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PhaseShown(uint status)
    {
        uint phase = (status >> PhaseShift) & 7u;
        return phase < (uint)CellPhase.ArrestedInS ? phase : (uint)CellPhase.ArrestedInS;
    }

    /// <summary>How the cell takes the drug.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellMode Mode(uint status) => (CellMode)((status >> ModeShift) & 7u);

    /// <summary>The founder of the lineage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Founder(uint status) => (int)((status >> FounderShift) & 15u);

    /// <summary>The mutations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Genotype GenotypeOf(uint status) => (Genotype)((status >> GenotypeShift) & 255u);

    /// <summary>One of the bytes of the signals or the exposure, 0–255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Level(uint word, int shift) => (word >> shift) & 255u;

    /// <summary>One level as a fraction 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Unpack<TLane, TWord>(TWord word, int shift)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        // Not a bare product: what follows may be a sum.
        => TLane.Fma(TLane.FromWord((word >> shift) & TWord.Of(255u)), TLane.Of(1f / 255f), TLane.Of(0f));

    /// <summary>
    /// A fraction 0–1 as a byte, rounded up with the probability of its remainder, so that increments smaller than 1/255
    /// are kept on average.
    /// </summary>
    /// <param name="fraction">The value.</param>
    /// <param name="draw">Random bits; the low 8 count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Pack<TLane, TWord>(TLane fraction, TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane bounded = TLane.Min(TLane.Max(fraction, TLane.Of(0f)), TLane.Of(1f));
        // The middle of the 256 strips that the draw names: 1/512 … 511/512.
        TLane remainder = TLane.FromWord(((draw & TWord.Of(255u)) << 1) + TWord.Of(1u)) * TLane.Of(1f / 512f);
        return TLane.Truncate(TLane.Fma(bounded, TLane.Of(255f), remainder));
    }

    /// <summary>A fraction 0–1 as the nearest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord PackNearest<TLane, TWord>(TLane fraction)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane bounded = TLane.Min(TLane.Max(fraction, TLane.Of(0f)), TLane.Of(1f));
        return TLane.Truncate(TLane.Fma(bounded, TLane.Of(255f), TLane.Of(0.5f)));
    }

    /// <summary>1 in lanes whose status has the bits, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Has<TLane, TWord>(TWord status, uint bits)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereEqual(status & TWord.Of(bits), TWord.Of(0u), TLane.Of(0f), TLane.Of(1f));

    /// <summary>1 in lanes whose genotype has the mutation, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Has<TLane, TWord>(TWord status, Genotype mutation)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => Has<TLane, TWord>(status, (uint)mutation << GenotypeShift);

    /// <summary>A bit in lanes whose genotype has the mutation, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Of<TWord>(TWord status, Genotype mutation)
        where TWord : struct, IWord<TWord>
        => status & TWord.Of((uint)mutation << GenotypeShift);

    /// <summary><paramref name="then"/> in lanes of the phase, else <paramref name="otherwise"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane, TWord>(TWord phase, CellPhase wanted, TLane then, TLane otherwise)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereEqual(phase, TWord.Of((uint)wanted), then, otherwise);

    /// <summary>1 in lanes of cells of the kind, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Is<TWord>(TWord status, CellKind kind)
        where TWord : struct, IWord<TWord>
        => TWord.WhereEqual(status & TWord.Of(KindMask), TWord.Of((uint)kind), TWord.Of(1u), TWord.Of(0u));
}
