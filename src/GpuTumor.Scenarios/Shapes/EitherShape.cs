using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>One of several shapes: the first that a node looks like.</summary>
internal sealed class EitherShape(params Shape[] alternatives) : Shape
{
    public override string Accepts => string.Join(" or ", alternatives.Select(a => a.Accepts));

    public override bool Suits(Node node) => Array.Exists(alternatives, a => a.Suits(node));

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (Array.Find(alternatives, a => a.Suits(node)) is { } chosen)
            return chosen.Read(node, path, problems);
        if (node is not ScalarNode { IsEmpty: false } scalar)
            return Refuse(node, path, problems);
        string hint = Suggestion.For(scalar.Text, alternatives.OfType<WordShape>().SelectMany(w => w.Words));
        problems.Add(node.Place, path, $"expected {Accepts}, found \"{scalar.Text}\"{hint}");
        return null;
    }

    public override JsonObject Schema()
        => new() { ["anyOf"] = new JsonArray([.. alternatives.Select(a => a.Schema())]) };
}
