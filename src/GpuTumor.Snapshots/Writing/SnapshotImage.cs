using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A copy of what a snapshot holds, to be written while the run goes on.</summary>
/// <remarks>What a device keeps as a still is copied while the run goes on, too.</remarks>
internal sealed unsafe class SnapshotImage : IDisposable
{
    // A span has at most 2³¹ bytes.
    private const long BytesPerRead = 1 << 30;

    // Maps begin at whole cache lines.
    private const long Alignment = 64;

    private readonly ImageMemory _memory;
    private readonly long[] _planeBytes;
    private readonly long[] _offsets;
    private readonly long _bytes;
    private readonly int _planes;
    private readonly SnapshotSource _source;
    private Task _rest = Task.CompletedTask;
    private byte* _values;

    private SnapshotImage(SnapshotSource tissue, Grid grid, ImageMemory memory)
    {
        (_memory, _planes) = (memory, grid.Nz);
        _planeBytes = [.. tissue.Quantities.Select(quantity => grid.PlaneVoxels * quantity.ElementSize)];
        _offsets = new long[_planeBytes.Length];
        for (int i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = _bytes;
            _bytes += ((_planeBytes[i] * grid.Nz) + Alignment - 1) / Alignment * Alignment;
        }

        _values = memory.Take(_bytes);
        _source = tissue with { Read = Read, Place = quantity => _values + _offsets[quantity] };
    }

    /// <summary>The copy as a snapshot's source, once it is whole.</summary>
    /// <exception cref="DeviceException">The device was lost before it was.</exception>
    public SnapshotSource Source
    {
        get
        {
            _rest.GetAwaiter().GetResult();
            return _source;
        }
    }

    /// <summary>Copies what has to be copied before the tissue goes on, and begins with the rest.</summary>
    public static SnapshotImage Of(SnapshotSource tissue, Grid grid, ImageMemory memory)
    {
        SnapshotImage image = new(tissue, grid, memory);
        try
        {
            SnapshotStill? still = tissue.TakeStill();
            int[] others = [.. Enumerable.Range(0, image._offsets.Length).Where(quantity => still is null || !still.Holds(quantity))];
            if (still is not null)
                image._rest = Task.Run(() => image.CopyFrom(still));
            foreach (int quantity in others)
                image.Copy(quantity, tissue.Read);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is still to come goes into this memory; whoever needs it is told of a failure by Source.
        Task.WhenAny(_rest).GetAwaiter().GetResult();
        if (_values is not null)
            _memory.GiveBack(_values, _bytes);
        _values = null;
    }

    private void CopyFrom(SnapshotStill still)
    {
        using (still)
        {
            foreach (int quantity in Enumerable.Range(0, _offsets.Length).Where(still.Holds))
                Copy(quantity, still.Read);
        }
    }

    private void Copy(int quantity, QuantityReader read)
    {
        long planeBytes = _planeBytes[quantity];
        int planes = (int)Math.Clamp(BytesPerRead / planeBytes, 1, _planes);
        for (int z = 0; z < _planes; z += planes)
        {
            int count = Math.Min(planes, _planes - z);
            byte* first = _values + _offsets[quantity] + (z * planeBytes);
            read(quantity, z, new Span<byte>(first, checked((int)(count * planeBytes))));
        }
    }

    private void Read(int quantity, int firstPlane, Span<byte> destination)
        => new ReadOnlySpan<byte>(_values + _offsets[quantity] + (firstPlane * _planeBytes[quantity]), destination.Length).CopyTo(destination);
}
