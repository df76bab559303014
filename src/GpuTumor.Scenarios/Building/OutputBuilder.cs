namespace GpuTumor.Scenarios;

/// <summary>Builds the output plan of an arm whose keys were checked.</summary>
internal static class OutputBuilder
{
    public static OutputPlan Build(Section root)
    {
        Section output = root.Within("output");
        double stepHours = root.In("h", "step");
        return new OutputPlan(
            WholeSteps.Schedule(output, "snapshots", stepHours),
            WholeSteps.Schedule(output, "metrics", stepHours),
            output.Word("quantities") == "all" ? null : [.. output.Items("quantities").Select(v => (string)v.Content)],
            (int)output.Whole("compression_level")!,
            (int)output.Whole("mantissa_bits")!);
    }
}
