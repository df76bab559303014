namespace GpuTumor.Engine;

/// <summary>How tumour cells enter the blood, live there, and arrest.</summary>
/// <remarks>
/// Entry from a voxel with a vessel: k·(1 + g·x)·(1 + χ·F)·(1 + s·S), x the EMT state, F FRA1, S the mean therapy-induced secretome of the
/// living cells around [M: about 10⁶ per gram and day]; χ is 0 in melanoma, 1 in breast [G]. In the blood death (ln 2 / 1 h)·(1 − 0.8·max(x, A)), a third of that in clusters, and arrest ln 2 / 0.5 h: half are gone after 20 min.
/// Arrest is shared among vessels in proportion to b·(1 + 10·h(chemokine)), b of the site.
/// </remarks>
public sealed record Bloodstream
{
    /// <summary>k: entry of an epithelial cell that touches a vessel [1/h].</summary>
    public required double EntryPerHour { get; init; }

    /// <summary>g: how many times more a mesenchymal cell enters.</summary>
    public required double EmtGain { get; init; }

    /// <summary>χ: how much more a cell with full FRA1 enters.</summary>
    public double Fra1Gain { get; init; }

    /// <summary>s: how much more a cell enters whose neighbours all release the full secretome.</summary>
    public required double SecretomeGain { get; init; }

    /// <summary>Part of the entries that takes neighbours along.</summary>
    public required double ClusterShare { get; init; }

    /// <summary>Most cells of a cluster; sizes from 2 on are equally likely.</summary>
    public required int LargestCluster { get; init; }

    /// <summary>Death of single cells by shear and by loss of contact [1/h].</summary>
    public required double DeathPerHour { get; init; }

    /// <summary>Part of it that full resistance to anoikis takes away.</summary>
    public required double AnoikisResistance { get; init; }

    /// <summary>How many times less clusters die.</summary>
    public required double ClusterProtection { get; init; }

    /// <summary>Arrest in a capillary bed [1/h].</summary>
    public required double ArrestPerHour { get; init; }

    /// <summary>How many times more cells arrest where the chemokine is high.</summary>
    public required double ChemokineGain { get; init; }

    /// <summary>Chemokine of half the effect [its field's unit].</summary>
    public required double ChemokineHalf { get; init; }

    /// <summary>How many times likelier an arrested cluster leaves the vessel than a single cell.</summary>
    public required double ClusterAdvantage { get; init; }

    /// <summary>Substeps of a step, about five minutes each.</summary>
    public required int Substeps { get; init; }

    /// <summary>What happens to cells that arrest in the primary tumour.</summary>
    public required Settling Primary { get; init; }
}

/// <summary>What happens to cells that arrest at a site.</summary>
/// <param name="Weight">b, the site's part of the capillary bed, relative to other sites.</param>
/// <param name="Extravasation">p: a single cell leaves the vessel with p·(1 + x); all others die there.</param>
/// <param name="EarlyDeathPerHour">Death of cells just arrived [1/h].</param>
/// <param name="EarlySteps">How long they are in that danger; 0 puts them into the tissue at once.</param>
/// <param name="DormantShare">Part of the survivors that falls dormant; the others begin to grow.</param>
/// <param name="AwakeningPerHour">Dormant cells that begin to grow, times (1 + 2·A)·q, A their AKT and q their stemness [1/h].</param>
public sealed record Settling(
    double Weight, double Extravasation, double EarlyDeathPerHour, long EarlySteps, double DormantShare, double AwakeningPerHour);

/// <summary>A distant site: a lattice of its own, which is there once a cell begins to grow in it.</summary>
/// <param name="Name">As reported: <c>lung</c>.</param>
/// <param name="Tissue">The lattice, its vessels and fields, without cells at the start.</param>
/// <param name="Settling">What happens to cells that arrest there.</param>
public sealed record DistantSite(string Name, Model Tissue, Settling Settling);
