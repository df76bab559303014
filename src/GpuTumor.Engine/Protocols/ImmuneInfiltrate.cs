namespace GpuTumor.Engine;

/// <summary>The host cells found in a biopsy, among a number of tumour cells.</summary>
/// <param name="TumourCells">Tumour cells in the sample.</param>
/// <param name="TCells">T cells in the sample.</param>
/// <param name="Suppressors">Myeloid suppressor cells in the sample.</param>
/// <param name="Exhaustion">Mean exhaustion of the T cells, 0–1.</param>
public sealed record ImmuneInfiltrate(int TumourCells, int TCells, int Suppressors, double Exhaustion)
{
    // What none in the sample stands for: the logarithm needs something.
    private const double Unseen = 0.5;

    /// <summary>
    /// log₂(T per 1000 tumour cells · (1 − exhaustion)/(1 + suppressors per T)/10): above 0 hot, below −3 cold [G]. None seen counts as
    /// half a cell.
    /// </summary>
    public double HotIndex
    {
        get
        {
            double t = Math.Max(Unseen, TCells);
            return Math.Log2(1000 * t / Math.Max(1, TumourCells) * Math.Max(0.01, 1 - Exhaustion) / (1 + (Suppressors / t)) / 10);
        }
    }
}
