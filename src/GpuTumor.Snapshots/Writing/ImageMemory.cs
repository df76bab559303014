namespace GpuTumor.Snapshots;

/// <summary>Memory for copies of a tissue. That of the last copy is kept for the next: fresh memory costs as much time as filling it.</summary>
internal sealed unsafe class ImageMemory : IDisposable
{
    private readonly Lock _gate = new();
    private byte* _idle;
    private long _idleBytes;

    /// <summary>Takes so many bytes, which hold anything.</summary>
    public byte* Take(long bytes)
    {
        lock (_gate)
        {
            if (_idle is not null && _idleBytes == bytes)
            {
                byte* taken = _idle;
                _idle = null;
                return taken;
            }
        }

        return LargeMemory.Take(bytes);
    }

    /// <summary>Gives them back.</summary>
    public void GiveBack(byte* memory, long bytes)
    {
        lock (_gate)
        {
            if (_idle is not null)
                LargeMemory.GiveBack(_idle);
            _idle = memory;
            _idleBytes = bytes;
        }
    }

    /// <summary>Gives up what is kept. Nothing may be taken or given back from now on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_idle is not null)
                LargeMemory.GiveBack(_idle);
            _idle = null;
        }
    }
}
