using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>One biology step of a tumour cell: it signals, takes up drugs, decides to live, divide or die, and the dead grow older.</summary>
/// <remarks>
/// Pure: values in, values out; the same body on every device. Probabilities are 1 − exp(−k·dt) as 31-bit thresholds (the
/// cycle: see <see cref="CellCycle"/>); death is decided before all else. Levels follow frozen targets exactly and are rounded
/// at random, so that small increments count on average. Invariant: the kind of a cell goes living → dead → empty.
/// What concerns none of the lanes, and would change nothing, is left out.
/// The larger bodies here and in the processes carry no mark to be inlined: .NET stops inlining in a method of 512 variables,
/// after which every operation of a lane is a call. They take lanes by reference: one passed by value is copied in halves, and the
/// processor waits when it is read as a whole. Compilers for GPUs inline them all.
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
    /// <param name="exposure">Its exposure.</param>
    public static CellActivity<TLane> Sense<TLane, TWord>(
        in TumourCell laws, in Surroundings<TLane> here, in TWord status, in TWord exposure)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        CellActivity<TLane> activity = default;
        activity.Hypoxia = Hypoxia.Of<TLane, TWord>(here.Oxygen);
        activity.Efflux = TLane.Of(0f);
        if (laws.Has(CellProcesses.Efflux))
        {
            TLane level = CellRecord.Unpack<TLane, TWord>(exposure, CellRecord.EffluxShift);
            activity.Efflux = laws.Efflux.AtWork(level, here.Oxygen, status);
        }

        activity.Inhibition = laws.Drug.Inhibition(here.TargetedDrug, activity.Efflux, status, Genotype.Target);
        if (laws.Has(CellProcesses.NextDrug))
        {
            TLane second = laws.NextDrug.Inhibition(here.NextDrug, activity.Efflux, status, Genotype.SecondTarget);
            activity.Inhibition = TLane.Fma(activity.Inhibition, TLane.Of(1f) - second, second);
        }

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
    /// <param name="draws">Its random words.</param>
    /// <param name="cell">Its words, updated; its kind is empty once a dead cell is cleared.</param>
    /// <returns>1 where the cell divides, else 0.</returns>
    public static TWord Advance<TLane, TWord>(
        in TumourCell laws, float stepHours, in Surroundings<TLane> here, in TWord mayDivide,
        in CellDraws<TWord> draws, ref CellWords<TWord> cell)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord living = CellRecord.Is(cell.Status, CellKind.Tumour);
        CellActivity<TLane> activity = Sense(in laws, in here, in cell.Status, in cell.Exposure);
        CellLevels<TLane> levels = default;
        Signal(in laws, in here, in activity, in draws, in living, ref levels, ref cell);
        Expose(in laws, stepHours, in here, in activity, in draws, in living, ref levels, ref cell);
        return Decide(in laws, stepHours, in here, in activity, in draws, in living, in mayDivide, in levels, ref cell);
    }

    /// <summary>The levels of FRA1, secretome, memory and EMT follow what goes on.</summary>
    public static void Signal<TLane, TWord>(
        in TumourCell laws, in Surroundings<TLane> here, in CellActivity<TLane> activity, in CellDraws<TWord> draws, in TWord living,
        ref CellLevels<TLane> levels, ref CellWords<TWord> cell)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        levels.Damage = laws.Has(CellProcesses.Chemotherapy)
            ? DoseCode.Damage.Decode<TLane, TWord>(cell.Exposure, CellRecord.DamageShift) : TLane.Of(0f);
        levels.Fra1 = laws.Fra1.Advance(
            CellRecord.Unpack<TLane, TWord>(cell.Signals, CellRecord.Fra1Shift), activity.Erk, cell.Status);
        levels.Secretome = laws.Secretome.Advance<TLane, TWord>(
            CellRecord.Unpack<TLane, TWord>(cell.Signals, CellRecord.SecretomeShift), levels.Fra1, here.Oxygen, laws.Necrosis.OxygenFull);
        levels.Memory = TLane.Of(0f);
        levels.Emt = TLane.Of(0f);
        TWord packed = CellRecord.Pack(levels.Fra1, draws.Signals)
            | (CellRecord.Pack(levels.Secretome, draws.Signals >> 8) << CellRecord.SecretomeShift);
        if (laws.Has(CellProcesses.Memory))
        {
            levels.Memory = laws.Memory.Advance<TLane, TWord>(
                CellRecord.Unpack<TLane, TWord>(cell.Signals, CellRecord.MemoryShift), activity.Erk, activity.Hypoxia, levels.Damage);
            packed |= CellRecord.Pack(levels.Memory, draws.Signals >> 24) << CellRecord.MemoryShift;
        }

        if (laws.Has(CellProcesses.Transition))
        {
            TLane drive = laws.Transition.Drive<TLane, TWord>(in activity, in levels, here.Suppressor);
            levels.Emt = laws.Transition.Advance<TLane, TWord>(
                CellRecord.Unpack<TLane, TWord>(cell.Signals, CellRecord.EmtShift), drive);
            packed |= CellRecord.Pack(levels.Emt, draws.Signals >> 16) << CellRecord.EmtShift;
        }

        cell.Signals = TWord.WhereEqual(living, TWord.Of(1u), packed, cell.Signals);
    }

    /// <summary>Drugs come in, are pumped out and harm; P-glycoprotein follows.</summary>
    public static void Expose<TLane, TWord>(
        in TumourCell laws, float stepHours, in Surroundings<TLane> here, in CellActivity<TLane> activity, in CellDraws<TWord> draws,
        in TWord living, ref CellLevels<TLane> levels, ref CellWords<TWord> cell)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        if (!laws.Has(CellProcesses.Efflux | CellProcesses.Chemotherapy))
            return;
        TWord packed = cell.Exposure & TWord.Of(0xFFFFFF00u);
        TLane inside = TLane.Of(0f);
        // Where no drug is or was, none is taken up.
        if (laws.Has(CellProcesses.Chemotherapy) && !TWord.IsZero(packed | TLane.Bits(here.ChemoA) | TLane.Bits(here.ChemoB)))
        {
            TWord phase = (cell.Status >> CellRecord.PhaseShift) & TWord.Of(7u);
            TLane chemoA = DoseCode.Drug.Decode<TLane, TWord>(cell.Exposure, CellRecord.ChemoAShift);
            TLane chemoB = DoseCode.Drug.Decode<TLane, TWord>(cell.Exposure, CellRecord.ChemoBShift);
            TLane byA = laws.ChemoA.Advance(ref chemoA, in here.ChemoA, in activity.Efflux, in phase, stepHours);
            TLane byB = laws.ChemoB.Advance(ref chemoB, in here.ChemoB, in activity.Efflux, in phase, stepHours);
            TLane harm = TLane.Fma(byA, TLane.Of(1f), byB);
            levels.Damage = laws.Damage.Advance(levels.Damage, harm, levels.Emt, cell.Status, stepHours);
            inside = chemoA + chemoB;
            packed = (DoseCode.Damage.Encode(levels.Damage, draws.Exposure >> 8) << CellRecord.DamageShift)
                | (DoseCode.Drug.Encode(chemoA, draws.Exposure >> 16) << CellRecord.ChemoAShift)
                | (DoseCode.Drug.Encode(chemoB, draws.Exposure >> 24) << CellRecord.ChemoBShift);
        }

        if (laws.Has(CellProcesses.Efflux))
        {
            TLane level = CellRecord.Unpack<TLane, TWord>(cell.Exposure, CellRecord.EffluxShift);
            packed |= CellRecord.Pack(laws.Efflux.Advance(level, inside, cell.Status), draws.Exposure);
        }

        cell.Exposure = TWord.WhereEqual(living, TWord.Of(1u), packed, cell.Exposure);
    }

    /// <summary>Death, mode, senescence, metabolism and the cycle, in this order; and the dead grow older until they are cleared.</summary>
    public static TWord Decide<TLane, TWord>(
        in TumourCell laws, float stepHours, in Surroundings<TLane> here, in CellActivity<TLane> activity, in CellDraws<TWord> draws,
        in TWord living, in TWord mayDivide, in CellLevels<TLane> levels, ref CellWords<TWord> cell)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord one = TWord.Of(1u);
        TWord status = cell.Status;
        TWord age = (status >> CellRecord.AgeShift) & TWord.Of(255u);
        TWord isAutophagic = TWord.Of(0u);
        TWord starved = TWord.Of(0u);
        TLane kept = TLane.Of(1f);
        if (laws.Has(CellProcesses.Autophagy))
        {
            isAutophagic = laws.Autophagy.Advance<TLane, TWord>(here.Oxygen, age, out starved);
            kept = laws.Autophagy.DeathFactor<TLane, TWord>(isAutophagic);
        }

        TWord dies = Die(in laws, stepHours, in here, in activity, in draws, in levels, in status, in kept, out TWord deadKind) & living;
        TWord lives = living & (dies ^ one);
        TLane rate = DivisionPerHour(in laws, in here, in activity, in levels, in status, in isAutophagic);
        TWord lived = LiveOn(
            in laws, stepHours, in here, in activity, in draws, in levels, in status, in rate, mayDivide & lives, out TWord divides);
        lived |= (starved << CellRecord.AgeShift) | (isAutophagic << CellRecord.AutophagyShift);
        TWord aged = Aged(laws.Clearance, status, age);
        TWord next = TWord.WhereEqual(lives, one, lived, TWord.WhereEqual(dies, one, deadKind, aged));
        cell.Status = (status & TWord.Of(CellRecord.Lasting)) | next;
        return divides;
    }

    /// <summary>1 where an event of the given rate [1/h] happens within the step, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Happens<TLane, TWord>(TLane perHour, float stepHours, TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => IsDrawn<TLane, TWord>(Elementary.Saturation<TLane, TWord>(perHour * TLane.Of(stepHours)), draw);

    /// <summary>1 with the given probability, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord IsDrawn<TLane, TWord>(TLane probability, TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        // 2³¹ less one float: the largest threshold that still fits. Of words below 2³¹ the highest bit of a difference says which is less.
        TLane bounded = TLane.Min(probability * TLane.Of(2147483648f), TLane.Of(2147483520f));
        return ((draw >> 1) - TLane.Truncate(bounded)) >> 31;
    }

    // 1 where a living cell of the status dies in the step, and as what; a part of the risk is kept under autophagy.
    private static TWord Die<TLane, TWord>(
        in TumourCell laws, float stepHours, in Surroundings<TLane> here, in CellActivity<TLane> activity, in CellDraws<TWord> draws,
        in CellLevels<TLane> levels, in TWord status, in TLane kept, out TWord deadKind)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        // What it risks [1/h]: by drugs, for want of oxygen, and the rest.
        TWord mode = (status >> CellRecord.ModeShift) & TWord.Of(7u);
        TLane spared = TLane.Of(1f);
        TLane felt = here.Oxygen;
        TLane rest = TLane.Of(laws.Apoptosis.Background.PerHour);
        TLane byDrug = laws.Apoptosis.TargetedPerHour<TLane, TWord>(activity.Erk, activity.Akt);
        if (laws.Has(CellProcesses.Persistence))
        {
            byDrug *= laws.Persistence.DeathFactor(mode, activity.Akt);
            rest += laws.Persistence.EpigeneticDeathPerHour<TLane, TWord>(mode);
        }

        if (laws.Has(CellProcesses.Chemotherapy))
            byDrug = TLane.Fma(byDrug, TLane.Of(1f), laws.Damage.DeathPerHour<TLane, TWord>(levels.Damage, activity.Akt));
        if (laws.Has(CellProcesses.Transition))
            spared = TLane.Fma(TLane.Of(-laws.Transition.Protection), levels.Emt, TLane.Of(1f));
        if (laws.Has(CellProcesses.Anoikis))
            rest = TLane.Fma(laws.Anoikis.DeathPerHour<TLane, TWord>(in here, levels.Emt, activity.Akt), TLane.Of(1f), rest);
        if (laws.Has(CellProcesses.Couplings))
            rest += here.AddedDeath;
        if (laws.Has(CellProcesses.Senolysis))
            rest += laws.Damage.SenolysisPerHour<TLane, TWord>((status >> CellRecord.PhaseShift) & TWord.Of(7u));
        if (laws.Has(CellProcesses.Metabolism))
            felt = laws.Metabolism.Felt(here.Oxygen, (status >> CellRecord.MetabolismShift) & TWord.Of(1u));
        if (!TWord.IsZero(CellRecord.Of(status, Genotype.Addicted)))
            rest = TLane.Fma(laws.Addiction.DeathPerHour(activity.Inhibition, status), TLane.Of(1f), rest);
        TLane necrosis = laws.Necrosis.PerHour(felt);
        TLane death = TLane.Fma(byDrug, spared, TLane.Fma(necrosis, TLane.Of(1f), rest));
        TLane share = TLane.FromWord(draws.Cause >> 8) * TLane.Of(1f / 16777216f);
        deadKind = TLane.WhereLess(
            share * death, necrosis, TWord.Of((uint)CellKind.Necrotic), TWord.Of((uint)CellKind.Apoptotic));
        return Happens<TLane, TWord>(death * kept, stepHours, draws.Death);
    }

    // Kind, phase, mode and metabolism of a cell of the status that lives on, and 1 where it divides: by the rate of the mode that it had.
    private static TWord LiveOn<TLane, TWord>(
        in TumourCell laws, float stepHours, in Surroundings<TLane> here, in CellActivity<TLane> activity, in CellDraws<TWord> draws,
        in CellLevels<TLane> levels, in TWord status, in TLane divisionPerHour, in TWord mayDivide, out TWord divides)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord one = TWord.Of(1u);
        TWord phase = (status >> CellRecord.PhaseShift) & TWord.Of(7u);
        TWord mode = (status >> CellRecord.ModeShift) & TWord.Of(7u);
        TWord switched = (status >> CellRecord.MetabolismShift) & one;
        if (laws.Has(CellProcesses.Persistence))
            mode = laws.Persistence.Advance(in mode, in activity.Inhibition, in levels.Memory, stepHours, in draws.Mode);
        TWord dormant = TWord.WhereEqual(mode, TWord.Of((uint)CellMode.Dormant), one, TWord.Of(0u));
        if (laws.Has(CellProcesses.Dormancy) && !TWord.IsZero(dormant))
        {
            mode = laws.Dormancy.Advance(
                in mode, in here.Damp, in activity.Akt, laws.Stemness.Of<TLane, TWord>(in levels.Emt), stepHours, in draws.Mode);
        }

        if (laws.Has(CellProcesses.Metabolism) && !TWord.IsZero(switched | TLane.Bits(activity.Hypoxia)))
            switched = laws.Metabolism.Advance(in switched, in activity.Hypoxia, stepHours, in draws.Metabolism);

        TWord senescent = TWord.WhereEqual(phase, TWord.Of((uint)CellPhase.Senescent), one, TWord.Of(0u));
        if (laws.Has(CellProcesses.Chemotherapy) && !TWord.IsZero(TLane.Bits(levels.Damage)))
            senescent |= Happens<TLane, TWord>(laws.Damage.SenescencePerHour<TLane, TWord>(levels.Damage), stepHours, draws.Senescence);
        divides = laws.Cycle.Advance(ref phase, in divisionPerHour, mayDivide & (senescent ^ one), stepHours, in draws.Cycle);
        phase = TWord.WhereEqual(senescent, one, TWord.Of((uint)CellPhase.Senescent), phase);
        return TWord.Of((uint)CellKind.Tumour) | (phase << CellRecord.PhaseShift) | (mode << CellRecord.ModeShift)
            | (switched << CellRecord.MetabolismShift);
    }

    // How often a cell of the status divides [1/h].
    private static TLane DivisionPerHour<TLane, TWord>(
        in TumourCell laws, in Surroundings<TLane> here, in CellActivity<TLane> activity, in CellLevels<TLane> levels, in TWord status,
        in TWord isAutophagic)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane rate = laws.Division.PerHour(activity.Erk, activity.Akt, in here, status);
        if (!TWord.IsZero(CellRecord.Of(status, Genotype.Addicted)))
            rate *= laws.Addiction.DivisionKept(activity.Erk, status);
        rate *= TLane.WhereEqual(isAutophagic, TWord.Of(0u), TLane.Of(1f), TLane.Of(0f));
        if (laws.Has(CellProcesses.Transition))
            rate *= TLane.Fma(TLane.Of(-laws.Transition.Slowing), levels.Emt, TLane.Of(1f));
        if (laws.Has(CellProcesses.Couplings))
            rate *= here.DivisionFactor;
        return rate * DivisionByMode<TLane, TWord>(in laws, (status >> CellRecord.ModeShift) & TWord.Of(7u));
    }

    // Persisters and dormant cells do not divide, expanding persisters slowly.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane DivisionByMode<TLane, TWord>(in TumourCell laws, TWord mode)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane expanding = TLane.WhereEqual(
            mode, TWord.Of((uint)CellMode.ExpandedPersister), TLane.Of(laws.Persistence.ExpandingDivision), TLane.Of(0f));
        return TLane.WhereEqual(mode, TWord.Of((uint)CellMode.Normal), TLane.Of(1f), expanding);
    }

    // Kind, age and what else it had, of a dead cell a step later; nothing once it is cleared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Aged<TWord>(Clearance clearance, TWord status, TWord age)
        where TWord : struct, IWord<TWord>
    {
        TWord kind = status & TWord.Of(CellRecord.KindMask);
        TWord older = TWord.WhereLess(age, TWord.Of(255u), age + TWord.Of(1u), age);
        TWord limit = TWord.WhereEqual(
            kind, TWord.Of((uint)CellKind.Apoptotic), TWord.Of(clearance.ApoptoticSteps), TWord.Of(clearance.NecroticSteps));
        TWord next = TWord.WhereLess(older, limit, kind, TWord.Of((uint)CellKind.Empty));
        return next | (older << CellRecord.AgeShift);
    }
}
