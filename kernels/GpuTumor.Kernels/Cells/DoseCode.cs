using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A byte for a quantity that spans decades: even steps near zero, then sixteen steps an octave (6 %).</summary>
/// <remarks>
/// The code is that of the float v + o with four bits of mantissa, counted from o: 0 is 0, 255 is o·(2¹⁶ − 2¹¹) or so.
/// Random bits are added below the last bit that is kept, so a value is coded without bias, whatever its size.
/// </remarks>
/// <param name="Offset">o, a power of two: the first o are covered in sixteen even steps, in the unit of the value.</param>
public readonly record struct DoseCode(float Offset)
{
    // Bits of the mantissa that are dropped.
    private const int Dropped = 19;

    /// <summary>Drug inside a cell [µM]: from 0.008 to 8000 µM.</summary>
    public static DoseCode Drug => new(0.125f);

    /// <summary>Damage, 1 = half of the fastest death: from 0.0005 to 500.</summary>
    public static DoseCode Damage => new(0.0078125f);

    /// <summary>The damage d of an exposure as d/(1 + d), 0–255 for 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint DamageShown(uint exposure)
    {
        Scalar damage = Damage.Decode<Scalar, ScalarWord>(new ScalarWord(exposure), CellRecord.DamageShift);
        return CellRecord.PackNearest<Scalar, ScalarWord>(damage / (damage + Scalar.Of(1f))).Value;
    }

    /// <summary>The chemotherapy [µM] inside a cell of an exposure.</summary>
    /// <param name="exposure">A cell's word of exposure.</param>
    /// <param name="shift">Where the drug lies in it: <see cref="CellRecord.ChemoAShift"/> or <see cref="CellRecord.ChemoBShift"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float DrugInside(uint exposure, int shift) => Drug.Decode<Scalar, ScalarWord>(new ScalarWord(exposure), shift).Value;

    /// <summary>The value of a code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Decode<TLane, TWord>(TWord word, int shift)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord code = (word >> shift) & TWord.Of(255u);
        return TLane.FromBits((code << Dropped) + TLane.Bits(TLane.Of(Offset))) - TLane.Of(Offset);
    }

    /// <summary>The code of a value ≥ 0, rounded up with the probability of its remainder.</summary>
    /// <param name="value">The value.</param>
    /// <param name="draw">Random bits; the low 8 count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TWord Encode<TLane, TWord>(TLane value, TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord remainder = (((draw & TWord.Of(255u)) << 1) + TWord.Of(1u)) << (Dropped - 9);
        TWord bits = TLane.Bits(value + TLane.Of(Offset)) + remainder;
        TWord code = (bits - TLane.Bits(TLane.Of(Offset))) >> Dropped;
        return TWord.WhereLess(code, TWord.Of(255u), code, TWord.Of(255u));
    }
}
