using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>Every case at several sizes, with its speed beside the processor's.</summary>
/// <param name="choice">Where to measure.</param>
/// <param name="scenario">The scenario of the whole runs; its box is made as large as each size.</param>
/// <param name="steps">Steps of a whole run.</param>
internal sealed class AllBenchmarks(BackendChoice choice, Func<int, Scenario> scenario, int steps)
{
    // A device is opened once: compiling its kernels takes longer than many a case.
    private readonly Dictionary<string, IBackend> _opened = [];

    /// <summary>All cases, one after another: those of the device first, for whoever has it for a short time only.</summary>
    /// <param name="sizes">Voxels along an edge.</param>
    /// <param name="processorSize">Size at which the processor is measured; its rate hardly depends on it.</param>
    public IEnumerable<BenchmarkRow> Measure(IReadOnlyList<int> sizes, int processorSize)
        => sizes.Where(size => !choice.IsProcessor || size != processorSize).SelectMany(size => MeasureOn(choice, size))
            .Concat(MeasureOn(choice with { Name = "cpu" }, processorSize));

    /// <summary>The cases measured, with their rates in those of the processor, which were measured last.</summary>
    public static IReadOnlyList<BenchmarkRow> Compared(IReadOnlyList<BenchmarkRow> rows)
    {
        int last = rows.Count == 0 ? 0 : rows[^1].Size[0];
        Dictionary<string, double?> processor = rows.Where(row => row.Backend == "cpu" && row.Size[0] == last)
            .GroupBy(row => row.Case).ToDictionary(group => group.Key, group => group.Last().Rate);
        return
        [
            .. rows.Select(row => row.Backend == "cpu" && row.Size[0] == last
                ? row
                : row with { Speedup = row.Rate / (processor.GetValueOrDefault(row.Case) ?? processor.GetValueOrDefault(Plain(row.Case))) }),
        ];
    }

    // The processor's cycle is always blocked.
    private static string Plain(string name) => name.Replace("_blocked", "", StringComparison.Ordinal);

    private IEnumerable<BenchmarkRow> MeasureOn(BackendChoice where, int size)
    {
        foreach (BenchmarkRow row in Guarded("fields", where, size, () => where.MeasureFields(size).Select(FieldCase.Of).Select(BenchmarkRow.Of)))
            yield return row;
        foreach (BenchmarkRow row in Guarded("cells", where, size, () => MeasureCells(where, size)))
            yield return row;
        foreach (BenchmarkRow row in Guarded("run", where, size, () => MeasureRun(where, size)))
            yield return row;
        foreach (BenchmarkRow row in Guarded(TenFields.Case, where, size, () => MeasureTenFields(where, size)))
            yield return row;
    }

    private IEnumerable<BenchmarkRow> MeasureCells(BackendChoice where, int size)
        => TissueCase.Measure(size, Resolve(where, TissueCase.ModelOf(size)), where.Threads).Select(BenchmarkRow.Of);

    private IEnumerable<BenchmarkRow> MeasureRun(BackendChoice where, int size)
    {
        Scenario loaded = scenario(size);
        Arm arm = loaded.Arms.FirstOrDefault(arm => arm.Model.Treatments.Count > 0) ?? loaded.Arms[0];
        return [BenchmarkRow.Of(RunBenchmark.Of("run." + loaded.Name, arm.Name, arm.Model, steps, Resolve(where, arm.Model), where.Threads))];
    }

    private IEnumerable<BenchmarkRow> MeasureTenFields(BackendChoice where, int size)
    {
        Model model = TenFields.ModelOf(size);
        return [BenchmarkRow.Of(RunBenchmark.Of(TenFields.Case, model.Name, model, steps, Resolve(where, model), where.Threads))];
    }

    private IBackend Resolve(BackendChoice where, Model model)
    {
        if (where.Name == "auto")
            return where.ResolveFor([model], TextWriter.Null);
        if (!_opened.TryGetValue(where.Name, out IBackend? backend))
            _opened.Add(where.Name, backend = where.ResolveFor([model], TextWriter.Null));
        return backend;
    }

    // What a device cannot hold is a line of the table, not the end of it.
    private static List<BenchmarkRow> Guarded(string cases, BackendChoice where, int size, Func<IEnumerable<BenchmarkRow>> measure)
    {
        try
        {
            return [.. measure()];
        }
        catch (DeviceException refusal)
        {
            return [BenchmarkRow.Without(cases, size, where.Name, refusal.Message)];
        }
    }
}
