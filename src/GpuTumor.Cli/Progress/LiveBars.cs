using System.Collections.Concurrent;
using GpuTumor.Engine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GpuTumor.Cli;

/// <summary>A bar for each arm, redrawn in place, for a person at a terminal.</summary>
internal sealed class LiveBars : IProgressDisplay
{
    private readonly Dictionary<string, ProgressTask> _bars = [];
    private readonly ConcurrentDictionary<int, string> _measures = [];
    private readonly IReadOnlyList<string> _arms;
    private volatile bool _isStopping;

    /// <summary>Bars for arms that run one after another.</summary>
    public LiveBars(IReadOnlyList<string> arms) => _arms = arms;

    /// <inheritdoc/>
    public void During(Action work)
        => AnsiConsole.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new MeasuresColumn(_measures))
            .Start(context =>
            {
                foreach (string arm in _arms)
                    _bars[arm] = context.AddTask(Markup.Escape(arm), autoStart: false, maxValue: 1);
                work();
            });

    /// <inheritdoc/>
    public void Take(RunReport run, Demand demand)
        => Say(_bars[run.Arm], $"takes {Demand.Amount(demand.Bytes)} of {Demand.Amount(demand.FreeBytes)} free on {Markup.Escape(run.Backend)}");

    /// <inheritdoc/>
    public void Begin(RunReport run, RunDirectory directory)
    {
        ProgressTask bar = _bars[run.Arm];
        bar.MaxValue = run.StepsPlanned;
        bar.StartTask();
    }

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        ProgressTask bar = _bars[progress.Arm];
        string pace = _isStopping
            ? "  [yellow]saves its state and stops[/]"
            : progress.Step == 0
            ? ""
            : $"  [cyan]{Wording.Number(progress.StepsPerSecond, "0.0")}[/] steps/s  {Wording.Duration(TimeSpan.FromSeconds(progress.SecondsLeft))} left";
        Say(bar, $"step {progress.Step}/{progress.Steps}  day {Wording.Number(progress.Hours / 24, "0.00")}  "
            + $"[green]{Wording.Count(progress.Cells)}[/] cells{pace}");
        bar.Value = progress.Step;
    }

    /// <inheritdoc/>
    public void Stopping(string arm, string reason)
    {
        _isStopping = true;
        Say(_bars[arm], $"[yellow]{Markup.Escape(reason)}: stops after this step, with its state saved; Ctrl-C again ends it at once[/]");
    }

    /// <inheritdoc/>
    public void Warn(string text) => AnsiConsole.MarkupLine($"[yellow]warning:[/] {Markup.Escape(text)}");

    /// <inheritdoc/>
    public void End(RunReport run)
    {
        ProgressTask bar = _bars[run.Arm];
        string colour = run.ExitReason == "completed" ? "green" : "yellow";
        Say(bar, $"[{colour}]{run.ExitReason}[/] at day {Wording.Number(run.SimulatedHours / 24, "0.00")} "
            + $"in {Wording.Duration(TimeSpan.FromSeconds(run.WallSeconds))}  [green]{Wording.Count(run.Cells.Values.Sum())}[/] cells");
        bar.StopTask();
    }

    private void Say(ProgressTask bar, string markup) => _measures[bar.Id] = markup;

    // The bars are drawn by a thread of their own.
    private sealed class MeasuresColumn(ConcurrentDictionary<int, string> measures) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
            => new Markup(measures.GetValueOrDefault(task.Id, "")).Overflow(Overflow.Ellipsis);
    }
}
