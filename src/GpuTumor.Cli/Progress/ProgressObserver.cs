using System.Diagnostics;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Tells a display how far the run is.</summary>
internal sealed class ProgressObserver : IObserver
{
    // Often enough for a bar to move, seldom enough that counting cells costs nothing beside the steps.
    private const long ShownMoments = 100;
    private const long LongestSilence = 10;

    // Weight of the newest interval in the rate: a stutter shows, and is forgotten after some ten intervals.
    private const double Freshness = 0.2;

    private readonly IProgressDisplay _display;
    private readonly string _arm;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _step;
    private double _seconds;
    private double _secondsPerStep;

    /// <summary>An observer of one run.</summary>
    public ProgressObserver(IProgressDisplay display, string arm, Model model)
    {
        (_display, _arm) = (display, arm);
        When = Schedule.EverySteps(Math.Clamp(model.Steps / ShownMoments, 1, LongestSilence));
    }

    /// <inheritdoc/>
    public Schedule When { get; }

    /// <inheritdoc/>
    public bool Observe(Patient patient, Clock clock)
    {
        double now = _watch.Elapsed.TotalSeconds;
        if (clock.Step > _step)
        {
            double latest = (now - _seconds) / (clock.Step - _step);
            _secondsPerStep = _step == 0 ? latest : _secondsPerStep + (Freshness * (latest - _secondsPerStep));
        }

        (_step, _seconds) = (clock.Step, now);
        _display.Show(new RunProgress(
            _arm,
            clock.Step,
            patient.Model.Steps,
            clock.Hours,
            patient.Primary.TakeCensus().Living,
            _secondsPerStep > 0 ? 1 / _secondsPerStep : 0,
            (patient.Model.Steps - clock.Step) * _secondsPerStep));
        return false;
    }
}
