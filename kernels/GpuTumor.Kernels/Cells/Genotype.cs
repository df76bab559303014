namespace GpuTumor.Kernels;

/// <summary>The mutations that a cell may carry, one bit each.</summary>
[Flags]
public enum Genotype : byte
{
    /// <summary>None: wild type, sensitive.</summary>
    None = 0,

    /// <summary>Altered drug target: the targeted drug's IC50 is a hundred times higher.</summary>
    Target = 1,

    /// <summary>Oncogenic bypass: ERK stays on under the drug.</summary>
    Bypass = 2,

    /// <summary>PI3K/PTEN: AKT is raised.</summary>
    Pi3k = 4,

    /// <summary>P-glycoprotein amplified.</summary>
    PgpAmplified = 8,

    /// <summary>DNA repair raised.</summary>
    Repair = 16,

    /// <summary>A second alteration of the target, against the next-generation drug.</summary>
    SecondTarget = 32,

    /// <summary>Antigen presentation lost.</summary>
    ImmuneEvasion = 64,

    /// <summary>Addicted to the drug: harmed by its withdrawal.</summary>
    Addicted = 128,
}
