using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Some of the tumour cells, told apart by what the status of a cell says: its founder, its mutations, its state.</summary>
/// <remarks>A cell is meant if its bits are the pattern where they matter. The default means every cell.</remarks>
/// <param name="Bits">The bits of the status that matter.</param>
/// <param name="Pattern">How they are in the cells meant.</param>
public readonly record struct CellGroup(uint Bits, uint Pattern)
{
    /// <summary>The descendants of a founder.</summary>
    /// <param name="founder">Its number.</param>
    public static CellGroup Of(int founder) => new(15u << CellRecord.FounderShift, (uint)founder << CellRecord.FounderShift);

    /// <summary>The cells that carry all of some mutations.</summary>
    public static CellGroup Carrying(Genotype mutations) => new((uint)mutations << CellRecord.GenotypeShift, (uint)mutations << CellRecord.GenotypeShift);

    /// <summary>The cells that carry none of some mutations.</summary>
    public static CellGroup Lacking(Genotype mutations) => new((uint)mutations << CellRecord.GenotypeShift, 0u);

    /// <summary>The cells in a mode.</summary>
    public static CellGroup In(CellMode mode) => new(CellRecord.ModeMask, (uint)mode << CellRecord.ModeShift);

    /// <summary>The cells in a phase.</summary>
    public static CellGroup In(CellPhase phase) => new(CellRecord.PhaseMask, (uint)phase << CellRecord.PhaseShift);

    /// <summary>The cells that are in this group and in another.</summary>
    public CellGroup And(CellGroup other) => new(Bits | other.Bits, Pattern | other.Pattern);

    /// <summary>Whether a cell of a status is meant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(uint status) => (status & Bits) == Pattern;

    /// <summary><paramref name="then"/> in lanes of cells that are meant, else <paramref name="otherwise"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Where<TLane, TWord>(TWord status, TLane then, TLane otherwise)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereEqual(status & TWord.Of(Bits), TWord.Of(Pattern), then, otherwise);
}
