using System.Globalization;
using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios;

/// <summary>A whole number; <c>2e5</c> is one too.</summary>
internal sealed class WholeShape(decimal minimum, decimal maximum, string example) : Shape
{
    public override string Accepts => $"a whole number, such as {example}";

    public override bool Suits(Node node) => node is ScalarNode scalar && TryWhole(scalar.Text, out _);

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (node is not ScalarNode { IsEmpty: false } scalar)
            return Refuse(node, path, problems);
        if (!TryWhole(scalar.Text, out decimal number))
            return Refuse(node, path, problems);
        if (number >= minimum && number <= maximum)
            return new Value(node.Place, number);
        problems.Add(node.Place, path, string.Create(
            CultureInfo.InvariantCulture, $"{scalar.Text} is outside {minimum} to {maximum}"));
        return null;
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum },
            // Some readers of YAML take 2e5 for a text.
            new JsonObject { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?$" }),
    };

    private static bool TryWhole(string text, out decimal number)
    {
        bool isNumber = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value);
        number = decimal.Truncate(value);
        return isNumber && number == value;
    }
}
