using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>One of several mappings: which one, the keys that are there tell.</summary>
/// <param name="choose">The mapping meant by a node.</param>
/// <param name="alternatives">All of them.</param>
internal sealed class ChosenShape(Func<Node, SectionShape> choose, IReadOnlyList<SectionShape> alternatives) : Shape
{
    public override string Accepts => string.Join(" or ", alternatives.Select(a => a.Accepts));

    public override bool Suits(Node node) => node is MappingNode;

    public override Value? Read(Node node, string path, Problems problems) => choose(node).Read(node, path, problems);

    public override JsonObject Schema()
        => new() { ["anyOf"] = new JsonArray([.. alternatives.Select(a => a.Schema())]) };
}
