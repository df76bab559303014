namespace GpuTumor.Engine;

/// <summary>What a drug does that acts by its level in blood, without a field of its own in the tissue.</summary>
public enum DrugAction
{
    /// <summary>Nothing: it acts through a field, or not at all.</summary>
    None,

    /// <summary>Blocks MET: HGF is not heard.</summary>
    MetInhibition,

    /// <summary>Blocks the receptor of IGF1.</summary>
    Igf1ReceptorInhibition,

    /// <summary>Blocks PD-1: T cells are neither held back nor exhausted.</summary>
    Pd1Blockade,

    /// <summary>Blocks CCR2: suppressor cells are not recruited.</summary>
    Ccr2Inhibition,

    /// <summary>Blocks matrix metalloproteinases.</summary>
    MmpInhibition,

    /// <summary>Keeps fibroblasts from becoming cancer-associated.</summary>
    FibroblastInhibition,

    /// <summary>Blocks autophagy.</summary>
    AutophagyInhibition,

    /// <summary>Blocks the pump of the P-glycoprotein.</summary>
    PgpInhibition,

    /// <summary>Takes persisters their chromatin state.</summary>
    EpigeneticReset,

    /// <summary>Kills senescent cells.</summary>
    Senolysis,
}
