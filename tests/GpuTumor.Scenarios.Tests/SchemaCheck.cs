using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios.Tests;

/// <summary>As much of JSON schema (draft 7) as the schema of scenarios uses; a word it does not know is a failure.</summary>
internal sealed class SchemaCheck
{
    private static HashSet<string> Annotations { get; } = ["$schema", "title", "description", "default", "examples", "definitions"];

    private readonly JsonObject _root;
    private readonly List<string> _faults = [];

    private SchemaCheck(JsonObject root) => _root = root;

    /// <summary>What does not follow the schema; empty if all does.</summary>
    public static List<string> Of(JsonObject schema, JsonNode? value)
    {
        SchemaCheck check = new(schema);
        check.Check(schema, value, "");
        return check._faults;
    }

    private void Check(JsonObject schema, JsonNode? value, string path)
    {
        foreach ((string word, JsonNode? rule) in schema)
        {
            bool holds = word switch
            {
                "$ref" => Holds((JsonObject)_root["definitions"]![rule!.GetValue<string>().Split('/')[^1]]!, value, path),
                "type" => (rule as JsonArray ?? [rule!.DeepClone()]).Any(t => IsOf(t!.GetValue<string>(), value)),
                "enum" => ((JsonArray)rule!).Any(allowed => Same(allowed, value)),
                "anyOf" => ((JsonArray)rule!).Any(one => Of(_root, (JsonObject)one!, value)),
                "pattern" => value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), rule!.GetValue<string>()),
                "minimum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() >= rule!.GetValue<double>(),
                "maximum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() <= rule!.GetValue<double>(),
                "minItems" => value is not JsonArray list || list.Count >= rule!.GetValue<int>(),
                "maxItems" => value is not JsonArray list || list.Count <= rule!.GetValue<int>(),
                "items" => value is not JsonArray list || Each(list.Select((item, i) => ((JsonObject)rule!, item, $"{path}[{i}]"))),
                "propertyNames" => value is not JsonObject named || Each(named.Select(p => ((JsonObject)rule!, (JsonNode?)JsonValue.Create(p.Key), $"{path}.{p.Key}"))),
                "properties" => value is not JsonObject known || Each(known.Where(p => rule![p.Key] is not null).Select(p => ((JsonObject)rule![p.Key]!, p.Value, $"{path}.{p.Key}"))),
                "additionalProperties" => value is not JsonObject others || Additional(schema, rule!, others, path),
                _ => Annotations.Contains(word) ? true : throw new NotSupportedException($"the check does not know \"{word}\""),
            };
            if (!holds)
                _faults.Add($"{path}: {word}");
        }
    }

    private static bool Of(JsonObject root, JsonObject schema, JsonNode? value)
    {
        SchemaCheck check = new(root);
        check.Check(schema, value, "");
        return check._faults.Count == 0;
    }

    // Faults within are told where they are.
    private bool Holds(JsonObject schema, JsonNode? value, string path)
    {
        Check(schema, value, path);
        return true;
    }

    private bool Each(IEnumerable<(JsonObject Schema, JsonNode? Value, string Path)> parts)
    {
        foreach ((JsonObject schema, JsonNode? value, string path) in parts)
            Check(schema, value, path);
        return true;
    }

    private bool Additional(JsonObject schema, JsonNode rule, JsonObject value, string path)
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> others = value.Where(p => schema["properties"]?[p.Key] is null);
        return rule is JsonObject shape ? Each(others.Select(p => (shape, p.Value, $"{path}.{p.Key}"))) : !others.Any();
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && double.IsInteger(value.GetValue<double>()),
        _ => throw new NotSupportedException($"the check does not know the type \"{type}\""),
    };

    private static bool Same(JsonNode? allowed, JsonNode? value)
        => allowed?.GetValueKind() == JsonValueKind.Number && value?.GetValueKind() == JsonValueKind.Number
            ? allowed.GetValue<double>() == value.GetValue<double>()
            : JsonNode.DeepEquals(allowed, value);
}
