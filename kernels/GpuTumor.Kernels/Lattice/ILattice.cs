namespace GpuTumor.Kernels;

/// <summary>What shoving reads of the lattice, wherever it lies. What lies around a voxel inside the rim is one question: a processor answers it at once.</summary>
public interface ILattice
{
    /// <summary>Distance to free space.</summary>
    byte Distance(int voxel);

    /// <summary>Whether a second cell waits in the voxel.</summary>
    bool IsCrowded(int voxel);

    /// <summary>The direction a second cell proposes to move, 1 + code; 0 if it proposes none.</summary>
    byte Proposal(int voxel);

    /// <summary>The neighbour of a code.</summary>
    int Beside(int voxel, int code, int row, int plane);

    /// <summary>The neighbours in which no second cell waits: a bit for each code.</summary>
    uint Uncrowded(int voxel, int row, int plane);

    /// <summary>The neighbours that propose to move here: a bit for each code.</summary>
    uint Proposing(int voxel, int row, int plane);

    /// <summary>The code of the lowest bit that is set; one is.</summary>
    int First(uint codes);

    /// <summary>How many of the 26 neighbours hold a cell.</summary>
    int Occupied(int voxel, int row, int plane);
}
