namespace GpuTumor.Metrics;

/// <summary>What a snapshot tells of a living cell that bears on its rates of division and death.</summary>
/// <param name="Erk">ERK activity, 0–1.</param>
/// <param name="Akt">AKT activity, 0–1.</param>
/// <param name="Oxygen">Oxygen tension [mmHg].</param>
internal readonly record struct CellSight(double Erk, double Akt, double Oxygen)
{
    /// <summary>EMT, 0–1.</summary>
    public double Emt { get; init; }

    /// <summary>How it takes the drug.</summary>
    public CellMode Mode { get; init; }

    /// <summary>Damage by chemotherapy, 1 = half of the fastest death.</summary>
    public double Damage { get; init; }

    /// <summary>Mutations.</summary>
    public byte Genotype { get; init; }

    /// <summary>Whether it lives on itself.</summary>
    public bool IsAutophagic { get; init; }

    /// <summary>Whether it has left the cycle for good.</summary>
    public bool IsSenescent { get; init; }
}
