using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>Measures the snapshots of one run, in the order of time: some metrics remember the moments before.</summary>
public sealed class Surveyor
{
    private const MetricGroups NeedsBody = MetricGroups.Shape | MetricGroups.Spread | MetricGroups.Mixing | MetricGroups.Fields | MetricGroups.Immune;

    private readonly MetricGroups _groups;
    private readonly RateLaws _laws;
    private readonly DrugPotency? _potency;
    private readonly Dictionary<string, Exposure> _exposures = [];
    private readonly Dictionary<string, (double Integral, double Before)> _integrals = [];
    private TumourBody? _bodyBefore;
    private double _secretomeIntegral;
    private double _secretomeBefore;
    private double _hoursBefore = double.NaN;

    /// <summary>A surveyor who has seen nothing yet.</summary>
    /// <param name="groups">What to measure.</param>
    /// <param name="laws">How the run's cells divide and die; null for the defaults.</param>
    /// <param name="potency">How much of each drug is half effective; null if that is not known.</param>
    public Surveyor(MetricGroups groups, RateLaws? laws = null, DrugPotency? potency = null)
        => (_groups, _laws, _potency) = (groups, laws ?? new RateLaws(), potency);

    /// <summary>Measures the next moment.</summary>
    /// <exception cref="MetricException">It holds no cells, or comes before the last one.</exception>
    public Measurement Survey(ISnapshotSource snapshot)
    {
        if (snapshot.Hours < _hoursBefore)
            throw new MetricException("Snapshots must be measured in the order of time.");
        CellMap map = CellMap.Read(snapshot, _groups);
        bool clones = _groups.HasFlag(MetricGroups.Diversity) && snapshot.Has("clone");
        var measurement = new Measurement(snapshot.Step, snapshot.Hours)
        {
            Clones = clones ? map.Tally.ByClone : null,
            CloneOrigins = clones ? CloneOrigin.Read(snapshot) : [],
        };
        TumourBody? body = (_groups & NeedsBody) != 0 ? TumourBody.Find(map, _bodyBefore) : null;
        double spacing = snapshot.Grid.Spacing;

        if (_groups.HasFlag(MetricGroups.Cells))
            Populations.Measure(snapshot, map, measurement);
        if (_groups.HasFlag(MetricGroups.Signals))
            MeasureSignals(snapshot, map, measurement);
        if (_groups.HasFlag(MetricGroups.Traits))
            Traits.Measure(snapshot, map, measurement);
        if (clones)
            Diversity.Measure(map, measurement);
        if (_groups.HasFlag(MetricGroups.Shape))
            Shape.Measure(body, spacing, measurement);
        if (_groups.HasFlag(MetricGroups.Spread))
            Spread.Measure(map, body, spacing, measurement);
        if (_groups.HasFlag(MetricGroups.Mixing))
            Mixing.Measure(map, body, spacing, measurement);
        if (_groups.HasFlag(MetricGroups.Fields))
            MeasureFields(snapshot, map, body, measurement);
        if (_groups.HasFlag(MetricGroups.Immune))
            HostCells.Measure(snapshot, map, body, measurement);
        if (_groups.HasFlag(MetricGroups.Patient))
            CirculatingKinds.Measure(snapshot, measurement);

        _bodyBefore = body;
        _hoursBefore = snapshot.Hours;
        return measurement;
    }

    private void MeasureSignals(ISnapshotSource snapshot, CellMap map, Measurement into)
    {
        Signals.Measure(snapshot, map, into);
        FunctionalResistance.Measure(snapshot, map, _laws, into);
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
        foreach (Quantity field in snapshot.Quantities.Where(FieldsAtCells.IsSecreted))
            Integrate(field, snapshot.Hours, into);
        foreach (Quantity drug in snapshot.Quantities.Where(quantity => FieldsAtCells.IsDrug(quantity) || FieldsAtCells.IsInside(quantity)))
        {
            if (!_exposures.TryGetValue(drug.Name, out Exposure? exposure))
                _exposures.Add(drug.Name, exposure = new Exposure(drug, snapshot.Grid, _potency?.HalfEffect(drug) ?? double.NaN));
            exposure.Measure(snapshot, map, into);
        }
    }

    private void Integrate(Quantity field, double hours, Measurement into)
    {
        double now = into[FieldsAtCells.MeanOf(field)];
        now = double.IsNaN(now) ? 0 : now;
        (double integral, double before) = _integrals.GetValueOrDefault(field.Name, (0, now));
        if (!double.IsNaN(_hoursBefore))
            integral += (hours - _hoursBefore) / 24 * (now + before) / 2;
        _integrals[field.Name] = (integral, now);
        into.Add(FieldsAtCells.IntegralOf(field), integral);
    }
}
