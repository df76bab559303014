using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>All that a cell carries with it, wherever it goes: the words of <see cref="CellRecord"/>.</summary>
/// <param name="Status">What it is; 0 for no cell.</param>
/// <param name="Signals">Its signalling.</param>
/// <param name="Exposure">What drugs have done to it.</param>
/// <param name="Lineage">Its clone.</param>
public readonly record struct CellState(uint Status, uint Signals, uint Exposure, uint Lineage)
{
    /// <summary>Whether this is a living tumour cell.</summary>
    public bool IsLiving => CellRecord.Kind(Status) == CellKind.Tumour;

    /// <summary>Its epithelial–mesenchymal state, 0–1.</summary>
    public double Emt => CellRecord.Level(Signals, CellRecord.EmtShift) / 255.0;

    /// <summary>Its FRA1, 0–1.</summary>
    public double Fra1 => CellRecord.Level(Signals, CellRecord.Fra1Shift) / 255.0;

    /// <summary>Its therapy-induced secretome, 0–1.</summary>
    public double Secretome => CellRecord.Level(Signals, CellRecord.SecretomeShift) / 255.0;

    /// <summary>A living cell of a founder, unperturbed.</summary>
    public static CellState Founding(IReadOnlyList<Founder> founders, int founder)
    {
        ArgumentNullException.ThrowIfNull(founders);
        uint status = CellRecord.Founding(founder, founders[founder].Genotype, founders[founder].Fra1Knockdown);
        return new(status, CellRecord.RestingSignals, 0u, (uint)founder + 1u);
    }
}
