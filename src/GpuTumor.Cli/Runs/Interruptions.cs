namespace GpuTumor.Cli;

/// <summary>What a run is asked for from outside while it goes, to be granted at its next step: to stop, or to save its state.</summary>
internal sealed class Interruptions : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(0.2);

    // What a timer can wait for: 49 days, which no job outlives.
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _gate = new();
    private readonly StopRequests _stops;
    private readonly RunDirectory _directory;
    private readonly TimeSpan _saveEvery;
    private readonly CancellationTokenRegistration _stopped;
    private readonly Timer _look;
    private readonly Timer _save;
    private CancellationTokenSource _asked = new();

    /// <summary>Watches from now on.</summary>
    /// <param name="stops">Asks for a stop of the whole program.</param>
    /// <param name="directory">Where a file may ask for a stop.</param>
    /// <param name="saveEvery">Wall time between checkpoints; null for none.</param>
    public Interruptions(StopRequests stops, RunDirectory directory, TimeSpan? saveEvery)
    {
        (_stops, _directory) = (stops, directory);
        _saveEvery = saveEvery is { } interval && interval <= _longest ? interval : Timeout.InfiniteTimeSpan;
        _stopped = stops.Token.Register(Ask);
        _look = new Timer(_ => Look(), null, TimeSpan.Zero, _lookEvery);
        _save = new Timer(_ => Ask(), null, _saveEvery, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Set when the run is to pause after its present step.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_gate)
                return _asked.Token;
        }
    }

    /// <summary>Whether the run is to stop, and not only to save its state.</summary>
    public bool MustStop => _stops.Received is not null;

    /// <summary>The state was saved: the wall time to the next checkpoint counts from now.</summary>
    public void Saved()
    {
        lock (_gate)
        {
            _save.Change(_saveEvery, Timeout.InfiniteTimeSpan);
            if (!_asked.IsCancellationRequested || MustStop)
                return;
            _asked.Dispose();
            _asked = new CancellationTokenSource();
            // A stop may have come in between.
            if (_stops.Token.IsCancellationRequested)
                _asked.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End(_look);
        End(_save);
        _stopped.Dispose();
        _asked.Dispose();
    }

    private void Look()
    {
        if (_directory.AsksForStop)
            _stops.Ask(RunDirectory.StopFileName + " file");
    }

    private static void End(Timer timer)
    {
        using ManualResetEvent ended = new(false);
        if (timer.Dispose(ended))
            ended.WaitOne();
    }

    private void Ask()
    {
        lock (_gate)
            _asked.Cancel();
    }
}
