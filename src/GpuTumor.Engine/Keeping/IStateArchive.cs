namespace GpuTumor.Engine;

/// <summary>Takes the state of a run, or gives back one taken before: numbers, lists and voxel maps by name.</summary>
/// <remarks>
/// Elements are unsigned or signed integers of 8 to 64 bits, float or double. Voxel maps are in voxel order whatever the device
/// keeps, so that a state taken on one device is given back on another, and does not depend on threads or on the order of a pool.
/// </remarks>
public interface IStateArchive
{
    /// <summary>Whether state is given back.</summary>
    bool Restores { get; }

    /// <summary>An archive for a part, whose names are its own.</summary>
    IStateArchive Part(string name);

    /// <summary>Takes a number, or sets it.</summary>
    void Value<T>(string name, ref T value)
        where T : unmanaged;

    /// <summary>Takes a list, or replaces it, by one of another length if need be.</summary>
    void List<T>(string name, ref T[] values)
        where T : unmanaged;

    /// <summary>Takes a value for each voxel, or gives it back, plane by plane.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="save">Fills the values of plane z. Not called where state is given back.</param>
    /// <param name="restore">Takes up the values of plane z. Called for every plane in order, and only where state is given back.</param>
    void Voxels<T>(string name, Grid grid, PlaneMove<T> save, PlaneMove<T> restore)
        where T : unmanaged;
}

/// <summary>Moves the values of one plane, x fastest.</summary>
/// <param name="z">The plane.</param>
/// <param name="values">Its Nx · Ny values.</param>
public delegate void PlaneMove<T>(int z, Span<T> values)
    where T : unmanaged;
