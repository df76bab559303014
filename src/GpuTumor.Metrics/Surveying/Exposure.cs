using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>What the voxels have met of a drug since the first snapshot: the area under its concentration, voxel by voxel.</summary>
/// <remarks>
/// Two floats a voxel are kept. Above <see cref="MostSites"/> voxels only every second one along each axis is followed, above
/// eight times as many every third, and so on: percentiles over a million cells do not need all of them.
/// </remarks>
public sealed class Exposure
{
    private const long MostSites = 1L << 24;

    private const double SanctuaryShare = 0.1;

    // Part of an interval, and a little less for rounding.
    private const float MostOfTheTime = 0.9f - 1e-5f;

    private readonly Quantity _drug;
    private readonly double _halfEffect;
    private readonly Grid _grid;
    private readonly int _stride;
    private readonly float[] _area;
    private readonly float[] _before;
    private double _hoursBefore = double.NaN;

    internal Exposure(Quantity drug, Grid grid, double halfEffect)
    {
        (_drug, _grid, _halfEffect) = (drug, grid, halfEffect);
        _stride = 1;
        while (Sites() > MostSites)
            _stride++;
        long sites = Sites();
        (_area, _before) = (new float[sites], new float[sites]);
    }

    /// <summary>Mean exposure.</summary>
    public static Metric MeanOf(Quantity drug) => Of(drug, "mean", "Mean");

    /// <summary>A percentile of the exposure.</summary>
    public static Metric PercentileOf(Quantity drug, int percent) => Of(drug, $"p{percent:00}", $"Percentile {percent}");

    /// <summary>Cells in the drug's sanctuary by exposure.</summary>
    public static Metric SanctuaryOf(Quantity drug) => new(
        $"{drug.Name}_sanctuary_auc", "1",
        $"Share of resident living cells at which the integral of {drug.Name} over time since the snapshot before (trapezoid) is "
        + "below a tenth of its mean over perfused voxels (perfusion > 0) or, where perfusion was not stored, of its maximum over "
        + "the lattice. With snapshots a day apart: by the area under 24 h.");

    /// <summary>Cells in the drug's sanctuary by its level.</summary>
    public static Metric UntouchedOf(Quantity drug, double halfEffect) => new(
        $"{drug.Name}_sanctuary_ic50", "1",
        FormattableString.Invariant($"Share of resident living cells at which {drug.Name} was below {halfEffect:0.####}{(drug.Unit == "1" ? "" : " " + drug.Unit)} for at least 90 % of the time since ")
        + "the snapshot before, a straight line between the two in place. That level is half effective in a cell without mutations: the half inhibition of the "
        + "run's scenario; of chemotherapy inside, the level at which damage settles at its half maximum (repair K/potency, weight 1), outside that which keeps "
        + "it up (times loss/influx).");

    /// <summary>Gini index of the exposure.</summary>
    public static Metric GiniOf(Quantity drug) => Of(drug, "gini", "Gini index") with { Unit = "1" };

    internal void Measure(ISnapshotSource source, CellMap map, Measurement into)
    {
        var all = new Tally();
        VoxelMask? perfused = Perfused(source);
        double days = double.IsNaN(_hoursBefore) ? 0 : (source.Hours - _hoursBefore) / 24;
        source.VisitPlanes(
            _drug.Name,
            () => new Tally(),
            (z, values, at, local) => AddPlane(map.Living, perfused, z, values.AsSpan(at), (float)(days / 2), local),
            all.Add);
        bool isFirst = double.IsNaN(_hoursBefore);
        _hoursBefore = source.Hours;

        into.Add(MeanOf(_drug), all.Areas.Mean);
        foreach (int percent in (int[])[5, 50, 95])
            into.Add(PercentileOf(_drug, percent), all.Areas.Quantile(percent / 100.0));
        into.Add(GiniOf(_drug), all.Areas.Gini());
        if (!FieldsAtCells.IsInside(_drug))
            into.Add(SanctuaryOf(_drug), isFirst ? double.NaN : all.ShareInSanctuary(perfused is not null));
        if (!double.IsNaN(_halfEffect))
            into.Add(UntouchedOf(_drug, _halfEffect), isFirst ? double.NaN : (double)all.Untouched / all.Areas.Total);
        if (all.Areas.Sum > 0)
            into.Add(new Distribution($"exposure to {_drug.Name}", MeanOf(_drug).Unit, all.Areas));
    }

    private static VoxelMask? Perfused(ISnapshotSource source)
    {
        if (source.Find("perfusion") is not { Element: ElementKind.UInt8 })
            return null;
        Grid grid = source.Grid;
        var perfused = new VoxelMask(grid.Nx, grid.Ny, grid.Nz);
        source.VisitSlabs(["perfusion"], (first, planes, buffers) => Parallel.For(0, planes, plane =>
        {
            for (int y = 0; y < grid.Ny; y++)
            {
                ReadOnlySpan<byte> row = buffers[0].AsSpan((int)((plane * grid.PlaneVoxels) + (y * grid.Nx)), grid.Nx);
                Span<ulong> bits = perfused.Row(y, first + plane);
                for (int x = 0; x < row.Length; x++)
                    bits[x >> 6] |= row[x] > 0 ? 1ul << (x & 63) : 0;
            }
        }));
        return perfused;
    }

    private static Metric Of(Quantity drug, string suffix, string what) => new(
        $"{drug.Name}_auc_{suffix}", drug.Unit == "1" ? "d" : $"{drug.Unit} d",
        $"{what}, over voxels with a resident living cell now, of the integral of {drug.Name} over time since the first "
        + "snapshot; trapezoids between snapshots, in place (cells that move do not take their past along). On lattices of more than 16.8 million voxels every n-th voxel "
        + "along each axis is followed, so that at most that many are.");

    private long Sites() => (long)SitesAlong(_grid.Nx) * SitesAlong(_grid.Ny) * SitesAlong(_grid.Nz);

    private int SitesAlong(int voxels) => (voxels + _stride - 1) / _stride;

    private void AddPlane(VoxelMask living, VoxelMask? perfused, int z, ReadOnlySpan<float> plane, float halfDays, Tally tally)
    {
        if (z % _stride != 0)
            return;
        for (int y = 0; y < _grid.Ny; y += _stride)
        {
            int site = (int)(((z / _stride * (long)SitesAlong(_grid.Ny)) + (y / _stride)) * SitesAlong(_grid.Nx));
            for (int x = 0; x < _grid.Nx; x += _stride, site++)
            {
                float now = plane[(y * _grid.Nx) + x];
                float before = _before[site];
                float interval = halfDays * (now + before);
                _area[site] += interval;
                _before[site] = now;
                tally.Highest = Math.Max(tally.Highest, interval);
                if (perfused is not null && perfused[x, y, z])
                    tally.AddPerfused(interval);
                if (!living[x, y, z])
                    continue;
                tally.Areas.Add(_area[site]);
                tally.Intervals.Add(interval);
                if (TimeBelow((float)_halfEffect, before, now) >= MostOfTheTime)
                    tally.Untouched++;
            }
        }
    }

    // The part of the time that a straight line between two values is below a level; none if the level is not known.
    private static float TimeBelow(float level, float from, float to)
    {
        (float low, float high) = from < to ? (from, to) : (to, from);
        return high < level ? 1 : low < level ? (level - low) / (high - low) : 0;
    }

    private sealed class Tally
    {
        private double _perfusedSum;
        private long _perfusedCount;

        /// <summary>Integrals since the first snapshot, at living cells.</summary>
        public FloatHistogram Areas { get; } = new();

        /// <summary>Integrals since the snapshot before, at living cells.</summary>
        public FloatHistogram Intervals { get; } = new();

        /// <summary>Largest integral since the snapshot before, over the lattice.</summary>
        public float Highest { get; set; }

        /// <summary>Living cells below the half effective level most of the time.</summary>
        public long Untouched { get; set; }

        public void AddPerfused(float interval)
        {
            _perfusedSum += interval;
            _perfusedCount++;
        }

        public void Add(Tally other)
        {
            Areas.Add(other.Areas);
            Intervals.Add(other.Intervals);
            Highest = Math.Max(Highest, other.Highest);
            Untouched += other.Untouched;
            _perfusedSum += other._perfusedSum;
            _perfusedCount += other._perfusedCount;
        }

        public double ShareInSanctuary(bool isPerfusionKnown)
        {
            double reference = isPerfusionKnown ? _perfusedSum / _perfusedCount : Highest;
            return reference > 0 ? Intervals.ShareBelow((float)(SanctuaryShare * reference)) : double.NaN;
        }
    }
}
