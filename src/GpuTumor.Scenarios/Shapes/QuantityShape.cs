using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios;

/// <summary>A number with its unit; a bare number where there is no dimension.</summary>
internal sealed class QuantityShape : Shape
{
    private const string NumberPattern = @"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?";

    private readonly Dimension[] _dimensions;
    private readonly Bounds _bounds;

    public QuantityShape(Bounds bounds, params Dimension[] dimensions) => (_bounds, _dimensions) = (bounds, dimensions);

    public override string Accepts => string.Join(" or ", _dimensions.Select(Described));

    public override bool Suits(Node node) => node is ScalarNode scalar && Quantity.TrySplit(scalar.Text, out _, out _);

    public override Value? Read(Node node, string path, Problems problems)
    {
        if (node is not ScalarNode { IsEmpty: false } scalar)
            return Refuse(node, path, problems);

        string? complaint = Parse(scalar.Text, out Quantity quantity);
        if (complaint is null)
            return new Value(node.Place, quantity);
        problems.Add(node.Place, path, complaint);
        return null;
    }

    public override JsonObject Schema()
    {
        JsonArray alternatives = [];
        if (_dimensions.Contains(Dimension.None))
            alternatives.Add(new JsonObject { ["type"] = "number" });
        string units = string.Join('|', _dimensions.SelectMany(d => d.Units.Keys).Distinct().Select(UnitPattern));
        alternatives.Add(new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = $@"^\s*{NumberPattern}\s*({units})\s*$",
            ["examples"] = new JsonArray([.. _dimensions.Select(d => JsonValue.Create(d.Example))]),
        });
        return alternatives.Count == 1 ? (JsonObject)alternatives[0]!.DeepClone() : new JsonObject { ["anyOf"] = alternatives };
    }

    private static string UnitPattern(string unit)
    {
        string pattern = Regex.Escape(unit).Replace("u", "[uµμ]", StringComparison.Ordinal);
        // "molecules" has a u of its own.
        pattern = pattern.Replace("molec[uµμ]le", "molecule", StringComparison.Ordinal)
            .Replace(@"\^2", @"(\^2|²)", StringComparison.Ordinal)
            .Replace("/", @"\s*/\s*", StringComparison.Ordinal);
        return unit.StartsWith('/') ? "1?" + pattern : pattern;
    }

    private static string Described(Dimension dimension) => $"{dimension.Name}, such as \"{dimension.Example}\"";

    /// <summary>What is wrong with the text, or null.</summary>
    private string? Parse(string text, out Quantity quantity)
    {
        quantity = default;
        if (!Quantity.TrySplit(text, out string digits, out string unit))
            return $"\"{text}\" is not a number; expected {Accepts}";
        if (!Quantity.TryNumber(digits, out double number))
            return $"\"{text}\" is too large; numbers go up to 1e30";

        Dimension? dimension = Array.Find(_dimensions, d => d.Units.ContainsKey(unit));
        if (dimension is null)
            return ComplainOfUnit(text, digits, unit);

        quantity = new Quantity(number, unit, dimension);
        return ComplainOfRange(text, quantity);
    }

    private string ComplainOfUnit(string text, string digits, string unit)
    {
        if (unit.Length == 0)
            return $"\"{text}\" has no unit; write \"{digits} {ExampleUnit(_dimensions[0])}\" ({Choice(_dimensions[0])})";
        if (Dimension.All.FirstOrDefault(d => d.Units.ContainsKey(unit)) is { } other)
            return $"\"{text}\" is {(other == Dimension.None ? "a fraction" : other.Name)}; expected {Accepts}";
        if (_dimensions is [var only] && only == Dimension.None)
            return $"\"{text}\" has a unit, \"{unit}\", but a bare number is wanted, such as \"{Dimension.None.Example}\"";
        string? meant = UnitNames.Meant(unit, _dimensions.SelectMany(d => d.Units.Keys));
        string hint = meant is null ? $"expected {Accepts}" : $"did you mean \"{digits} {meant}\"?";
        return $"\"{unit}\" is not a unit; {hint}";
    }

    private string? ComplainOfRange(string text, Quantity quantity)
    {
        double value = quantity.In(quantity.Dimension.Units.Keys.First());
        if (value < 0 || (_bounds == Bounds.Positive && value == 0))
            return $"\"{text}\" must be {(_bounds == Bounds.Positive ? "above 0" : "0 or more")}";
        if (_bounds == Bounds.Fraction && value > 1)
            return $"\"{text}\" must lie between 0 and 1 (0 % and 100 %)";
        if (value > Quantity.Largest)
            return $"\"{text}\" is too large; numbers go up to 1e30";
        return value is > 0 and < 1 / Quantity.Largest ? $"\"{text}\" is too small; numbers other than 0 begin at 1e-30" : null;
    }

    private static string ExampleUnit(Dimension dimension)
    {
        Quantity.TrySplit(dimension.Example, out _, out string unit);
        return unit;
    }

    private static string Choice(Dimension dimension)
    {
        string[] units = [.. dimension.Units.Keys];
        string list = units.Length <= 6 ? string.Join(", ", units) : string.Join(", ", units.Take(4)) + ", …";
        return $"{dimension.Name} in {list}";
    }
}
