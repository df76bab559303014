using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>A list of things of one shape, of a given length or of any.</summary>
internal sealed class ListShape(Shape item, string of, int? count = null) : Shape
{
    public override string Accepts => $"a list of {of}";

    public override bool Suits(Node node) => node is ListNode;

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (node is not ListNode list || (count is { } wanted && list.Items.Count != wanted))
            return Refuse(node, path, problems);
        List<Value> values = [];
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (item.Read(list.Items[i], FormattableString.Invariant($"{path}[{i}]"), problems) is { } value)
                values.Add(value);
        }

        return values.Count == list.Items.Count ? new Value(node.Place, values) : null;
    }

    public override JsonObject Schema()
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = item.Schema() };
        if (count is { } wanted)
            (schema["minItems"], schema["maxItems"]) = (wanted, wanted);
        return schema;
    }
}
