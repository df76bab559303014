using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios.Tests;

/// <summary>The table of mechanisms names keys, switches, files and tests that there are.</summary>
public sealed partial class MechanismTableTests
{
    private const int Mechanisms = 82;
    private const string Founder = "one";

    // A patient in whom every mechanism is at work.
    private const string Everything =
        """
        extend: [melanoma.yaml, microenvironment.yaml, akt-inhibitor.yaml]
        duration: 1 d
        domain: { size: [64, 64, 64] }
        vessels: { spread: 0.5, collapse: 0.05 /d, sprouting: {} }
        matrix: { shell: {}, turnover: {} }
        fields: { ecm: none, glucose: { unit: mM, diffusivity: 600 um^2/s } }
        tumour: { cells: 100, founders: { NAME: { genotype: [target], emt: 0.5, fra1_knockdown: true, senescent: 0.1 } } }
        tumour_cell: { mutation: { scale: 100 }, transition: { from_fra1: 1 } }
        host: { t_cells: {}, myeloid: {}, fibroblasts: {} }
        circulation: { fra1_gain: 1 }
        toxicity: { limit: 1.5 }
        treatments:
          - { drug: chemo_a, dose: 1 }
          - { drug: targeted_drug, level: 1 }
        """;

    private static readonly string[][] _rows = [.. Rows(File.ReadAllLines(Path.Combine(Shipped.Root, "docs", "mechanisms.md")))];

    private static readonly JsonObject _schema = (JsonObject)JsonNode.Parse(ScenarioSchema.Json())!;

    /// <summary>Switches that take something out as a whole, with what has to go with it.</summary>
    public static TheoryData<string> Removals => [.. Switches.Where(IsRemoval)];

    private static string[] Switches => [.. _rows.SelectMany(row => Quoted(row[3])).Distinct()];

    [Fact]
    public void EveryMechanismHasARow()
        => Assert.Equal(Enumerable.Range(1, Mechanisms), _rows.Select(row => row[0]).Where(number => number.All(char.IsDigit)).Select(int.Parse));

    [Fact]
    public void EveryKeyIsOneOfAScenario()
    {
        string[] keys = [.. _rows.SelectMany(row => Quoted(row[2]))];

        Assert.Equal([], keys.Where(key => !IsKnown(key)));
        Assert.InRange(keys.Length, 100, 1000);
        Assert.False(IsKnown("tumour_cell.secretom"));
        Assert.False(IsKnown("treatments[].do=dance"));
    }

    [Fact]
    public void EveryRateThatSwitchesAMechanismOffMayBeSoWhereEverythingIsOn()
    {
        string[] rates = [.. Switches.Where(setting => !IsRemoval(setting)).Select(setting => setting.Replace("NAME", Founder, StringComparison.Ordinal))];

        Assert.InRange(rates.Length, 40, 1000);
        Assert.Empty(Problems(rates));
        Assert.NotEmpty(Problems("tumour_cell.efflux.activ=false"));
    }

    [Theory]
    [MemberData(nameof(Removals))]
    public void WhatIsTakenOutAsAWholeIsNotMissed(string settings) => Assert.Empty(Problems(settings.Split("; ")));

    [Fact]
    public void EveryFileIsThere()
    {
        string[] files = [.. _rows.SelectMany(row => Quoted(row[4]))];

        Assert.Equal([], files.Where(file => !File.Exists(Path.Combine(Shipped.Root, file)) && !File.Exists(Path.Combine(Shipped.Root, "kernels", "GpuTumor.Kernels", file))));
        Assert.InRange(files.Length, Mechanisms, 1000);
    }

    [Fact]
    public void EveryProofIsAClassOfTests()
    {
        HashSet<string> classes =
        [
            .. Directory.EnumerateFiles(Path.Combine(Shipped.Root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Where(file => Attributes().IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetFileNameWithoutExtension(file)),
        ];

        Assert.Equal([], _rows.SelectMany(row => Quoted(row[5])).Distinct().Where(test => !classes.Contains(test)));
        Assert.Equal([], _rows.Where(row => !Quoted(row[5]).Any()).Select(row => row[0]));
    }

    private static string[] Problems(params string[] settings)
    {
        using ScenarioText file = new(Everything.Replace("NAME", Founder, StringComparison.Ordinal));
        foreach (string parameters in (string[])["melanoma", "microenvironment", "akt-inhibitor"])
            file.Write(parameters + ".yaml", File.ReadAllText(Shipped.Parameters(parameters)));
        return file.Problems(settings);
    }

    // Cells of the rows of tables of mechanisms: number or letter, name, keys, switches, files, tests, devices.
    private static IEnumerable<string[]> Rows(IEnumerable<string> lines)
        => lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| # ", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length == 7);

    private static bool IsRemoval(string setting) => setting.Split("; ").Any(one => one.Split('=')[1] is "none" or "[]" or "{}");

    private static IEnumerable<string> Quoted(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    // A path of keys, such as treatments[].do=bath: each step into what the schema allows there, and the value one of those allowed at its end.
    private static bool IsKnown(string key)
    {
        string[] parts = key.Split('=');
        JsonObject[] places = [_schema];
        foreach (string step in parts[0].Split('.'))
        {
            places = [.. places.SelectMany(place => Below(place, step.Replace("[]", "", StringComparison.Ordinal)))];
            if (step.EndsWith("[]", StringComparison.Ordinal))
                places = [.. places.SelectMany(Meanings).Select(place => place["items"]).OfType<JsonObject>()];
        }

        return places.Any(place => parts.Length == 1 || Allows(place, parts[1]));
    }

    private static IEnumerable<JsonObject> Below(JsonObject place, string key)
        => Meanings(place).SelectMany(meaning => new[] { meaning["properties"]?[key], key == "NAME" ? meaning["additionalProperties"] : null }).OfType<JsonObject>();

    // What a place is, with references followed and alternatives told apart.
    private static IEnumerable<JsonObject> Meanings(JsonObject place)
    {
        if (place["$ref"] is { } reference)
            return Meanings((JsonObject)_schema["definitions"]![reference.GetValue<string>().Split('/')[^1]]!);
        return place["anyOf"] is JsonArray choices ? choices.SelectMany(choice => Meanings((JsonObject)choice!)) : [place];
    }

    private static bool Allows(JsonObject place, string value)
    {
        JsonObject schema = (JsonObject)place.DeepClone();
        schema["definitions"] = _schema["definitions"]!.DeepClone();
        return SchemaCheck.Of(schema, JsonValue.Create(value)).Count == 0;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(Fact|Theory|RunsFact|FactNeeding\w+)")]
    private static partial Regex Attributes();
}
