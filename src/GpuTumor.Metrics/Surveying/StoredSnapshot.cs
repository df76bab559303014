using GpuTumor.Engine;
using GpuTumor.Snapshots;

namespace GpuTumor.Metrics;

/// <summary>A moment of a run in a snapshot file.</summary>
public sealed class StoredSnapshot : ISnapshotSource, IDisposable
{
    private readonly Snapshot _file;

    private StoredSnapshot(Snapshot file)
    {
        _file = file;
        Grid = file.Grid;
    }

    /// <inheritdoc/>
    public Grid Grid { get; }

    /// <inheritdoc/>
    public long Step => _file.Step;

    /// <inheritdoc/>
    public double Hours => _file.Hours;

    /// <inheritdoc/>
    public IReadOnlyList<Quantity> Quantities => _file.Quantities;

    /// <summary>What it came from.</summary>
    public Provenance Provenance => _file.Provenance;

    /// <summary>Opens a snapshot file.</summary>
    /// <exception cref="SnapshotException">It is missing, foreign, truncated, incomplete, damaged or of a newer version.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    /// <exception cref="MetricException">Its voxels are no cubes.</exception>
    public static StoredSnapshot Open(string path)
    {
        StoredSnapshot snapshot = new(Snapshot.Open(path));
        if (snapshot.Grid.IsCubic)
            return snapshot;
        snapshot.Dispose();
        throw new MetricException($"{path}: voxels are no cubes ({snapshot.Grid}); metrics need cubes, look at such fields with ParaView or h5py");
    }

    /// <inheritdoc/>
    public void Read(string quantity, int firstPlane, int planes, Span<byte> destination)
        => _file.Read(quantity, firstPlane, planes, destination);

    /// <inheritdoc/>
    public double[]? ReadColumn(string table, string column) => _file.ReadColumn(table, column);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
