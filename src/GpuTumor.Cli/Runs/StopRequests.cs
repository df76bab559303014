using System.Runtime.InteropServices;

namespace GpuTumor.Cli;

/// <summary>
/// Asks a run to stop at the first SIGTERM, SIGINT or SIGUSR1, when the wall time given to the program is over, or when somebody else
/// asks; the second signal ends the program at once.
/// </summary>
internal sealed class StopRequests : IDisposable
{
    // SIGUSR1 has no name in .NET; Linux numbers are taken as they are.
    private const PosixSignal UserSignal = (PosixSignal)10;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Timer _limit;
    private volatile string? _received;

    /// <summary>Listens from now on.</summary>
    /// <param name="wallLimit">Wall time from now after which to stop; null for none.</param>
    public StopRequests(TimeSpan? wallLimit)
    {
        Listen();
        _limit = new Timer(_ => Ask("wall-time limit"), null, wallLimit ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Set once a stop was asked for.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What asked first: <c>SIGTERM</c>, <c>wall-time limit</c>; null if nothing did.</summary>
    public string? Received => _received;

    /// <summary>Listens again, after a library was loaded that may have taken the signals to itself, as LLVM does with SIGUSR1.</summary>
    public void ListenAgain()
    {
        StopListening();
        Listen();
    }

    /// <summary>Asks for a stop; only the first time counts.</summary>
    public void Ask(string reason)
    {
        if (Interlocked.CompareExchange(ref _received, reason, null) is null)
            _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopListening();
        using ManualResetEvent ended = new(false);
        if (_limit.Dispose(ended))
            ended.WaitOne();
        _stop.Dispose();
    }

    private void Listen()
    {
        Listen(PosixSignal.SIGTERM, "SIGTERM");
        Listen(PosixSignal.SIGINT, "SIGINT");
        if (OperatingSystem.IsLinux())
            Listen(UserSignal, "SIGUSR1");
    }

    private void StopListening()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _registrations.Clear();
    }

    private static void EndAtOnce()
    {
        // Bars hide the cursor while they are drawn.
        if (!Console.IsOutputRedirected)
            Console.CursorVisible = true;
        Console.Error.WriteLine("\nEnded at once at a second signal; nothing was saved since the last checkpoint. gputumor resume goes on from there.");
        Environment.Exit((int)ExitCode.Stopped);
    }

    private void Listen(PosixSignal signal, string name)
        => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (Token.IsCancellationRequested)
                EndAtOnce();
            Ask(name);
        }));
}
