using GpuTumor.Engine;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>Saves the whole state of a run: at planned steps, at its end, and whenever the run pauses for it.</summary>
/// <remarks>Where the device can keep the state, it is written while the run goes on, unless the run is to stop.</remarks>
/// <param name="directory">Where they go, and how many are kept.</param>
/// <param name="when">The planned steps.</param>
/// <param name="provenance">What they come from.</param>
/// <param name="wall">Wall time of the run so far.</param>
/// <param name="backlog">What is yet to be written.</param>
/// <param name="metrics">The lines that the run has written.</param>
internal sealed class Checkpoints(
    CheckpointDirectory directory, Schedule when, Provenance provenance, Func<TimeSpan> wall, SnapshotBacklog backlog,
    MetricsLog metrics) : IObserver
{
    private long? _saved;

    /// <inheritdoc/>
    public Schedule When => when;

    /// <inheritdoc/>
    public bool Observe(Patient patient, Clock clock)
    {
        // The first state is described by the scenario.
        if (clock.Step > 0)
            Begin(patient, clock);
        return false;
    }

    /// <summary>Begins to save the state, or saves it if the run has to wait for that; unless it is saved or begun.</summary>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable; the older checkpoints are still there.</exception>
    public void Begin(Patient patient, Clock clock)
    {
        if (_saved == clock.Step)
            return;
        // What a checkpoint's run has seen must be on the disk before it, for a resumed run does not see it again; of snapshots the backlog's order sees to that.
        metrics.Flush();
        if (directory.Begin(patient, clock, provenance, wall().TotalSeconds, Environment.ProcessorCount, backlog))
            _saved = clock.Step;
        else
            Save(patient, clock);
    }

    /// <summary>Saves the state. When this returns it is on the disk.</summary>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable; the older checkpoints are still there.</exception>
    public void Save(Patient patient, Clock clock)
    {
        backlog.Drain();
        metrics.Flush();
        if (_saved == clock.Step)
            return;
        directory.Write(patient, clock, provenance, wall().TotalSeconds, Environment.ProcessorCount);
        _saved = clock.Step;
    }
}
