namespace GpuTumor.Scenarios;

/// <summary>Builds the output plan of an arm whose keys were checked.</summary>
internal static class OutputBuilder
{
    public static OutputPlan Build(Section root)
    {
        Section output = root.Within("output");
        Section checkpoints = output.Within("checkpoints");
        double stepHours = root.In("h", "step");
        return new OutputPlan(
            WholeSteps.Schedule(output, "snapshots", stepHours),
            WholeSteps.Schedule(output, "metrics", stepHours),
            QuantitiesOf(output),
            (int)output.Whole("compression_level")!,
            (int)output.Whole("mantissa_bits")!,
            WholeSteps.Schedule(checkpoints, "simulated", stepHours),
            checkpoints.Word("wall") == "never" ? null : TimeSpan.FromHours(checkpoints.In("h", "wall")),
            (int)checkpoints.Whole("keep")!)
        {
            Streams = [.. output.Named("streams").Select(stream => Stream(stream.Name, (Section)stream.Value.Content, root, stepHours))],
        };
    }

    private static StreamPlan Stream(string name, Section stream, Section root, double stepHours)
    {
        Section domain = root.Within("domain");
        IReadOnlyList<int> size = DomainSize.Of(domain)!;
        (int First, int Count)[] axes =
            [.. Enumerable.Range(0, 3).Select(axis => StreamRegion.Along(axis, stream, size, DomainSize.Spacing(domain)[axis])!.Value)];
        return new StreamPlan(
            name,
            WholeSteps.Schedule(stream, "snapshots", stepHours),
            QuantitiesOf(stream),
            (int)stream.Whole("compression_level")!,
            (int)stream.Whole("mantissa_bits")!,
            (axes[0].First, axes[1].First, axes[2].First),
            (axes[0].Count, axes[1].Count, axes[2].Count),
            (int)stream.Whole("downsampling")!);
    }

    private static string[]? QuantitiesOf(Section output)
        => output.Word("quantities") == "all" ? null : [.. output.Items("quantities").Select(v => (string)v.Content)];
}
