using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Shows how runs get on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Does the work with the display up.</summary>
    void During(Action work);

    /// <summary>A run is about to take memory.</summary>
    /// <param name="run">The run.</param>
    /// <param name="demand">How much, and how much is free.</param>
    void Take(RunReport run, Demand demand);

    /// <summary>A run begins.</summary>
    void Begin(RunReport run, RunDirectory directory);

    /// <summary>A run is this far.</summary>
    void Show(RunProgress progress);

    /// <summary>A run is asked to stop, and will when its present step is done. May be said at any moment, from another thread.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="reason">What asked: a signal, a file, the wall time.</param>
    void Stopping(string arm, string reason);

    /// <summary>Something that the user should know, and that does not end the run.</summary>
    void Warn(string text);

    /// <summary>A run has ended.</summary>
    void End(RunReport run);
}
