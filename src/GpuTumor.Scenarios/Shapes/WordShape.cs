using System.Globalization;
using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>One of a few words.</summary>
internal sealed class WordShape(params string[] words) : Shape
{
    public IReadOnlyList<string> Words => words;

    public override string Accepts => words.Length == 1 ? $"\"{words[0]}\"" : "one of " + string.Join(", ", words);

    public override bool Suits(Node node) => node is ScalarNode scalar && words.Contains(scalar.Text);

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (node is not ScalarNode { IsEmpty: false } scalar)
            return Refuse(node, path, problems);
        if (Suits(node))
            return new Value(node.Place, scalar.Text);
        problems.Add(node.Place, path, $"\"{scalar.Text}\" is not {Accepts}{Suggestion.For(scalar.Text, words)}");
        return null;
    }

    public override JsonObject Schema()
    {
        JsonArray accepted = [.. words.Select(w => JsonValue.Create(w))];
        // To YAML the unit 1 is a number.
        foreach (string number in words.Where(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            accepted.Add(int.Parse(number, CultureInfo.InvariantCulture));
        return new JsonObject { ["enum"] = accepted };
    }
}
