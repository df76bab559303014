namespace GpuTumor.Kernels;

/// <summary>What sprouting reads of the vessels, wherever they lie.</summary>
public interface IVessels
{
    /// <summary>Perfusion of a voxel, 255 = full; 0 where no open vessel runs.</summary>
    byte Perfusion(int voxel);

    /// <summary>Vascular endothelial growth factor [nM].</summary>
    float Vegf(int voxel);

    /// <summary>Whether a voxel is closed to cells, as the rim is.</summary>
    bool IsClosed(int voxel);
}
