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
        object[] courses = [.. model.Treatments.Cast<DrugCourse>().Select(c => new { c.Drug, c.Level, c.FirstStep, c.LastStep })];
        return JsonSerializer.Serialize(model with { Treatments = [] }, Everything) + JsonSerializer.Serialize(courses, Everything);
    }
}
