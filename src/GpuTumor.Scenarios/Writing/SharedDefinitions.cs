using System.Globalization;
using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>Makes a schema short: what stands in it several times is defined once and referred to.</summary>
internal sealed class SharedDefinitions
{
    // Shorter parts are easier to read in place.
    private const int ShortestShared = 160;

    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly JsonObject _definitions = [];

    private SharedDefinitions()
    {
    }

    /// <summary>The same schema with a section <c>definitions</c>.</summary>
    public static JsonObject Of(JsonObject schema)
    {
        SharedDefinitions shared = new();
        shared.Count(schema);
        JsonObject shortened = (JsonObject)shared.Shorten(schema, "scenario")!;
        shortened["definitions"] = shared._definitions;
        return shortened;
    }

    private static bool IsShareable(JsonObject part, string text) => text.Length >= ShortestShared && IsSchema(part);

    // A mapping from names to schemas is none itself.
    private static bool IsSchema(JsonObject part)
        => part.ContainsKey("type") || part.ContainsKey("anyOf") || part.ContainsKey("enum");

    private void Count(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject part:
                string text = part.ToJsonString();
                _occurrences[text] = _occurrences.GetValueOrDefault(text) + 1;
                foreach ((_, JsonNode? inner) in part)
                    Count(inner);
                break;
            case JsonArray list:
                foreach (JsonNode? inner in list)
                    Count(inner);
                break;
        }
    }

    private JsonNode? Shorten(JsonNode? node, string name) => node switch
    {
        JsonObject part => Refer(part, name),
        JsonArray list => new JsonArray([.. list.Select(inner => Shorten(inner, name))]),
        _ => node?.DeepClone(),
    };

    private JsonObject Refer(JsonObject part, string name)
    {
        string text = part.ToJsonString();
        if (_occurrences[text] < 2 || !IsShareable(part, text))
            return Inside(part, name);
        if (!_names.TryGetValue(text, out string? definition))
        {
            definition = Free(name);
            _names.Add(text, definition);
            _definitions[definition] = null;
            _definitions[definition] = Inside(part, name);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{definition}" };
    }

    private JsonObject Inside(JsonObject part, string name)
    {
        JsonObject shortened = [];
        // The keys of a schema say nothing; the keys of its properties are what it is about.
        foreach ((string key, JsonNode? inner) in part)
            shortened[key] = Shorten(inner, IsSchema(part) ? name : key);
        return shortened;
    }

    private string Free(string name)
    {
        string free = name;
        for (int i = 2; _definitions.ContainsKey(free); i++)
            free = name + i.ToString(CultureInfo.InvariantCulture);
        return free;
    }
}
