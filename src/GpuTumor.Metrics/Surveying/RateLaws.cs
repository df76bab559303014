namespace GpuTumor.Metrics;

/// <summary>How fast a tumour cell divides and dies, from what a snapshot tells of it.</summary>
/// <remarks>
/// Division: (ln 2 / T)·min(E, 1)·(1 + β·A)/(1 + β)·clip((p − p₀)/(p₁ − p₀))·(1 − 0.4·x)·mode, with modes dtp 0, dtep 0.25,
/// dormant 0, room not counted. Death: background + targeted·hill(1 − E, K, n)·(1 − a·A)·(1 − 0.4·x)·mode (dtp 0.05)
/// + necrosis·clip((q₁ − p)/(q₁ − q₀)). E is ERK, A AKT, p oxygen, x EMT; what was not stored counts as E = 1, A = 0, p = p₁,
/// x = 0, mode normal. Parameters come from the run's resolved scenario; these are the defaults of the melanoma set.
/// </remarks>
public sealed record RateLaws
{
    private const double EmtSlowing = 0.4;

    private const double PersisterDeath = 0.05;

    private const double ExpandedPersisterDivision = 0.25;

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
        };
    }

    /// <summary>The rate of division [1/h].</summary>
    internal double Division(double erk, double akt, double oxygen, double emt, CellMode mode)
    {
        double plenty = Math.Clamp((oxygen - DivisionOxygen.None) / (DivisionOxygen.Full - DivisionOxygen.None), 0, 1);
        double pace = mode switch
        {
            CellMode.Normal => 1,
            CellMode.ExpandedPersister => ExpandedPersisterDivision,
            _ => 0,
        };
        return Math.Log(2) / DoublingHours * Math.Min(erk, 1) * (1 + (AktBoost * akt)) / (1 + AktBoost) * plenty * (1 - (EmtSlowing * emt)) * pace;
    }

    /// <summary>The rate of death [1/h].</summary>
    internal double Death(double erk, double akt, double oxygen, double emt, CellMode mode)
    {
        double lost = Math.Pow(Math.Max(0, 1 - erk), LostErk.Exponent);
        double response = lost / (lost + Math.Pow(LostErk.Half, LostErk.Exponent));
        double targeted = Targeted * response * (1 - (AktProtection * akt)) * (1 - (EmtSlowing * emt));
        double want = Math.Clamp((NecrosisOxygen.None - oxygen) / (NecrosisOxygen.None - NecrosisOxygen.Full), 0, 1);
        return Background + (targeted * (mode == CellMode.Persister ? PersisterDeath : 1)) + (Necrosis * want);
    }
}
