using System.Runtime.InteropServices;

namespace GpuTumor.Cli;

/// <summary>Asks a run to stop at the first SIGTERM, SIGINT or SIGUSR1; the second one ends the program at once.</summary>
internal sealed class StopSignals : IDisposable
{
    // SIGUSR1 has no name in .NET; Linux numbers are taken as they are.
    private const PosixSignal UserSignal = (PosixSignal)10;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile string? _received;

    /// <summary>Listens from now on.</summary>
    public StopSignals()
    {
        Listen(PosixSignal.SIGTERM, "SIGTERM");
        Listen(PosixSignal.SIGINT, "SIGINT");
        if (OperatingSystem.IsLinux())
            Listen(UserSignal, "SIGUSR1");
    }

    /// <summary>Set once a signal has come.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The first signal that came.</summary>
    public string? Received => _received;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Listen(PosixSignal signal, string name)
        => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            // The second signal takes its usual course.
            if (_stop.IsCancellationRequested)
                return;
            context.Cancel = true;
            _received = name;
            _stop.Cancel();
        }));
}
