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
            "resection" => new Resection(done.Word("site")!, steps[0], done.In("um", "margin"), done.Number("residue")),
            "radiotherapy" => new Radiotherapy(
                done.Word("site")!, steps, done.In("Gy", "dose"), done.In("/Gy", "alpha"), done.In("/Gy^2", "beta"), done.Number("oxygen_enhancement")),
            "injection" => new Injection(
                Founders(root).IndexOf(done.Word("founder")!), (long)done.Whole("cells")!, steps[0]),
            _ => new PlannedBiopsy((int)done.Whole("cells")!, steps),
        };
    }

    /// <summary>Names of the founders, in order.</summary>
    public static List<string> Founders(Section root) => [.. root.Within("tumour").Named("founders").Select(founder => founder.Name)];
}
