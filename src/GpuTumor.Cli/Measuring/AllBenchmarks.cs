using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>Every case at several sizes, with its speed beside the processor's.</summary>
/// <param name="choice">Where to measure.</param>
/// <param name="scenario">The scenario of the whole runs; its box is made as large as each size.</param>
/// <param name="steps">Steps of a whole run.</param>
internal sealed class AllBenchmarks(BackendChoice choice, Func<int, Scenario> scenario, int steps)
{
    /// <summary>All cases, one after another.</summary>
    /// <param name="sizes">Voxels along an edge.</param>
    /// <param name="processorSize">Size at which the processor is measured; its rate hardly depends on it.</param>
    public IEnumerable<BenchmarkRow> Measure(IReadOnlyList<int> sizes, int processorSize)
    {
        BackendChoice processor = choice with { Name = "cpu" };
        List<BenchmarkRow> reference = [];
        foreach (BenchmarkRow row in MeasureOn(processor, processorSize))
        {
            reference.Add(row);
            yield return row;
        }

        foreach (int size in sizes.Where(size => !choice.IsProcessor || size != processorSize))
        {
            foreach (BenchmarkRow row in MeasureOn(choice, size))
                yield return row with { Speedup = row.Rate / reference.FirstOrDefault(other => other.Case == row.Case)?.Rate };
        }
    }

    private IEnumerable<BenchmarkRow> MeasureOn(BackendChoice where, int size)
    {
        foreach (BenchmarkRow row in Guarded("fields", where, size, () => where.MeasureFields(size).Select(FieldCase.Of).Select(BenchmarkRow.Of)))
            yield return row;
        foreach (BenchmarkRow row in Guarded("cells", where, size, () => MeasureCells(where, size)))
            yield return row;
        foreach (BenchmarkRow row in Guarded("run", where, size, () => MeasureRun(where, size)))
            yield return row;
    }

    private static IEnumerable<BenchmarkRow> MeasureCells(BackendChoice where, int size)
        => TissueCase.Measure(size, Resolve(where, TissueCase.ModelOf(size)), where.Threads).Select(BenchmarkRow.Of);

    private IEnumerable<BenchmarkRow> MeasureRun(BackendChoice where, int size)
    {
        Scenario loaded = scenario(size);
        Arm arm = loaded.Arms.FirstOrDefault(arm => arm.Model.Treatments.Count > 0) ?? loaded.Arms[0];
        return [BenchmarkRow.Of(RunBenchmark.Of(loaded.Name, arm, steps, Resolve(where, arm.Model), where.Threads))];
    }

    private static IBackend Resolve(BackendChoice where, Model model) => where.ResolveFor([model], TextWriter.Null);

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
