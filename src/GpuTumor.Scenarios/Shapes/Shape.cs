using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>What may stand at a place of a scenario file. The reader, the JSON schema and the resolved file all follow it.</summary>
internal abstract class Shape
{
    /// <summary>What is accepted, for messages: <c>a length, such as "20 um"</c>.</summary>
    public abstract string Accepts { get; }

    /// <summary>Whether a node looks like this shape, to choose among alternatives; it may still be wrong in detail.</summary>
    public abstract bool Suits(Node node);

    /// <summary>Reads a node; null after reporting why it cannot be read.</summary>
    public abstract Value? Read(Node node, string path, Problems problems);

    /// <summary>The shape as JSON schema (draft 7).</summary>
    public abstract JsonObject Schema();

    /// <summary>Reports that something else was found.</summary>
    protected Value? Refuse(Node node, string path, Problems problems)
    {
        string message = node is ScalarNode { IsEmpty: true }
            ? $"has no value; expected {Accepts}"
            : $"expected {Accepts}, found {node.Describe()}";
        problems.Add(node.Place, path, message);
        return null;
    }
}

/// <summary>What was read at a place.</summary>
/// <param name="Place">Where it stood; for a default, where the section stood that lacks it.</param>
/// <param name="Content">
/// A <see cref="Quantity"/>, <see cref="decimal"/> (whole number), <see cref="bool"/>, <see cref="string"/>,
/// <see cref="Section"/>, <see cref="NamedValues"/>, or list of values.
/// </param>
internal sealed record Value(Place Place, object Content);
