namespace GpuTumor.Kernels;

/// <summary>The laws that a tumour cell follows, each a process with its own parameters.</summary>
/// <param name="Drug">How the targeted drug acts.</param>
/// <param name="Met">MET's response to HGF [nM].</param>
/// <param name="Juxtacrine">γ: HGF counts (1 + γ·n/26)-fold for a cell with n neighbours [G].</param>
/// <param name="Igf1Receptor">IGF-1R's response to IGF1 [nM].</param>
/// <param name="Erk">ERK.</param>
/// <param name="Fra1">FRA1.</param>
/// <param name="Secretome">The therapy-induced secretome.</param>
/// <param name="Akt">AKT.</param>
/// <param name="Division">Division.</param>
/// <param name="Apoptosis">Programmed death.</param>
/// <param name="Necrosis">Death for want of oxygen.</param>
/// <param name="Clearance">How long the dead stay.</param>
public readonly record struct TumourCell(
    TargetedDrugAction Drug,
    Hill Met,
    float Juxtacrine,
    Hill Igf1Receptor,
    ErkSignalling Erk,
    Fra1 Fra1,
    TherapyInducedSecretome Secretome,
    AktSignalling Akt,
    Division Division,
    Apoptosis Apoptosis,
    Necrosis Necrosis,
    Clearance Clearance)
{
    /// <summary>The defaults of the model's specification, for steps of the given length [h].</summary>
    public static TumourCell Default(double stepHours) => new(
        new TargetedDrugAction(new Hill(0.1f, 1.5f), 10f),
        new Hill(0.25f, 1f),
        1f,
        new Hill(1f, 1f),
        new ErkSignalling(0.05f, 0.15f, 0.8f),
        new Fra1(1.09f, new Hill(0.3f, 2f), Rate.Relaxing(6)),
        new TherapyInducedSecretome(1.06f, new Hill(0.5f, 4f), Rate.Relaxing(24)),
        new AktSignalling(0.2f, 0.35f, 0.5f, 0.3f, 0.1f, 0.4f, new Hill(0.1f, 1f)),
        new Division(Rate.Doubling(22), 1.5f, 5f, 38f, 6f, 0f),
        new Apoptosis(Rate.PerDayOf(0.05), Rate.PerDayOf(0.35), new Hill(0.6f, 3f), 0.6f),
        new Necrosis(Rate.PerDayOf(1.0), 2.5f, 5f),
        new Clearance((uint)Math.Round(12 / stepHours), (uint)Math.Round(Math.Min(120 / stepHours, 255))));
}
