using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>The snapshots of a directory that belong to one lattice, in time.</summary>
internal sealed class TimeSeries
{
    private readonly SortedDictionary<long, Moment> _moments = [];

    private TimeSeries(SnapshotFrame frame) => Frame = frame;

    /// <summary>The lattice and where it lies.</summary>
    public SnapshotFrame Frame { get; }

    /// <summary>The lattice.</summary>
    public Grid Grid => Frame.Grid;

    /// <summary>The snapshots, by step.</summary>
    public IReadOnlyCollection<Moment> Moments => _moments.Values;

    /// <summary>What every snapshot holds.</summary>
    public IReadOnlyList<Quantity> Quantities => _moments.Count == 0
        ? []
        : [.. _moments.Values.Last().Quantities.Where(quantity => _moments.Values.All(moment => moment.Holds(quantity)))];

    /// <summary>Those already there, as after a restart; files of another lattice, or not readable, are left out.</summary>
    public static TimeSeries Of(string directory, SnapshotFrame frame)
    {
        TimeSeries series = new(frame);
        Grid grid = frame.Grid;
        foreach (string path in SnapshotDirectory.Find(directory))
        {
            try
            {
                using Snapshot snapshot = Snapshot.Open(path);
                if (snapshot.Grid == grid)
                    series.Add(new Moment(Path.GetFileName(path), snapshot.Step, snapshot.Hours, snapshot.Quantities));
            }
            catch (SnapshotException)
            {
                // Sidecars are a convenience of viewers; whoever opens the file itself is told what is wrong with it.
            }
        }

        return series;
    }

    /// <summary>Adds a snapshot, or replaces the one of its step.</summary>
    public void Add(Moment moment) => _moments[moment.Step] = moment;
}

/// <summary>One snapshot of a series.</summary>
/// <param name="File">Its name in the directory.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Hours">Time since the start [h].</param>
/// <param name="Quantities">What it holds.</param>
internal sealed record Moment(string File, long Step, double Hours, IReadOnlyList<Quantity> Quantities)
{
    /// <summary>Whether it holds that quantity in the same form.</summary>
    public bool Holds(Quantity quantity)
        => Quantities.Any(own => own.Name == quantity.Name && own.Element == quantity.Element);
}
