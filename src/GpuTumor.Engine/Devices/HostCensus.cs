namespace GpuTumor.Engine;

/// <summary>A count of the host cells. Of T cells and of myeloid cells: entered = alive + died.</summary>
/// <param name="TCells">T cells alive.</param>
/// <param name="Mdsc">Myeloid-derived suppressor cells alive.</param>
/// <param name="Tam">Tumour-associated macrophages alive.</param>
/// <param name="Caf">Cancer-associated fibroblasts.</param>
/// <param name="Fibroblasts">Resting fibroblasts.</param>
/// <param name="TCellsEntered">Since the start.</param>
/// <param name="TCellsDied">Since the start.</param>
/// <param name="MyeloidEntered">Since the start.</param>
/// <param name="MyeloidDied">Since the start, macrophages included.</param>
/// <param name="Kills">Tumour cells killed by T cells since the start; they count among the deaths, too.</param>
/// <param name="MeanExhaustion">Of the T cells alive, 0–1.</param>
public sealed record HostCensus(
    long TCells, long Mdsc, long Tam, long Caf, long Fibroblasts,
    long TCellsEntered, long TCellsDied, long MyeloidEntered, long MyeloidDied, long Kills, double MeanExhaustion)
{
    /// <summary>A tissue without host cells.</summary>
    public static HostCensus None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
