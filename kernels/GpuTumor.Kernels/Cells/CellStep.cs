using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>One biology step of a tumour cell: it signals, decides to live, divide or die, and the dead grow older.</summary>
/// <remarks>
/// Pure: values in, values out; the same body on every device. Draws: word 0 division, word 1 death, word 2 the rounding of
/// the signals (a byte each), word 3 the cause of death. Probabilities are 1 − exp(−k·dt) as 31-bit thresholds; death is
/// decided before division.
/// </remarks>
public static class CellStep
{
    /// <summary>Oxygen sensed where a model has no oxygen field: plenty [mmHg].</summary>
    public const float OxygenWithoutField = 100f;

    /// <summary>Matrix sensed where a model has no matrix field: none counts, and none is missed.</summary>
    public const float EcmWithoutField = 0f;

    /// <summary>What goes on in the cell at once.</summary>
    /// <param name="laws">The laws it follows.</param>
    /// <param name="here">What it senses.</param>
    /// <param name="status">Its status.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellActivity<TLane> Sense<TLane, TWord>(in TumourCell laws, in Surroundings<TLane> here, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        CellActivity<TLane> activity = default;
        activity.Inhibition = laws.Drug.Inhibition(here.TargetedDrug, status);
        TLane heard = here.Hgf * TLane.Fma(TLane.Of(laws.Juxtacrine), here.Neighbours, TLane.Of(1f));
        activity.MetResponse = laws.Met.Of<TLane, TWord>(heard);
        TLane igf1Response = laws.Igf1Receptor.Of<TLane, TWord>(here.Igf1);
        activity.Erk = laws.Erk.Activity(activity.Inhibition, activity.MetResponse, status);
        activity.Akt = laws.Akt.Activity(
            activity.Erk, activity.MetResponse, igf1Response, here.Ecm, here.AktInhibitor, status);
        return activity;
    }

    /// <summary>Advances the cell.</summary>
    /// <param name="laws">The laws it follows.</param>
    /// <param name="stepHours">Length of the step [h].</param>
    /// <param name="here">What it senses.</param>
    /// <param name="mayDivide">1 where the voxel has no second cell yet, else 0.</param>
    /// <param name="draw0">Random word.</param>
    /// <param name="draw1">Random word.</param>
    /// <param name="draw2">Random word.</param>
    /// <param name="draw3">Random word.</param>
    /// <param name="status">The status word, updated; its kind is empty once a dead cell is cleared.</param>
    /// <param name="signals">The signals word, updated.</param>
    /// <returns>1 where the cell divides, else 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Advance<TLane, TWord>(
        in TumourCell laws, float stepHours, in Surroundings<TLane> here, TWord mayDivide,
        TWord draw0, TWord draw1, TWord draw2, TWord draw3, ref TWord status, ref TWord signals)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        // Signals: the drug, the growth factors, and what they do to ERK, FRA1, the secretome and AKT.
        CellActivity<TLane> activity = Sense(in laws, in here, status);
        TLane fra1 = laws.Fra1.Advance(
            CellRecord.Unpack<TLane, TWord>(signals, CellRecord.Fra1Shift), activity.Erk, status, stepHours);
        TLane secretome = laws.Secretome.Advance<TLane, TWord>(
            CellRecord.Unpack<TLane, TWord>(signals, CellRecord.SecretomeShift), fra1, here.Oxygen, laws.Necrosis.OxygenFull, stepHours);

        // Decisions: death first, then division.
        TLane apoptosis = laws.Apoptosis.PerHour<TLane, TWord>(activity.Erk, activity.Akt);
        TLane necrosis = laws.Necrosis.PerHour(here.Oxygen);
        TLane death = apoptosis + necrosis;
        TWord dies = Happens<TLane, TWord>(death, stepHours, draw1);
        TLane share = TLane.FromWord(draw3 >> 8) * TLane.Of(1f / 16777216f);
        TWord deadKind = TLane.WhereLess(
            share * death, necrosis, TWord.Of((uint)CellKind.Necrotic), TWord.Of((uint)CellKind.Apoptotic));
        TWord divides = Happens<TLane, TWord>(
            laws.Division.PerHour(activity.Erk, activity.Akt, in here, status), stepHours, draw0) & mayDivide;

        // The living take what was decided; the dead grow older until they are cleared.
        TWord kind = status & TWord.Of(CellRecord.KindMask);
        TWord living = TWord.WhereEqual(kind, TWord.Of((uint)CellKind.Tumour), TWord.Of(1u), TWord.Of(0u));
        dies &= living;
        divides &= living & (dies ^ TWord.Of(1u));

        TWord age = (status >> CellRecord.AgeShift) & TWord.Of(255u);
        TWord older = TWord.WhereLess(age, TWord.Of(255u), age + TWord.Of(1u), age);
        TWord limit = TWord.WhereEqual(
            kind, TWord.Of((uint)CellKind.Apoptotic), TWord.Of(laws.Clearance.ApoptoticSteps), TWord.Of(laws.Clearance.NecroticSteps));
        TWord gone = TWord.WhereLess(older, limit, TWord.Of(0u), TWord.Of(1u)) & (living ^ TWord.Of(1u));

        TWord nextKind = TWord.WhereEqual(dies, TWord.Of(1u), deadKind, kind);
        nextKind = TWord.WhereEqual(gone, TWord.Of(1u), TWord.Of((uint)CellKind.Empty), nextKind);
        TWord nextAge = TWord.WhereEqual(dies, TWord.Of(1u), TWord.Of(0u), older);
        status = (status & TWord.Of(~(CellRecord.KindMask | CellRecord.AgeMask))) | nextKind | (nextAge << CellRecord.AgeShift);

        TWord packed = CellRecord.Pack(fra1, draw2)
            | (CellRecord.Pack(secretome, draw2 >> 8) << CellRecord.SecretomeShift)
            | (signals & TWord.Of(0xFFFF0000u));
        signals = TWord.WhereEqual(living, TWord.Of(1u), packed, signals);
        return divides;
    }

    /// <summary>1 where an event of the given rate [1/h] happens within the step, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Happens<TLane, TWord>(TLane perHour, float stepHours, TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane probability = Elementary.Saturation<TLane, TWord>(perHour * TLane.Of(stepHours));
        // 2³¹ less one float: the largest threshold that still fits.
        TLane bounded = TLane.Min(probability * TLane.Of(2147483648f), TLane.Of(2147483520f));
        return TWord.WhereLess(draw >> 1, TLane.Truncate(bounded), TWord.Of(1u), TWord.Of(0u));
    }
}
