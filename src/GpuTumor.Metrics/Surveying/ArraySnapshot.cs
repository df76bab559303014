using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>A moment of a run held in arrays, x fastest.</summary>
public sealed class ArraySnapshot : ISnapshotSource
{
    private readonly List<Quantity> _quantities = [];
    private readonly Dictionary<string, byte[]> _bytes = [];
    private readonly Dictionary<(string Table, string Column), double[]> _columns = [];

    /// <summary>A moment without any quantity yet.</summary>
    public ArraySnapshot(Grid grid, double hours) => (Grid, Hours) = (grid, hours);

    /// <inheritdoc/>
    public Grid Grid { get; }

    /// <inheritdoc/>
    public long Step { get; init; }

    /// <inheritdoc/>
    public double Hours { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Quantity> Quantities => _quantities;

    /// <summary>Adds a quantity with one element per voxel.</summary>
    /// <returns>This moment.</returns>
    public ArraySnapshot With<T>(Quantity quantity, T[] values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        if (bytes.LongLength != Grid.Voxels * quantity.ElementSize)
            throw new ArgumentException($"{quantity.Name} needs {Grid.Voxels} elements.", nameof(values));
        _quantities.Add(quantity);
        _bytes.Add(quantity.Name, bytes);
        return this;
    }

    /// <summary>Adds a column of a table.</summary>
    /// <returns>This moment.</returns>
    public ArraySnapshot WithColumn(string table, string column, params double[] values)
    {
        _columns.Add((table, column), values);
        return this;
    }

    /// <inheritdoc/>
    public double[]? ReadColumn(string table, string column) => _columns.GetValueOrDefault((table, column));

    /// <inheritdoc/>
    public void Read(string quantity, int firstPlane, int planes, Span<byte> destination)
    {
        byte[] all = _bytes[quantity];
        long plane = all.LongLength / Grid.Nz;
        all.AsSpan((int)(firstPlane * plane), (int)(planes * plane)).CopyTo(destination);
    }
}
