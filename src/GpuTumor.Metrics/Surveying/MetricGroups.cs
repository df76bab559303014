namespace GpuTumor.Metrics;

/// <summary>What to measure: a snapshot's quantities are read only as far as the groups asked for need them.</summary>
[Flags]
public enum MetricGroups
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Counts, volumes and the resistant fraction.</summary>
    Cells = 1,

    /// <summary>ERK, FRA1, secretome and AKT.</summary>
    Signals = 2,

    /// <summary>Clones and their diversity.</summary>
    Diversity = 4,

    /// <summary>Size and form of the tumour's body.</summary>
    Shape = 8,

    /// <summary>Satellites and the invasive front.</summary>
    Spread = 16,

    /// <summary>How sensitive and resistant cells are mixed.</summary>
    Mixing = 32,

    /// <summary>Fields at the cells, hypoxia, exposure.</summary>
    Fields = 64,

    /// <summary>Phases of the cycle, persisters, EMT, efflux and memory.</summary>
    Traits = 128,

    /// <summary>T cells, suppressor cells, fibroblasts, debris.</summary>
    Immune = 256,

    /// <summary>Drugs in plasma, circulating cells, seeding.</summary>
    Patient = 512,

    /// <summary>All.</summary>
    All = Cells | Signals | Diversity | Shape | Spread | Mixing | Fields | Traits | Immune | Patient,
}
