namespace GpuTumor.Kernels;

/// <summary>What a host cell senses in its voxel; 0 for a substance that the model does not have.</summary>
public struct HostSurroundings
{
    /// <summary>Interferon γ with CXCL9 and CXCL10 [nM].</summary>
    public float Interferon;

    /// <summary>The suppressor [nM].</summary>
    public float Suppressor;

    /// <summary>CCL2 [nM].</summary>
    public float Ccl2;

    /// <summary>Danger signals [cell equivalents].</summary>
    public float Damp;

    /// <summary>The extracellular matrix, 0–1.</summary>
    public float Matrix;

    /// <summary>Chemotherapy A [µM].</summary>
    public float Chemo;

    /// <summary>Death of a cell of its kind that declared fields add [1/h].</summary>
    public float AddedDeath;
}
