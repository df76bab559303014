namespace GpuTumor.Kernels;

/// <summary>The map of <see cref="MassDepth"/>, wherever it lies.</summary>
public interface IDepthMap
{
    /// <summary>Depth of a block; of the nearest one for a place beyond the box.</summary>
    byte Depth(int x, int y, int z);
}
