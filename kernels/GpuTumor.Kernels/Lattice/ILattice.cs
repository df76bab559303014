namespace GpuTumor.Kernels;

/// <summary>What shoving reads of the lattice, wherever it lies.</summary>
public interface ILattice
{
    /// <summary>Distance to free space.</summary>
    byte Distance(int voxel);

    /// <summary>Whether a second cell waits in the voxel.</summary>
    bool IsCrowded(int voxel);

    /// <summary>The direction a second cell proposes to move, 1 + code; 0 if it proposes none.</summary>
    byte Proposal(int voxel);
}
