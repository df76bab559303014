using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>A mapping with known keys. What is not given takes its default.</summary>
internal sealed class SectionShape(string summary, IReadOnlyList<Key> keys) : Shape
{
    /// <summary>What the section is about.</summary>
    public string Summary => summary;

    /// <summary>The keys in the order in which they are best read.</summary>
    public IReadOnlyList<Key> Keys => keys;

    public override string Accepts => "a mapping with the keys " + string.Join(", ", keys.Select(k => k.Name));

    public override bool Suits(Node node) => node is MappingNode or ScalarNode { IsEmpty: true };

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (!Suits(node))
            return Refuse(node, path, problems);
        MappingNode mapping = node as MappingNode ?? new MappingNode(node.Place, []);
        foreach (Entry entry in mapping.Entries)
        {
            if (!keys.Any(k => k.Name == entry.Key))
                problems.Add(entry.KeyPlace, path, Unknown(entry.Key));
        }

        Dictionary<string, Value> values = new(StringComparer.Ordinal);
        foreach (Key key in keys)
        {
            Node? given = mapping[key.Name] ?? key.Default?.Invoke(mapping.Place);
            if (given is not null && key.Shape.Read(given, Join(path, key.Name), problems) is { } value)
                values.Add(key.Name, value);
        }

        return new Value(node.Place, new Section(mapping, path, this, values));
    }

    public override JsonObject Schema()
    {
        JsonObject properties = [];
        foreach (Key key in keys)
            properties[key.Name] = key.Schema();
        return new JsonObject
        {
            ["type"] = new JsonArray("object", "null"),
            ["description"] = summary,
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    /// <summary>The path of a key within a section.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private string Unknown(string word)
    {
        string[] names = [.. keys.Select(k => k.Name)];
        string hint = Suggestion.For(word, names);
        return $"unknown key \"{word}\"{(hint.Length > 0 ? hint : "; the keys here are " + string.Join(", ", names))}";
    }
}
