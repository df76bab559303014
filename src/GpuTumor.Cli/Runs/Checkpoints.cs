using System.Diagnostics;
using GpuTumor.Engine;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>Saves the whole state of a run: at planned steps, at its end, and whenever the run pauses for it.</summary>
/// <param name="directory">Where they go, and how many are kept.</param>
/// <param name="when">The planned steps.</param>
/// <param name="provenance">What they come from.</param>
/// <param name="wall">Wall time of the run so far.</param>
/// <param name="first">Makes sure that what the run has written until now is on the disk.</param>
internal sealed class Checkpoints(
    CheckpointDirectory directory, Schedule when, Provenance provenance, Func<TimeSpan> wall, Action first) : IObserver
{
    private long? _saved;

    /// <inheritdoc/>
    public Schedule When => when;

    /// <summary>Wall time spent on saving.</summary>
    public TimeSpan Spent { get; private set; }

    /// <inheritdoc/>
    public bool Observe(Patient patient, Clock clock)
    {
        // The first state is described by the scenario.
        if (clock.Step > 0)
            Save(patient, clock);
        return false;
    }

    /// <summary>Saves the state, unless it is saved.</summary>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable; the older checkpoints are still there.</exception>
    public void Save(Patient patient, Clock clock)
    {
        if (_saved == clock.Step)
            return;
        long started = Stopwatch.GetTimestamp();
        first();
        directory.Write(patient, clock, provenance, wall().TotalSeconds, Environment.ProcessorCount);
        _saved = clock.Step;
        Spent += Stopwatch.GetElapsedTime(started);
    }
}
