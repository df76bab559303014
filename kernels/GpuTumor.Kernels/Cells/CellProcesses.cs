namespace GpuTumor.Kernels;

/// <summary>Which processes of the cells can do anything in a model. What cannot is left out of the step, for speed alone.</summary>
[Flags]
public enum CellProcesses : uint
{
    /// <summary>Signalling, the cycle and death, which are always there.</summary>
    None = 0,

    /// <summary>The next-generation drug: the model has its field.</summary>
    NextDrug = 1,

    /// <summary>Chemotherapy: the model has its fields.</summary>
    Chemotherapy = 2,

    /// <summary>P-glycoprotein: a drug may induce it, or a mutation amplify it.</summary>
    Efflux = 4,

    /// <summary>The epithelial–mesenchymal transition.</summary>
    Transition = 8,

    /// <summary>The memory of stress.</summary>
    Memory = 16,

    /// <summary>Persisters.</summary>
    Persistence = 32,

    /// <summary>Dormancy.</summary>
    Dormancy = 64,

    /// <summary>The metabolic switch.</summary>
    Metabolism = 128,

    /// <summary>Autophagy.</summary>
    Autophagy = 256,

    /// <summary>Anoikis: the model has a matrix.</summary>
    Anoikis = 512,

    /// <summary>Senolysis: the model has a drug that kills senescent cells.</summary>
    Senolysis = 1024,

    /// <summary>Couplings: the model declares effects of fields on division or death.</summary>
    Couplings = 2048,

    /// <summary>All of them.</summary>
    All = 4095,
}
