using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Mutation at division: each of the two daughters may gain one mutation, and a neutral barcode may change.</summary>
/// <remarks>
/// Per daughter: altered target, bypass, PI3K, repair and second target 1e-7, P-glycoprotein and immune evasion 1e-6 [G], times a
/// scale that makes up for a lattice smaller than a patient; five times more in an expanding persister [G]. Barcode 1e-3, neutral.
/// Either makes a new clone. At most one mutation at once: two would be rarer than one in 10¹¹. Probabilities are 64-bit
/// thresholds. Invariant: mutations are gained, never lost.
/// </remarks>
public readonly record struct Mutation
{
    private const double WholeDraw = 18446744073709551616.0; // 2⁶⁴

    // Ends of the intervals of a 64-bit draw that give each bit of the genotype, one after another.
    private readonly ulong _end0;
    private readonly ulong _end1;
    private readonly ulong _end2;
    private readonly ulong _end3;
    private readonly ulong _end4;
    private readonly ulong _end5;
    private readonly ulong _end6;
    private readonly ulong _end7;
    private readonly ulong _barcode;
    private readonly ulong _expandingFactor;

    /// <summary>The law of the given probabilities.</summary>
    /// <param name="probabilities">Of each bit of the genotype, from the lowest, per daughter.</param>
    /// <param name="barcode">That the barcode changes, per daughter, at most one half.</param>
    /// <param name="expandingFactor">How many times more mutations an expanding persister has.</param>
    public Mutation(IReadOnlyList<double> probabilities, double barcode, int expandingFactor)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Count, 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expandingFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probabilities.Sum() * expandingFactor, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(barcode, 0.5);
        ulong[] ends = [.. probabilities.Select((_, i) => (ulong)(probabilities.Take(i + 1).Sum() * WholeDraw))];
        (_end0, _end1, _end2, _end3) = (ends[0], ends[1], ends[2], ends[3]);
        (_end4, _end5, _end6, _end7) = (ends[4], ends[5], ends[6], ends[7]);
        _barcode = (ulong)(barcode * 4294967296.0);
        _expandingFactor = (ulong)expandingFactor;
    }

    /// <summary>Bit of the outcome that says that a clone begins.</summary>
    public const uint NewClone = 256u;

    /// <summary>Whether nothing ever changes.</summary>
    public bool IsNone => _end7 == 0ul && _barcode == 0ul;

    /// <summary>Whether a daughter may gain a mutation.</summary>
    public bool MayGive(Genotype mutation) => mutation switch
    {
        Genotype.Target => _end0 > 0ul,
        Genotype.Bypass => _end1 > _end0,
        Genotype.Pi3k => _end2 > _end1,
        Genotype.PgpAmplified => _end3 > _end2,
        Genotype.Repair => _end4 > _end3,
        Genotype.SecondTarget => _end5 > _end4,
        Genotype.ImmuneEvasion => _end6 > _end5,
        _ => _end7 > _end6,
    };

    /// <summary>What changes in a daughter: the mutation it gains (bits 0–7), and <see cref="NewClone"/> if a clone begins.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="voxel">Where its mother divides.</param>
    /// <param name="which">0 for the daughter that stays, 1 for the one that waits for room.</param>
    /// <param name="step">When.</param>
    /// <param name="status">Its status.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(ulong seed, uint voxel, uint which, uint step, uint status)
    {
        ScalarWord high = new((voxel << 1) | which);
        ScalarWord low = new(step);
        ScalarWord barcode = new((uint)RandomProcess.Mutation);
        ScalarWord unused = new(0u);
        Philox.Draw(seed, ref high, ref low, ref barcode, ref unused);
        ulong draw = ((ulong)high.Value << 32) | low.Value;
        if (CellRecord.Mode(status) == CellMode.ExpandedPersister)
            draw /= _expandingFactor;
        uint gained = draw < _end7 ? Bit(draw) : 0u;
        // A mutation that it has already changes nothing.
        gained &= ~(uint)CellRecord.GenotypeOf(status);
        bool begins = gained != 0u || barcode.Value < _barcode;
        return gained | (begins ? NewClone : 0u);
    }

    // The interval that the draw lies in.
    private uint Bit(ulong draw)
        => draw < _end3
            ? draw < _end1 ? (draw < _end0 ? 1u : 2u) : (draw < _end2 ? 4u : 8u)
            : draw < _end5 ? (draw < _end4 ? 16u : 32u) : (draw < _end6 ? 64u : 128u);
}
