using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Builds protocols from keys that were checked.</summary>
internal static class ProtocolBuilder
{
    /// <summary>The protocols in the order of the file.</summary>
    public static IEnumerable<Section> Sections(Section root) => root.Items("protocols").Select(p => p.Content).OfType<Section>();

    public static IProtocol[] All(Section root, double stepHours) => [.. Sections(root).Select(p => Build(p, root, stepHours))];

    /// <summary>What protocols see; null if there are none.</summary>
    public static ImagingPlan? Imaging(Section root, double stepHours)
    {
        Section imaging = root.Within("imaging");
        return root.Items("protocols").Count == 0 ? null : new ImagingPlan(
            Steps(imaging, "interval", stepHours),
            Steps(imaging, "lag", stepHours),
            imaging.Number("noise"),
            (double)imaging.Whole("detection_limit")!,
            (int)imaging.Whole("biopsy")!);
    }

    private static IProtocol Build(Section protocol, Section root, double stepHours)
    {
        string drug = protocol.Word("drug") ?? "";
        StandingCourse Course(object content) => Next((Section)content, root, stepHours);
        return protocol.Word("protocol") switch
        {
            "adaptive_hold" => new AdaptiveHold(drug, protocol.Number("stop_below"), protocol.Number("resume_at")),
            "adaptive_dose" => new AdaptiveDose(
                drug, protocol.Number("change"), protocol.Number("step"), protocol.Number("least"), protocol.Number("stop_below")),
            "intermittent" => new Intermittent(
                drug, Steps(protocol, "from", stepHours), Steps(protocol, "on", stepHours), Steps(protocol, "off", stepHours)),
            "immune_guided" => new ImmuneGuided(
                Steps(protocol, "from", stepHours), Steps(protocol, "every", stepHours), protocol.Number("drop"),
                [.. protocol.Items("begin").Select(course => Course(course.Content))]),
            "second_line" => new SecondLine(drug, Course(protocol["next"]!.Content)),
            _ => new GenotypeGuided(
                drug,
                protocol.Named("by_mutation").ToDictionary(choice => Genotypes.Named(choice.Name), choice => Course(choice.Value.Content)),
                protocol.Has("otherwise") ? Course(protocol["otherwise"]!.Content) : null,
                protocol.Number("least")),
        };
    }

    private static StandingCourse Next(Section course, Section root, double stepHours)
    {
        string name = course.Word("drug")!;
        if (!ProtocolKeys.IsDoses(course))
            return new StandingCourse(name, course.In(TreatmentBuilder.UnitOf(name, root).Symbol, "level"), 0, 0, 0);
        Section drug = DrugBuilder.All(root).First(d => d.Name == name).Drug;
        Section every = course.Word("every") == "standard" ? drug : course;
        return new StandingCourse(
            name, 0, TreatmentBuilder.StandardDoses(course, drug), Steps(every, "every", stepHours), TreatmentBuilder.InfusionHours(course, drug));
    }

    private static long Steps(Section section, string key, double stepHours) => WholeSteps.In(section.In("h", key), stepHours)!.Value;
}
