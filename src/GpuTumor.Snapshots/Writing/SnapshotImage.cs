using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A copy of what a snapshot holds, to be written while the run goes on.</summary>
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
    private byte* _values;

    private SnapshotImage(SnapshotSource tissue, Grid grid, ImageMemory memory)
    {
        _memory = memory;
        _planeBytes = [.. tissue.Quantities.Select(quantity => grid.PlaneVoxels * quantity.ElementSize)];
        _offsets = new long[_planeBytes.Length];
        for (int i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = _bytes;
            _bytes += ((_planeBytes[i] * grid.Nz) + Alignment - 1) / Alignment * Alignment;
        }

        _values = memory.Take(_bytes);
        Source = tissue with { Read = Read, Place = quantity => _values + _offsets[quantity] };
    }

    /// <summary>The copy as a snapshot's source.</summary>
    public SnapshotSource Source { get; }

    /// <summary>Copies.</summary>
    public static SnapshotImage Of(SnapshotSource tissue, Grid grid, ImageMemory memory)
    {
        SnapshotImage image = new(tissue, grid, memory);
        try
        {
            for (int i = 0; i < image._offsets.Length; i++)
            {
                long planeBytes = image._planeBytes[i];
                int planes = (int)Math.Clamp(BytesPerRead / planeBytes, 1, grid.Nz);
                for (int z = 0; z < grid.Nz; z += planes)
                {
                    int count = Math.Min(planes, grid.Nz - z);
                    byte* first = image._values + image._offsets[i] + (z * planeBytes);
                    tissue.Read(i, z, new Span<byte>(first, checked((int)(count * planeBytes))));
                }
            }

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
        if (_values is not null)
            _memory.GiveBack(_values, _bytes);
        _values = null;
    }

    private void Read(int quantity, int firstPlane, Span<byte> destination)
        => new ReadOnlySpan<byte>(_values + _offsets[quantity] + (firstPlane * _planeBytes[quantity]), destination.Length).CopyTo(destination);
}
