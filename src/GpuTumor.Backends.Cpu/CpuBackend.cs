using System.Globalization;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>The machine's processors: threads times vector lanes. One thread and one lane is the reference.</summary>
public sealed class CpuBackend : IBackend
{
    private readonly LaneWidth _lanes;

    /// <summary>A backend of so many threads and lanes.</summary>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="lanes">Width of a lane; <see cref="LaneWidths.Best"/> is the fastest. All give the same bits.</param>
    public CpuBackend(int threads, LaneWidth lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        Threads = threads;
        _lanes = lanes;
    }

    /// <summary>The scalar reference: one thread, one lane.</summary>
    public static CpuBackend Reference => new(1, LaneWidth.Scalar);

    /// <summary>Threads.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    public string Name => Threads == 1 && _lanes == LaneWidth.Scalar ? "reference" : "cpu";

    /// <inheritdoc/>
    public string Device => string.Create(
        CultureInfo.InvariantCulture,
        $"{ProcessorName()}, {Threads} {(Threads == 1 ? "thread" : "threads")}, {(int)_lanes} {(_lanes == LaneWidth.Scalar ? "lane" : "lanes")}");

    /// <inheritdoc/>
    public long AvailableMemory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;

    /// <inheritdoc/>
    public long RequiredMemory(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        // A tumour may grow to fill half the box before it is sorted into a second copy.
        long cells = Math.Max(model.Seeding.Cells, model.Grid.Voxels / 4);
        return DiffusingFields.RequiredBytes(model.Grid, model.Fields, model.StepHours, Threads, model.Matrix)
            + (model.Matrix is null ? 0 : MatrixMap.RequiredBytes(model.Grid) + Passages.RequiredBytes(model.Grid))
            + ((CellLattice.VoxelBytes + VesselMap.BytesPerVoxel(model.Vessels) + HostLayer.BytesPerVoxel(model.Host)
                + FieldCouplings.BytesPerVoxel(model)) * model.Grid.Voxels) + (CellPool.RecordBytes * cells);
    }

    /// <inheritdoc/>
    public ITissue Create(Model model)
    {
        Demand.EnsureMet(model, this);
        return new CpuTissue(model, Threads, _lanes);
    }

    private static string ProcessorName()
    {
        const string Source = "/proc/cpuinfo";
        if (!File.Exists(Source))
            return System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
        string? line = File.ReadLines(Source).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line?.Split(':', 2)[1].Trim() ?? "processor";
    }
}
