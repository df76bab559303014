using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Builds events from keys that were checked.</summary>
internal static class EventBuilder
{
    public static ITreatment Build(Section done, Section root, double stepHours)
    {
        long[] steps = [.. EventKeys.TimesOf(done).Select(time => WholeSteps.In(((Quantity)time.Content).In("h"), stepHours)!.Value)];
        return done.Word("do") switch
        {
            "resection" => new Resection(done.Word("site")!, steps[0], done.In("um", "margin"), done.Number("residue"))
            {
                LeavesWound = done["wound"]?.Content is true,
            },
            "bath" => Bath(done, root, stepHours),
            "radiotherapy" => new Radiotherapy(
                done.Word("site")!, steps, done.In("Gy", "dose"), done.In("/Gy", "alpha"), done.In("/Gy^2", "beta"), done.Number("oxygen_enhancement")),
            "injection" => new Injection(
                Founders(root).IndexOf(done.Word("founder")!), (long)done.Whole("cells")!, steps[0]),
            _ => new PlannedBiopsy((int)done.Whole("cells")!, steps),
        };
    }

    /// <summary>The unit of a field.</summary>
    public static ConcentrationUnit UnitOf(string field, Section root)
        => ConcentrationUnit.Named(FieldBuilder.Simulated(root).First(f => f.Name == field).Field.Word("unit"));

    private static Bathing Bath(Section done, Section root, double stepHours)
    {
        string field = done.Word("field")!;
        double until = done.In("h", "until");
        return new Bathing(
            FieldBuilder.Simulated(root).TakeWhile(f => f.Name != field).Count(),
            (float)done.In("/s", "exchange"),
            (float)done.In(UnitOf(field, root).Symbol, "level"),
            WholeSteps.In(done.In("h", "from"), stepHours)!.Value,
            double.IsNaN(until) ? long.MaxValue : WholeSteps.In(until, stepHours)!.Value);
    }

    /// <summary>Names of the founders, in order.</summary>
    public static List<string> Founders(Section root) => [.. root.Within("tumour").Named("founders").Select(founder => founder.Name)];
}
