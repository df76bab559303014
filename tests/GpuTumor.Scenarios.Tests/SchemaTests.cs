using System.Text.Json.Nodes;

namespace GpuTumor.Scenarios.Tests;

public class SchemaTests
{
    public static TheoryData<string> Files =>
        [.. new[] { "scenarios", "parameters" }.SelectMany(d => Directory.GetFiles(Path.Combine(Shipped.Data, d), "*.yaml")).Select(f => Path.GetRelativePath(Shipped.Data, f))];

    /// <summary>Mistakes of form, which an editor can show while they are made.</summary>
    public static TheoryData<string> Slips =>
    [
        "duraton: 3 d", "step: 5", "step: 5 um", "step: 5 hours", "seed: -4", "seed: a", "vessels: never", "domain: { size: [1, 2] }",
        "fields: { oxygen: { initial: 4 nM } }", "fields: { oxygen: { solver: fast } }", "fields: { x: { unit: nM, initial: 4 mmHg } }",
        "tumour_cell: { erk: { floor: 1 nM } }", "tumour: { founders: { a: { genotype: [targt] } } }", "arms: { A: {} }", "arms: { a: { sed: 1 } }",
        "output: { compression_level: 11 }", "treatments: { drug: targeted_drug }",
    ];

    [Fact]
    public void TheSchemaBesideTheScenariosIsUpToDate()
        // To renew it: gputumor schema > data/scenario.schema.json
        => Assert.Equal(ScenarioSchema.Json(), File.ReadAllText(Path.Combine(Shipped.Data, "scenario.schema.json")));

    [Theory]
    [MemberData(nameof(Files))]
    public void ShippedFilesFollowTheSchema(string file)
        => Assert.Empty(Check(File.ReadAllText(Path.Combine(Shipped.Data, file))));

    [Fact]
    public void ResolvedScenariosFollowTheSchema()
        => Assert.Empty(Check(ScenarioFile.Load(Shipped.Scenario("secretome-small"), ScenarioOverrides.None).Arms[2].ResolvedYaml));

    [Theory]
    [MemberData(nameof(Slips))]
    public void TheSchemaAndTheReaderBothNoticeASlip(string slip)
    {
        Assert.NotEmpty(Check(slip));
        Assert.NotEmpty(ScenarioText.Problems(slip));
    }

    private static List<string> Check(string yaml)
        => SchemaCheck.Of((JsonObject)JsonNode.Parse(ScenarioSchema.Json())!, YamlJson.Of(yaml));
}
