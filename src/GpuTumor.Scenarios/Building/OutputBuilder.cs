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
            output.Word("quantities") == "all" ? null : [.. output.Items("quantities").Select(v => (string)v.Content)],
            (int)output.Whole("compression_level")!,
            (int)output.Whole("mantissa_bits")!,
            WholeSteps.Schedule(checkpoints, "simulated", stepHours),
            checkpoints.Word("wall") == "never" ? null : TimeSpan.FromHours(checkpoints.In("h", "wall")),
            (int)checkpoints.Whole("keep")!);
    }
}
