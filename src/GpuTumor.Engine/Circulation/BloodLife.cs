using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>What cells sense and suffer in the blood: its drugs at their levels, oxygen, and neither matrix nor growth factors.</summary>
/// <remarks>
/// Drugs act by the laws of the tissue: (k·h(1 − E)·(1 − 0.6·A)·persistence + 1.2/d·hill(d, 1, 3)·(1 − 0.4·A))·(1 − 0.4·x) and what an
/// epigenetic drug adds; chemotherapy goes in and harms step by step, on top of what the cell brought along. Shear and anoikis:
/// (ln 2 / 1 h)·(1 − 0.8·max(x, A)), a third of it in clusters: the fifth that no resistance takes away counts as shear, the rest as
/// anoikis. A kind fares as the mean of the cells of it that are remembered.
/// </remarks>
internal sealed class BloodLife
{
    // Venous blood [mmHg]: enough for the pump.
    private const float Oxygen = 40f;

    private readonly Model _model;
    private readonly Bloodstream _blood;
    private readonly PresentLaws _present;
    private Surroundings<Scalar> _here;

    private ref readonly TumourCell Laws => ref _present.Cell;

    /// <summary>The life in a patient's blood.</summary>
    public BloodLife(Model model, Bloodstream blood) => (_model, _blood, _present) = (model, blood, new PresentLaws(model));

    /// <summary>Takes up the levels of drugs of a step.</summary>
    public void Follow(Plasma plasma)
    {
        _present.Follow(plasma.Levels);
        _here = default;
        _here.Oxygen = Scalar.Of(Oxygen);
        _here.TargetedDrug = LevelOf(FieldRole.TargetedDrug, plasma);
        _here.NextDrug = LevelOf(FieldRole.NextDrug, plasma);
        _here.AktInhibitor = LevelOf(FieldRole.AktInhibitor, plasma);
        _here.ChemoA = LevelOf(FieldRole.ChemoA, plasma);
        _here.ChemoB = LevelOf(FieldRole.ChemoB, plasma);
    }

    /// <summary>The hazard of a kind.</summary>
    public BloodHazard HazardOf(CirculatingClass one)
    {
        double resistance = Math.Max(one.Kind.EmtBin == 0 ? 0 : one.Kind.Emt, AktOf(one));
        double felt = one.Kind.Size > 1 ? _blood.DeathPerHour / _blood.ClusterProtection : _blood.DeathPerHour;
        double anoikis = felt * _blood.AnoikisResistance;
        return new BloodHazard(
            felt - anoikis, anoikis * (1 - resistance), one.Remembered.Sum(cell => ByDrugs(in cell)) / one.Remembered.Count);
    }

    /// <summary>AKT of a kind far from growth factors, 0–1.</summary>
    public double AktOf(CirculatingClass one)
        => one.Remembered.Sum(cell => (double)Sense(in cell).Akt.Value) / one.Remembered.Count;

    /// <summary>Lets the drugs in the blood go into the cells of a kind, and harm them.</summary>
    public void Expose(CirculatingClass one, int number, Clock clock)
    {
        if (!Laws.Has(CellProcesses.Chemotherapy | CellProcesses.Efflux))
            return;
        for (int i = 0; i < one.Remembered.Count; i++)
        {
            CellState cell = one.Remembered[i];
            CellActivity<Scalar> activity = Sense(in cell);
            CellLevels<Scalar> levels = LevelsOf(in cell);
            CellDraws<ScalarWord> draws = default;
            draws.Exposure = new ScalarWord(Philox.Word(_model.Seed, RandomProcess.BloodExposure, (ulong)number, (uint)clock.Step, (uint)i));
            CellWords<ScalarWord> words = default;
            (words.Status, words.Signals, words.Exposure) = (new(cell.Status), new(cell.Signals), new(cell.Exposure));
            CellStep.Expose(in Laws, (float)clock.StepHours, in _here, in activity, in draws, new ScalarWord(1u), ref levels, ref words);
            one.Renew(i, cell with { Exposure = words.Exposure.Value });
        }
    }

    private double ByDrugs(in CellState cell)
    {
        CellActivity<Scalar> activity = Sense(in cell);
        CellLevels<Scalar> levels = LevelsOf(in cell);
        ScalarWord mode = new((uint)CellRecord.Mode(cell.Status));
        Scalar death = Laws.Apoptosis.TargetedPerHour<Scalar, ScalarWord>(activity.Erk, activity.Akt);
        Scalar rest = Scalar.Of(0f);
        if (Laws.Has(CellProcesses.Persistence))
        {
            death *= Laws.Persistence.DeathFactor(mode, activity.Akt);
            rest = Laws.Persistence.EpigeneticDeathPerHour<Scalar, ScalarWord>(mode);
        }

        if (Laws.Has(CellProcesses.Chemotherapy))
            death += Laws.Damage.DeathPerHour<Scalar, ScalarWord>(levels.Damage, activity.Akt);
        if (Laws.Has(CellProcesses.Transition))
            death *= Scalar.Of(1f - (Laws.Transition.Protection * levels.Emt.Value));
        return death.Value + rest.Value;
    }

    private CellActivity<Scalar> Sense(in CellState cell)
        => CellStep.Sense(in Laws, in _here, new ScalarWord(cell.Status), new ScalarWord(cell.Exposure));

    private CellLevels<Scalar> LevelsOf(in CellState cell)
    {
        CellLevels<Scalar> levels = default;
        levels.Damage = Laws.Has(CellProcesses.Chemotherapy)
            ? DoseCode.Damage.Decode<Scalar, ScalarWord>(new(cell.Exposure), CellRecord.DamageShift)
            : Scalar.Of(0f);
        levels.Emt = Laws.Has(CellProcesses.Transition)
            ? CellRecord.Unpack<Scalar, ScalarWord>(new(cell.Signals), CellRecord.EmtShift)
            : Scalar.Of(0f);
        return levels;
    }

    private Scalar LevelOf(FieldRole role, Plasma plasma)
    {
        int field = _model.FieldIndex(role);
        return Scalar.Of(field >= 0 && _model.Fields[field].Vessels.Drug is { } drug ? plasma.MeanLevelOf(drug) : 0f);
    }
}
