using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Memory of a device for stills: what is free of it, for as long as nothing else needs it.</summary>
/// <remarks>
/// The thread that computes takes memory and makes it give way. Another copies what was gathered there to the host, on a stream of its own,
/// and gives the memory back, which is kept for the next still.
/// </remarks>
internal sealed class StillMemory(GpuContext context) : IDisposable
{
    // Of the device's memory this part is left free: for what grows in mid-run, and for the driver.
    private const int PartLeftFree = 32;
    private const int BytesOfChunk = 4 << 20;
    private readonly object _gate = new();
    private readonly object _copying = new();
    private readonly List<MemoryBuffer1D<byte, Stride1D.Dense>> _idle = [];
    private CopyStream? _copies;
    private PageLockedArray1D<byte>[] _pinned = [];
    private long _bytes;
    private int _inUse;

    /// <summary>Bytes held, in use or not.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Bytes that stills may hold.</summary>
    public long Room => Math.Max(0, context.FreeMemory - (context.Memory / PartLeftFree));

    /// <summary>Takes so many bytes; null if there is no room for them now.</summary>
    public MemoryBuffer1D<byte, Stride1D.Dense>? TryTake(long bytes)
    {
        if (TakeIdle(bytes) is { } idle)
            return idle;
        if (Room - Bytes < bytes)
            FreeIdle();
        if (Room - Bytes < bytes || context.TryAllocate<byte>(bytes, "making room for a still", out _) is not { } fresh)
            return null;
        if (_copies is null)
        {
            _copies = context.OpenCopies("copying a still");
            _pinned = [context.AllocatePinned(BytesOfChunk), context.AllocatePinned(BytesOfChunk)];
        }

        Interlocked.Add(ref _bytes, bytes);
        lock (_gate)
            _inUse++;
        return fresh;
    }

    /// <summary>Gives memory back; any thread.</summary>
    public void GiveBack(MemoryBuffer1D<byte, Stride1D.Dense> memory)
    {
        lock (_gate)
        {
            _idle.Add(memory);
            _inUse--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Copies to the host what was gathered; any thread. The next chunk is on its way while one is taken up.</summary>
    public void Read(ArrayView<byte> gathered, Span<byte> destination)
    {
        lock (_copying)
        {
            long begun = Begin(gathered, 0, 0);
            for (int done = 0, turn = 0; done < destination.Length; turn = 1 - turn)
            {
                _copies!.End();
                int bytes = (int)(begun - done);
                begun += Begin(gathered, begun, 1 - turn);
                _pinned[turn].Span[..bytes].CopyTo(destination[done..]);
                done += bytes;
            }
        }
    }

    /// <summary>Frees all memory, once what is in use was copied. Returns whether there was any.</summary>
    public bool GiveWay()
    {
        lock (_gate)
        {
            while (_inUse > 0)
                Monitor.Wait(_gate);
        }

        return FreeIdle();
    }

    public void Dispose()
    {
        GiveWay();
        foreach (PageLockedArray1D<byte> pinned in _pinned)
            context.Free(pinned);
        _copies?.Dispose();
    }

    // Begins to copy the chunk from here on, if there is one; returns its bytes.
    private long Begin(ArrayView<byte> gathered, long first, int slot)
    {
        long bytes = Math.Min(BytesOfChunk, gathered.Length - first);
        if (bytes > 0)
            _copies!.Begin(gathered.SubView(first, bytes), _pinned[slot]);
        return bytes;
    }

    private MemoryBuffer1D<byte, Stride1D.Dense>? TakeIdle(long bytes)
    {
        lock (_gate)
        {
            int place = _idle.FindIndex(memory => memory.Length == bytes);
            if (place < 0)
                return null;
            MemoryBuffer1D<byte, Stride1D.Dense> taken = _idle[place];
            _idle.RemoveAt(place);
            _inUse++;
            return taken;
        }
    }

    private bool FreeIdle()
    {
        lock (_gate)
        {
            foreach (MemoryBuffer1D<byte, Stride1D.Dense> memory in _idle)
            {
                Interlocked.Add(ref _bytes, -memory.Length);
                context.Free(memory);
            }

            bool any = _idle.Count > 0;
            _idle.Clear();
            return any;
        }
    }
}
