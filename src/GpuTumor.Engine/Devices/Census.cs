namespace GpuTumor.Engine;

/// <summary>A count of the cells. Sums over founders are sums over their whole lineage.</summary>
public sealed record Census
{
    /// <summary>Living tumour cells by founder.</summary>
    public required IReadOnlyList<long> LivingByFounder { get; init; }

    /// <summary>Apoptotic bodies.</summary>
    public required long Apoptotic { get; init; }

    /// <summary>Necrotic cells.</summary>
    public required long Necrotic { get; init; }

    /// <summary>Cells that share a voxel with another until there is room.</summary>
    public required long Excess { get; init; }

    /// <summary>Divisions since the start.</summary>
    public required long Divisions { get; init; }

    /// <summary>Deaths of living cells since the start.</summary>
    public required long Deaths { get; init; }

    /// <summary>The host cells.</summary>
    public HostCensus Host { get; init; } = HostCensus.None;

    /// <summary>Clones since the start, founders and extinct ones among them.</summary>
    public long Clones { get; init; }

    /// <summary>Living tumour cells that are persisters of either kind.</summary>
    public long Persisters { get; init; }

    /// <summary>Living tumour cells that are senescent.</summary>
    public long Senescent { get; init; }

    /// <summary>Means over living cells of ERK, FRA1, secretome and AKT activity, 0–1.</summary>
    public required (double Erk, double Fra1, double Secretome, double Akt) MeanSignals { get; init; }

    /// <summary>Living tumour cells.</summary>
    public long Living => LivingByFounder.Sum();
}
