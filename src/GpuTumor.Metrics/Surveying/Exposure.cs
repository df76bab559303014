using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>What the voxels have met of a drug since the first snapshot: the area under its concentration, voxel by voxel.</summary>
/// <remarks>
/// One float a voxel is kept. Above <see cref="MostSites"/> voxels, every second one along each axis is followed.
/// </remarks>
public sealed class Exposure
{
    private const long MostSites = 1L << 27;

    private readonly Quantity _drug;
    private readonly Grid _grid;
    private readonly int _stride;
    private readonly float[] _area;
    private readonly float[] _before;
    private double _hoursBefore = double.NaN;

    internal Exposure(Quantity drug, Grid grid)
    {
        (_drug, _grid) = (drug, grid);
        _stride = grid.Voxels > MostSites ? 2 : 1;
        long sites = (long)SitesAlong(grid.Nx) * SitesAlong(grid.Ny) * SitesAlong(grid.Nz);
        (_area, _before) = (new float[sites], new float[sites]);
    }

    /// <summary>Mean exposure.</summary>
    public static Metric MeanOf(Quantity drug) => Of(drug, "mean", "Mean");

    /// <summary>A percentile of the exposure.</summary>
    public static Metric PercentileOf(Quantity drug, int percent) => Of(drug, $"p{percent:00}", $"Percentile {percent}");

    /// <summary>Gini index of the exposure.</summary>
    public static Metric GiniOf(Quantity drug) => Of(drug, "gini", "Gini index") with { Unit = "1" };

    internal void Measure(ISnapshotSource source, CellMap map, Measurement into)
    {
        var all = new FloatHistogram();
        double days = double.IsNaN(_hoursBefore) ? 0 : (source.Hours - _hoursBefore) / 24;
        source.VisitPlanes(
            _drug.Name,
            () => new FloatHistogram(),
            (z, values, at, local) => AddPlane(map.Living, z, values.AsSpan(at), (float)(days / 2), local),
            all.Add);
        _hoursBefore = source.Hours;

        into.Add(MeanOf(_drug), all.Mean);
        foreach (int percent in (int[])[5, 50, 95])
            into.Add(PercentileOf(_drug, percent), all.Quantile(percent / 100.0));
        into.Add(GiniOf(_drug), all.Gini());
    }

    private static Metric Of(Quantity drug, string suffix, string what) => new(
        $"{drug.Name}_auc_{suffix}", drug.Unit == "1" ? "d" : $"{drug.Unit} d",
        $"{what}, over voxels with a resident living cell now, of the integral of {drug.Name} over time since the first "
        + "snapshot; trapezoids between snapshots, in place (cells that move do not take their past along).");

    private int SitesAlong(int voxels) => (voxels + _stride - 1) / _stride;

    private void AddPlane(VoxelMask living, int z, ReadOnlySpan<float> plane, float halfDays, FloatHistogram areas)
    {
        if (z % _stride != 0)
            return;
        for (int y = 0; y < _grid.Ny; y += _stride)
        {
            int site = (int)(((z / _stride * (long)SitesAlong(_grid.Ny)) + (y / _stride)) * SitesAlong(_grid.Nx));
            for (int x = 0; x < _grid.Nx; x += _stride, site++)
            {
                float now = plane[(y * _grid.Nx) + x];
                _area[site] += halfDays * (now + _before[site]);
                _before[site] = now;
                if (living[x, y, z])
                    areas.Add(_area[site]);
            }
        }
    }
}
