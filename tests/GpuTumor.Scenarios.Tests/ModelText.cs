using System.Text.Json;
using GpuTumor.Engine;

namespace GpuTumor.Scenarios.Tests;

/// <summary>A model as text, so that two can be compared in every part, bit for bit.</summary>
internal static class ModelText
{
    private static JsonSerializerOptions Everything { get; } = new()
    {
        IncludeFields = true,
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(Model model)
    {
        // Schedules hold no public state and follow from the courses.
        object[] treatments = [.. model.Treatments.Select(Parts)];
        // Protocols are records: written with their type, they say all.
        object[] protocols = [.. model.Protocols.Select(protocol => protocol is GenotypeGuided guided
            ? new { guided.Drug, guided.Least, guided.Otherwise, Choices = guided.ByMutation.Select(c => c.ToString()).ToArray() }
            : (object)protocol)];
        return JsonSerializer.Serialize(model with { Treatments = [], Protocols = [] }, Everything)
            + JsonSerializer.Serialize(treatments, Everything) + JsonSerializer.Serialize(protocols, Everything);
    }

    private static object Parts(ITreatment treatment) => treatment switch
    {
        DrugCourse c => new { c.Drug, c.Level, c.FirstStep, c.LastStep },
        DoseCourse c => new { c.Drug, c.StandardDoses, c.InfusionHours, c.Steps },
        Wounding w => new { w.Step, w.Region },
        Resection or Radiotherapy or Injection or PlannedBiopsy => treatment,
        _ => throw new ArgumentException($"a treatment unknown here: {treatment.GetType().Name}"),
    };
}
