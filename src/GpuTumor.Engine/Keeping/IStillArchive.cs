namespace GpuTumor.Engine;

/// <summary>An archive that is read later, while what gave it its state goes on: maps are handed to it as copies that nothing else changes.</summary>
public interface IStillArchive : IStateArchive
{
    /// <summary>Whether copies are of use: not any more once one could not be made.</summary>
    bool TakesCopies { get; }

    /// <summary>Takes a copy of a map of voxels, which is the archive's from now on.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="map">The copy, a value of type <typeparamref name="T"/> a voxel.</param>
    void Keep<T>(string name, Grid grid, IStillMap map)
        where T : unmanaged;
}
