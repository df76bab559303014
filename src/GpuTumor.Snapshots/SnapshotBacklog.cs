namespace GpuTumor.Snapshots;

/// <summary>
/// Writes snapshots one after another while the run goes on. At most two are in memory: whoever brings a third waits until the first is
/// on the disk.
/// </summary>
public sealed class SnapshotBacklog : IDisposable
{
    private const int MostInMemory = 2;

    private readonly SemaphoreSlim _room = new(MostInMemory);
    private Task _written = Task.CompletedTask;

    /// <summary>Where copies go.</summary>
    internal ImageMemory Memory { get; } = new();

    /// <summary>Waits until all that was brought is on the disk.</summary>
    /// <exception cref="SnapshotWriteException">One could not be written; those after it were not tried.</exception>
    public void Drain() => _written.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        // What failed was thrown where somebody could do something about it, or another failure is on its way.
        Task.WhenAny(_written).GetAwaiter().GetResult();
        _room.Dispose();
        Memory.Dispose();
    }

    /// <summary>Copies when there is room, and writes the copy in its turn.</summary>
    /// <param name="copy">Copies, and returns how the copy is written and given up.</param>
    internal void Write(Func<Action> copy)
    {
        _room.Wait();
        Action write;
        try
        {
            if (_written.IsFaulted)
                Drain();
            write = copy();
        }
        catch
        {
            _room.Release();
            throw;
        }

        Task before = _written;
        _written = Task.Run(async () =>
        {
            try
            {
                await before.ConfigureAwait(false);
            }
            finally
            {
                try
                {
                    // After a failure the copy is only given up.
                    if (before.IsCompletedSuccessfully)
                        write();
                }
                finally
                {
                    _room.Release();
                }
            }
        });
    }
}
