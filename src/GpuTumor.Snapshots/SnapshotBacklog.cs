namespace GpuTumor.Snapshots;

/// <summary>
/// Writes snapshots and checkpoints one after another while the run goes on. At most two are in memory: whoever brings a third waits until the first is
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

    /// <summary>Waits until nothing is written any more, whatever became of it.</summary>
    public void Settle() => Task.WhenAny(_written).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        // What failed was thrown where somebody could do something about it, or another failure is on its way.
        Settle();
        _room.Dispose();
        Memory.Dispose();
    }

    /// <summary>Copies when there is room, and writes the copy in its turn.</summary>
    /// <param name="copy">Copies; null if it cannot.</param>
    /// <param name="write">Writes the copy.</param>
    /// <returns>Whether there was a copy to write.</returns>
    internal bool Write<TCopy>(Func<TCopy?> copy, Action<TCopy> write)
        where TCopy : class, IDisposable
    {
        _room.Wait();
        TCopy? copied;
        try
        {
            if (_written.IsFaulted)
                Drain();
            copied = copy();
        }
        catch
        {
            _room.Release();
            throw;
        }

        if (copied is null)
        {
            _room.Release();
            return false;
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
                    using (copied)
                    {
                        // After a failure the copy is only given up.
                        if (before.IsCompletedSuccessfully)
                            write(copied);
                    }
                }
                finally
                {
                    _room.Release();
                }
            }
        });
        return true;
    }
}
