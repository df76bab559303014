using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>True or false; YAML's yes, no, on and off are not taken for them.</summary>
internal sealed class FlagShape : Shape
{
    public override string Accepts => "true or false";

    public override bool Suits(Node node) => node is ScalarNode { Quoted: false, Text: "true" or "false" };

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (node is not ScalarNode { IsEmpty: false } scalar)
            return Refuse(node, path, problems);
        if (Suits(node))
            return new Value(node.Place, scalar.Text == "true");
        string? meant = scalar.Text.ToLowerInvariant() switch
        {
            "yes" or "on" or "y" or "true" or "1" => "true",
            "no" or "off" or "n" or "false" or "0" => "false",
            _ => null,
        };
        problems.Add(node.Place, path, meant is null
            ? $"expected true or false, found \"{scalar.Text}\""
            : $"\"{scalar.Text}\" is not a truth value here; write {meant}");
        return null;
    }

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
