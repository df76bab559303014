using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>Measures the snapshots of one run, in the order of time: some metrics remember the moments before.</summary>
public sealed class Surveyor
{
    private const MetricGroups NeedsBody = MetricGroups.Shape | MetricGroups.Spread | MetricGroups.Mixing | MetricGroups.Fields;

    private readonly MetricGroups _groups;
    private readonly Dictionary<string, Exposure> _exposures = [];
    private TumourBody? _bodyBefore;
    private double _secretomeIntegral;
    private double _secretomeBefore;
    private double _hoursBefore = double.NaN;

    /// <summary>A surveyor who has seen nothing yet.</summary>
    public Surveyor(MetricGroups groups) => _groups = groups;

    /// <summary>Measures the next moment.</summary>
    /// <exception cref="MetricException">It holds no cells, or comes before the last one.</exception>
    public Measurement Survey(ISnapshotSource snapshot)
    {
        if (snapshot.Hours < _hoursBefore)
            throw new MetricException("Snapshots must be measured in the order of time.");
        var measurement = new Measurement(snapshot.Step, snapshot.Hours);
        CellMap map = CellMap.Read(snapshot, _groups);
        TumourBody? body = (_groups & NeedsBody) != 0 ? TumourBody.Find(map, _bodyBefore) : null;
        double spacing = snapshot.Grid.Spacing;

        if (_groups.HasFlag(MetricGroups.Cells))
            Populations.Measure(snapshot, map, measurement);
        if (_groups.HasFlag(MetricGroups.Signals))
            MeasureSignals(snapshot, map, measurement);
        if (_groups.HasFlag(MetricGroups.Diversity) && snapshot.Has("clone"))
            Diversity.Measure(map, measurement);
        if (_groups.HasFlag(MetricGroups.Shape))
            Shape.Measure(body, spacing, measurement);
        if (_groups.HasFlag(MetricGroups.Spread))
            Spread.Measure(body, spacing, measurement);
        if (_groups.HasFlag(MetricGroups.Mixing))
            Mixing.Measure(map, body, spacing, measurement);
        if (_groups.HasFlag(MetricGroups.Fields))
            MeasureFields(snapshot, map, body, measurement);

        _bodyBefore = body;
        _hoursBefore = snapshot.Hours;
        return measurement;
    }

    private void MeasureSignals(ISnapshotSource snapshot, CellMap map, Measurement into)
    {
        Signals.Measure(snapshot, map, into);
        if (!snapshot.Has("secretome"))
            return;
        double now = Signals.SecretomeSum(map);
        if (!double.IsNaN(_hoursBefore))
            _secretomeIntegral += (snapshot.Hours - _hoursBefore) / 24 * (now + _secretomeBefore) / 2;
        _secretomeBefore = now;
        into.Add(Signals.SecretomeIntegral, _secretomeIntegral);
    }

    private void MeasureFields(ISnapshotSource snapshot, CellMap map, TumourBody? body, Measurement into)
    {
        FieldsAtCells.Measure(snapshot, map, body, into);
        foreach (Quantity drug in snapshot.Quantities.Where(FieldsAtCells.IsDrug))
        {
            if (!_exposures.TryGetValue(drug.Name, out Exposure? exposure))
                _exposures.Add(drug.Name, exposure = new Exposure(drug, snapshot.Grid));
            exposure.Measure(snapshot, map, into);
        }
    }
}
