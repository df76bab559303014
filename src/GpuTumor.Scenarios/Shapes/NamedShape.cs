using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>A mapping whose keys are names given by the user: fields, founders.</summary>
/// <param name="of">What the names name, for messages: "fields".</param>
/// <param name="shapeOf">The shape of an entry, which may depend on its name and on what it says.</param>
/// <param name="entrySchema">The schema of known names, and of any other under the name <c>*</c>.</param>
internal sealed class NamedShape(
    string of, Func<string, Node, Shape> shapeOf, Func<IEnumerable<(string Name, Shape Shape)>> entrySchema) : Shape
{
    public const string AnyName = "*";

    public override string Accepts => $"a mapping of {of} by name";

    public override bool Suits(Node node) => node is MappingNode or ScalarNode { IsEmpty: true };

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (!Suits(node))
            return Refuse(node, path, problems);
        List<NamedValue> values = [];
        foreach (Entry entry in (node as MappingNode)?.Entries ?? [])
        {
            if (!NameShape.Identifier.IsName(entry.Key))
                problems.Add(entry.KeyPlace, path, $"\"{entry.Key}\" is not {NameShape.Identifier.Accepts}");
            else if (shapeOf(entry.Key, entry.Value).Read(entry.Value, SectionShape.Join(path, entry.Key), problems) is { } value)
                values.Add(new NamedValue(entry.Key, entry.KeyPlace, value));
        }

        return new Value(node.Place, new NamedValues(values));
    }

    public override JsonObject Schema()
    {
        JsonObject properties = [];
        JsonObject schema = new() { ["type"] = new JsonArray("object", "null"), ["properties"] = properties };
        foreach ((string name, Shape shape) in entrySchema())
        {
            if (name == AnyName)
                schema["additionalProperties"] = shape.Schema();
            else
                properties[name] = shape.Schema();
        }

        schema["propertyNames"] = NameShape.Identifier.Schema();
        return schema;
    }
}

/// <summary>An entry that the user named.</summary>
internal readonly record struct NamedValue(string Name, Place KeyPlace, Value Value);

/// <summary>Entries that the user named, in the order of the file.</summary>
internal sealed record NamedValues(IReadOnlyList<NamedValue> Entries);
