namespace GpuTumor.Metrics;

/// <summary>How fast a tumour cell divides and dies, from what a snapshot tells of it.</summary>
/// <remarks>
/// Division: (ln 2 / T)·min(E, 1)·(1 + β·A)/(1 + β)·clip((p − p₀)/(p₁ − p₀))·fitness·(1 − s·x)·mode, with modes dtp and dormant 0, dtep 0.25,
/// room not counted; none of senescent cells and of those in autophagy. Death: ((targeted·hill(1 − E, K, n)·(1 − a·A)·kept
/// + chemo·hill(d, K, n)·(1 − a·A))·(1 − g·x) + background + epigenetic + necrosis·clip((q₁ − p)/(q₁ − q₀)))·autophagy, kept =
/// 0.05·(1 + 4·(1 − A)) for persisters of both kinds. E is ERK, A AKT, p oxygen, x EMT, d damage; what was not stored counts as x = 0,
/// d = 0, mode normal, no mutation. A test holds these laws to the cell step's. Not seen in a snapshot, and left out: addiction to the drug,
/// anoikis, the metabolic switch. Parameters come from the run's resolved scenario; these are the defaults of the melanoma set.
/// </remarks>
public sealed record RateLaws
{
    private const int TargetBit = 1;

    private const int PgpBit = 8;

    private const int RepairBit = 16;

    /// <summary>T: least time to double [h].</summary>
    public double DoublingHours { get; init; } = 22;

    /// <summary>β: what AKT adds.</summary>
    public double AktBoost { get; init; } = 1.5;

    /// <summary>p₀, p₁: oxygen of no and of full division [mmHg].</summary>
    public (double None, double Full) DivisionOxygen { get; init; } = (5, 38);

    /// <summary>Death at all times [1/h].</summary>
    public double Background { get; init; } = 0.05 / 24;

    /// <summary>The most that lost ERK adds [1/h].</summary>
    public double Targeted { get; init; } = 0.35 / 24;

    /// <summary>K, n: half maximum and exponent of lost ERK.</summary>
    public (double Half, double Exponent) LostErk { get; init; } = (0.6, 3);

    /// <summary>a: part of it that AKT takes away.</summary>
    public double AktProtection { get; init; } = 0.6;

    /// <summary>Death without oxygen [1/h].</summary>
    public double Necrosis { get; init; } = 1.0 / 24;

    /// <summary>q₀, q₁: oxygen of full and of no necrosis [mmHg].</summary>
    public (double Full, double None) NecrosisOxygen { get; init; } = (2.5, 5);

    /// <summary>Loss of the rate of division by an altered target, amplified P-glycoprotein and raised repair.</summary>
    public (double Target, double Pgp, double Repair) Cost { get; init; } = (0, 0.1, 0.1);

    /// <summary>s, g: parts of division and of death by drugs that a mesenchymal cell loses.</summary>
    public (double Slowing, double Protection) Emt { get; init; } = (0.4, 0.4);

    /// <summary>Persisters: part of the drug's death that they keep, how much more without AKT, division of expanding ones.</summary>
    public (double DeathKept, double AktNeed, double Division) Persisters { get; init; } = (0.05, 4, 0.25);

    /// <summary>Death of persisters by an inhibitor of chromatin enzymes [1/h].</summary>
    public double EpigeneticDeath { get; init; }

    /// <summary>The fastest death by chemotherapy [1/h].</summary>
    public double Chemo { get; init; } = 1.2 / 24;

    /// <summary>K, n, a: half maximum and exponent of damage; part of the rate that AKT takes away.</summary>
    public (double Half, double Exponent, double AktProtection) Damage { get; init; } = (1, 3, 0.4);

    /// <summary>Part of the rate of death that autophagy spares.</summary>
    public double AutophagyProtection { get; init; } = 0.4;

    /// <summary>The laws of a run.</summary>
    public static RateLaws Of(ResolvedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var usual = new RateLaws();
        const string Division = "tumour_cell.division.";
        const string Apoptosis = "tumour_cell.apoptosis.";
        const string Hypoxia = "tumour_cell.necrosis.";
        return new()
        {
            DoublingHours = scenario.Hours(Division + "doubling_time", usual.DoublingHours),
            AktBoost = scenario.Number(Division + "akt_boost", usual.AktBoost),
            DivisionOxygen = (
                scenario.Number(Division + "oxygen_none", usual.DivisionOxygen.None),
                scenario.Number(Division + "oxygen_full", usual.DivisionOxygen.Full)),
            Background = scenario.PerHour(Apoptosis + "background", usual.Background),
            Targeted = scenario.PerHour(Apoptosis + "targeted", usual.Targeted),
            LostErk = (
                scenario.Number(Apoptosis + "half_maximum", usual.LostErk.Half),
                scenario.Number(Apoptosis + "exponent", usual.LostErk.Exponent)),
            AktProtection = scenario.Number(Apoptosis + "akt_protection", usual.AktProtection),
            Necrosis = scenario.PerHour(Hypoxia + "fastest", usual.Necrosis),
            NecrosisOxygen = (
                scenario.Number(Hypoxia + "oxygen_full", usual.NecrosisOxygen.Full),
                scenario.Number(Hypoxia + "oxygen_none", usual.NecrosisOxygen.None)),
            Cost = (
                scenario.Number(Division + "target_mutation_cost", usual.Cost.Target),
                scenario.Number(Division + "pgp_cost", usual.Cost.Pgp),
                scenario.Number(Division + "repair_cost", usual.Cost.Repair)),
            Emt = (
                scenario.Number("tumour_cell.transition.slowing", usual.Emt.Slowing),
                scenario.Number("tumour_cell.transition.protection", usual.Emt.Protection)),
            Persisters = (
                scenario.Number("tumour_cell.persistence.death_kept", usual.Persisters.DeathKept),
                scenario.Number("tumour_cell.persistence.akt_need", usual.Persisters.AktNeed),
                scenario.Number("tumour_cell.persistence.expanding_division", usual.Persisters.Division)),
            EpigeneticDeath = scenario.PerHour("tumour_cell.persistence.epigenetic_death", usual.EpigeneticDeath),
            Chemo = scenario.PerHour("tumour_cell.damage.death", usual.Chemo),
            Damage = (
                scenario.Number("tumour_cell.damage.half_maximum", usual.Damage.Half),
                scenario.Number("tumour_cell.damage.exponent", usual.Damage.Exponent),
                scenario.Number("tumour_cell.damage.akt_protection", usual.Damage.AktProtection)),
            AutophagyProtection = scenario.Number("tumour_cell.autophagy.protection", usual.AutophagyProtection),
        };
    }

    /// <summary>The rate of division [1/h].</summary>
    internal double Division(in CellSight cell)
    {
        if (cell.IsSenescent || cell.IsAutophagic)
            return 0;
        double plenty = Math.Clamp((cell.Oxygen - DivisionOxygen.None) / (DivisionOxygen.Full - DivisionOxygen.None), 0, 1);
        double pace = cell.Mode switch
        {
            CellMode.Normal => 1,
            CellMode.ExpandedPersister => Persisters.Division,
            _ => 0,
        };
        double fitness = 1 - CostOf(cell.Genotype, TargetBit, Cost.Target) - CostOf(cell.Genotype, PgpBit, Cost.Pgp) - CostOf(cell.Genotype, RepairBit, Cost.Repair);
        return Math.Log(2) / DoublingHours * Math.Min(cell.Erk, 1) * (1 + (AktBoost * cell.Akt)) / (1 + AktBoost) * plenty
            * Math.Max(0, fitness) * (1 - (Emt.Slowing * cell.Emt)) * pace;
    }

    /// <summary>The rate of death [1/h].</summary>
    internal double Death(in CellSight cell)
    {
        bool isPersister = cell.Mode is CellMode.Persister or CellMode.ExpandedPersister;
        double kept = isPersister ? Persisters.DeathKept * (1 + (Persisters.AktNeed * (1 - cell.Akt))) : 1;
        double targeted = Targeted * Response(Math.Max(0, 1 - cell.Erk), LostErk.Half, LostErk.Exponent) * (1 - (AktProtection * cell.Akt)) * kept;
        double chemo = Chemo * Response(cell.Damage, Damage.Half, Damage.Exponent) * (1 - (Damage.AktProtection * cell.Akt));
        double want = Math.Clamp((NecrosisOxygen.None - cell.Oxygen) / (NecrosisOxygen.None - NecrosisOxygen.Full), 0, 1);
        double all = ((targeted + chemo) * (1 - (Emt.Protection * cell.Emt))) + Background + (isPersister ? EpigeneticDeath : 0) + (Necrosis * want);
        return all * (cell.IsAutophagic ? 1 - AutophagyProtection : 1);
    }

    private static double CostOf(byte genotype, int bit, double cost) => (genotype & bit) != 0 ? cost : 0;

    private static double Response(double x, double half, double exponent)
    {
        if (double.IsPositiveInfinity(x))
            return 1;
        double power = Math.Pow(x, exponent);
        return power / (power + Math.Pow(half, exponent));
    }
}
