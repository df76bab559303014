namespace GpuTumor.Kernels;

/// <summary>The laws that a tumour cell follows, each a process with its own parameters, for steps of a given length.</summary>
/// <param name="Drug">How the targeted drug acts.</param>
/// <param name="NextDrug">How the next-generation drug acts.</param>
/// <param name="Met">MET's response to HGF [nM].</param>
/// <param name="Juxtacrine">γ: HGF counts (1 + γ·n/26)-fold for a cell with n neighbours [G].</param>
/// <param name="Igf1Receptor">IGF-1R's response to IGF1 [nM].</param>
/// <param name="Erk">ERK.</param>
/// <param name="Fra1">FRA1.</param>
/// <param name="Secretome">The therapy-induced secretome.</param>
/// <param name="Akt">AKT.</param>
/// <param name="Division">Division.</param>
/// <param name="Cycle">The cell cycle.</param>
/// <param name="Apoptosis">Programmed death.</param>
/// <param name="Necrosis">Death for want of oxygen.</param>
/// <param name="Clearance">How long the dead stay.</param>
/// <param name="Efflux">P-glycoprotein.</param>
/// <param name="ChemoA">Chemotherapy A inside the cell.</param>
/// <param name="ChemoB">Chemotherapy B inside the cell.</param>
/// <param name="Damage">Damage by chemotherapy.</param>
/// <param name="Transition">The epithelial–mesenchymal transition.</param>
/// <param name="Stemness">Stemness.</param>
/// <param name="Memory">The memory of stress.</param>
/// <param name="Persistence">Persisters.</param>
/// <param name="Dormancy">Dormancy.</param>
/// <param name="Autophagy">Autophagy.</param>
/// <param name="Metabolism">The metabolic switch.</param>
/// <param name="Anoikis">Anoikis.</param>
/// <param name="Addiction">Addiction to the drug.</param>
public readonly record struct TumourCell(
    TargetedDrugAction Drug,
    TargetedDrugAction NextDrug,
    Hill Met,
    float Juxtacrine,
    Hill Igf1Receptor,
    ErkSignalling Erk,
    Fra1 Fra1,
    TherapyInducedSecretome Secretome,
    AktSignalling Akt,
    Division Division,
    CellCycle Cycle,
    Apoptosis Apoptosis,
    Necrosis Necrosis,
    Clearance Clearance,
    Efflux Efflux,
    ChemoUptake ChemoA,
    ChemoUptake ChemoB,
    CellularDamage Damage,
    EpithelialMesenchymalTransition Transition,
    Stemness Stemness,
    StressMemory Memory,
    Persistence Persistence,
    Dormancy Dormancy,
    Autophagy Autophagy,
    MetabolicSwitch Metabolism,
    Anoikis Anoikis,
    DrugAddiction Addiction)
{
    /// <summary>The processes that can do anything; all unless a model rules some out.</summary>
    public CellProcesses Active { get; init; } = CellProcesses.All;

    /// <summary>Whether a process can do anything.</summary>
    public bool Has(CellProcesses process) => (Active & process) != 0;

    /// <summary>The defaults of the model's specification, for steps of the given length [h].</summary>
    public static TumourCell Default(double stepHours) => new(
        new TargetedDrugAction(0.1f, 10f, 1.5f, 2f),
        new TargetedDrugAction(0.1f, 10f, 1.5f, 2f),
        new Hill(0.25f, 1f),
        1f,
        new Hill(1f, 1f),
        new ErkSignalling(0.05f, 0.15f, 0.8f, 1.6f),
        new Fra1(1.09f, new Hill(0.3f, 2f), Lag.Within(6, stepHours)),
        new TherapyInducedSecretome(1.06f, new Hill(0.5f, 4f), Lag.Within(24, stepHours)),
        new AktSignalling(0.2f, 0.35f, 0.5f, 0.3f, 0.1f, 0.4f, new Hill(0.1f, 1f)),
        new Division(Rate.Doubling(22), 1.5f, 5f, 38f, 6f, 0f, 0.1f, 0.1f),
        CellCycle.OfShares(0.45, 0.35, 0.2),
        new Apoptosis(Rate.PerDayOf(0.05), Rate.PerDayOf(0.35), new Hill(0.6f, 3f), 0.6f),
        new Necrosis(Rate.PerDayOf(1.0), 2.5f, 5f),
        new Clearance((uint)Math.Round(12 / stepHours), (uint)Math.Round(Math.Min(120 / stepHours, 255))),
        new Efflux(0.1f, new Hill(1f, 1f), Lag.Within(72, stepHours), 5f, 0f),
        new ChemoUptake(Rate.PerHourOf(144), Rate.PerHourOf(0.3), Rate.PerHourOf(30), 500f, 0.002f, 0.2f, 0.7f, 1.5f, 1f),
        new ChemoUptake(Rate.PerHourOf(72), Rate.PerHourOf(0.3), Rate.PerHourOf(30), 500f, 0.002f, 0.2f, 0.7f, 0.7f, 2f),
        new CellularDamage(Rate.PerHourOf(0.1), 2f, 0.5f, Rate.PerDayOf(1.2), new Hill(1f, 3f), 0.4f, Rate.PerDayOf(0.05), 0.3f),
        new EpithelialMesenchymalTransition(
            0.35f, 0.4f, new Hill(0.5f, 1f), 0.35f, 0.2f, 0f, new Hill(0.5f, 4f), 0.3f,
            Lag.Within(72, stepHours), Lag.Within(144, stepHours), 0.4f, 0.4f),
        new Stemness(0.1f, 0.8f, 0.5f, 0.2f),
        new StressMemory(Lag.Within(168, stepHours), Lag.Within(720, stepHours)),
        new Persistence(
            0.003f, Rate.PerDayOf(0.001), Rate.PerDayOf(1.0 / 7), Rate.PerDayOf(0.007), 3f, 0.05f, 4f, 0.25f, 0f, Rate.Zero),
        new Dormancy(Rate.PerDayOf(0.002), 5f, new Hill(0.5f, 1f), 2f),
        new Autophagy(0.4f, (uint)Math.Round(Math.Min(48 / stepHours, 255)), 5f),
        new MetabolicSwitch(Rate.PerDayOf(0.2), Rate.PerDayOf(0.1), 0.5f, 2f),
        new Anoikis(Rate.PerDayOf(1), 0.05f, 0.8f),
        new DrugAddiction(1.3f, 0.3f, Rate.PerDayOf(0.15)));
}
