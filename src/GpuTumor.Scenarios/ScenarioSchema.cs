using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>The JSON schema of scenario files, for editors: completion, help and checks while writing.</summary>
public static class ScenarioSchema
{
    private static JsonSerializerOptions Readable { get; } = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema (draft 7), generated from the description that the reader itself follows.</summary>
    public static string Json()
    {
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "GpuTumor scenario",
        };
        foreach ((string key, JsonNode? value) in SharedDefinitions.Of(ScenarioKeys.File.Schema()))
            schema[key] = value?.DeepClone();
        return schema.ToJsonString(Readable) + "\n";
    }
}
