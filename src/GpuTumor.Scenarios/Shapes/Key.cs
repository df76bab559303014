using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>A key of a section: its name, what may stand there, what it means, its default and where that comes from.</summary>
internal sealed record Key(string Name, Shape Shape, string Summary)
{
    /// <summary>What holds where the file says nothing; null if there is no such thing.</summary>
    public Func<Place, Node>? Default { get; init; }

    /// <summary>Where the default comes from.</summary>
    public Evidence Evidence { get; init; }

    /// <summary>Whether a scenario must say it, itself or in a file it extends.</summary>
    public bool Required { get; init; }

    /// <summary>A key whose value is a scalar with a default.</summary>
    public static Key Of(string name, Shape shape, string fallback, string summary, Evidence evidence = default)
        => new(name, shape, summary)
        {
            // In quotes, an empty text is a text and not a value left out.
            Default = place => new ScalarNode(place, fallback) { Quoted = fallback.Length == 0 },
            Evidence = evidence,
        };

    /// <summary>A key that every scenario must give.</summary>
    public static Key Needed(string name, Shape shape, string summary) => new(name, shape, summary) { Required = true };

    /// <summary>A section that may be left out: all its keys then take their defaults.</summary>
    public static Key Of(string name, SectionShape section)
        => new(name, section, section.Summary) { Default = place => new MappingNode(place, []) };

    /// <summary>What the key means, with its evidence, for comments.</summary>
    public string Comment => Evidence.Comment.Length > 0 ? $"{Summary} {Evidence.Comment}" : Summary;

    /// <summary>The key as JSON schema.</summary>
    public JsonObject Schema()
    {
        JsonObject schema = Shape.Schema();
        schema["description"] = Comment;
        if (Default?.Invoke(default) is ScalarNode { Text.Length: > 0 } fallback)
            schema["default"] = fallback.Text;
        return schema;
    }
}
