using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A copy of what a snapshot holds, to be written while the run goes on.</summary>
internal sealed unsafe class SnapshotImage : IDisposable
{
    // A span has at most 2³¹ bytes.
    private const long BytesPerRead = 1 << 30;

    private readonly long[] _planeBytes;
    private readonly byte*[] _values;

    private SnapshotImage(SnapshotSource tissue, Grid grid)
    {
        _planeBytes = [.. tissue.Quantities.Select(quantity => grid.PlaneVoxels * quantity.ElementSize)];
        _values = new byte*[_planeBytes.Length];
        Source = tissue with { Read = Read, Place = quantity => _values[quantity] };
    }

    /// <summary>The copy as a snapshot's source.</summary>
    public SnapshotSource Source { get; }

    /// <summary>Copies.</summary>
    public static SnapshotImage Of(SnapshotSource tissue, Grid grid)
    {
        SnapshotImage image = new(tissue, grid);
        try
        {
            for (int i = 0; i < image._values.Length; i++)
            {
                long planeBytes = image._planeBytes[i];
                image._values[i] = LargeMemory.Take(planeBytes * grid.Nz);
                int planes = (int)Math.Clamp(BytesPerRead / planeBytes, 1, grid.Nz);
                for (int z = 0; z < grid.Nz; z += planes)
                {
                    int count = Math.Min(planes, grid.Nz - z);
                    tissue.Read(i, z, new Span<byte>(image._values[i] + (z * planeBytes), checked((int)(count * planeBytes))));
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
        for (int i = 0; i < _values.Length; i++)
        {
            LargeMemory.GiveBack(_values[i]);
            _values[i] = null;
        }
    }

    private void Read(int quantity, int firstPlane, Span<byte> destination)
        => new ReadOnlySpan<byte>(_values[quantity] + (firstPlane * _planeBytes[quantity]), destination.Length).CopyTo(destination);
}
