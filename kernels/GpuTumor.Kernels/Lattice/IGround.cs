namespace GpuTumor.Kernels;

/// <summary>What a migrating cell feels of the ground around it, wherever it lies.</summary>
public interface IGround
{
    /// <summary>The homing chemokine [nM].</summary>
    float Chemokine(int voxel);

    /// <summary>Hepatocyte growth factor [nM].</summary>
    float Hgf(int voxel);

    /// <summary>The extracellular matrix, 0–1.</summary>
    float Matrix(int voxel);

    /// <summary>How mesenchymal the living tumour cell that lives in a voxel is, 0–1; 0 where there is none.</summary>
    float Emt(int voxel);
}
