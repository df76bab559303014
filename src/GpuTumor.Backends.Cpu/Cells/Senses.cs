namespace GpuTumor.Backends.Cpu;

/// <summary>Where the cells read the concentrations they sense; null for a substance that the model does not have.</summary>
internal readonly unsafe struct Senses
{
    public required float* Oxygen { get; init; }

    public required float* TargetedDrug { get; init; }

    public required float* AktInhibitor { get; init; }

    public required float* Hgf { get; init; }

    public required float* Igf1 { get; init; }
}
