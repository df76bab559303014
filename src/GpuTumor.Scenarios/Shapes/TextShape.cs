using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>Any text, for people.</summary>
internal sealed class TextShape : Shape
{
    public override string Accepts => "a text";

    public override bool Suits(Node node) => node is ScalarNode { IsEmpty: false };

    public override Value? Read(Node node, string path, Problems problems)
        => Suits(node) ? new Value(node.Place, new Prose(((ScalarNode)node).Text.Trim())) : Refuse(node, path, problems);

    public override JsonObject Schema() => new() { ["type"] = "string" };
}

/// <summary>Text for people, which must be quoted when it is written.</summary>
internal sealed record Prose(string Text);
