using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios.Tests;

public partial class ResolvedTests
{
    public static TheoryData<string> Files => ShippedScenarioTests.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void AResolvedScenarioGivesTheSameModelAndResolvesToItself(string name)
    {
        foreach (Arm arm in ScenarioFile.Load(Shipped.Scenario(name), ScenarioOverrides.None).Arms)
            AssertFixedPoint(arm);
    }

    [Fact]
    public void EverythingThatCanBeSaidSurvivesBeingResolved()
    {
        Scenario scenario = ScenarioText.Load(
            """
            description: |
              Two lines, "quoted" – with: colons # and hashes,
              and a backslash \ at the end
            duration: 36 h
            step: 20 min
            seed: 18446744073709551615
            domain: { size: [0.64 mm, 40, 800 µm], spacing: 20 um }
            vessels: { spacing: 80 um }
            fields:
              oxygen: { faces: { west: periodic, east: periodic, top: 1 kPa }, solver: backward_euler }
              targeted_drug: {}
              hgf: none
              lactate: { unit: uM, diffusivity: 1e-5 cm²/s, secretion: { basal: 0.3 nM/min, induced: 7 molecules/h } }
              drug_x: { role: akt_inhibitor, long_name: 'X: "the" drug', vessels: { drug: x } }
            tumour:
              cells: 1e2
              founders:
                a: { fraction: 33.3 %, genotype: [target, addicted], fra1_knockdown: true }
                b: { fraction: 0.667 }
            tumour_cell: { clearance: { necrotic: 2 d }, division: { doubling_time: 0.9 d } }
            treatments:
              - { drug: x, level: 50 %, from: 4 h, until: 600 min }
              - { drug: x, from: 20 h }
              - { wound: 0.3 mm, from: 2 h, z: 100 um }
              - { drug: targeted_drug, dose: 0.5 g, every: 4 h, until: 1 d, on: 8 h, off: 4 h, doses: 3 }
              - { drug: y, dose: 2 mg/kg, at: [1 h, 3 h], infusion: 20 min }
              - { do: resection, at: 12 h, margin: 60 um, residue: 5 % }
              - { do: radiotherapy, at: [13 h, 14 h], dose: 1.8 Gy, site: lung }
              - { do: injection, at: 15 h, founder: b, cells: 1000 }
              - { do: biopsy, at: 16 h, cells: 50 }
            drugs:
              y: { compartments: { elimination: 0.2 /h, exchange: [{ out: 1 /h, back: 0.3 /h }] }, standard_dose: 1 mg/kg, unit: uM, mean_level: none, peak_level: 3 nM, action: senolysis, half_effect: 0.1 uM }
            toxicity: { limit: 1.5 }
            circulation: { entry: 0.1 /d, primary: { weight: 0.1 } }
            sites:
              lung: { size: [32, 32, 32], vessels: { spacing: 150 um } }
              bone: { size: [24, 32, 32], weight: 0.2, dormant: 50 %, matrix: { density: 0.7 }, host: { t_cells: none }, fields: { lactate: { decay: 1e-3 /s } }, tumour_cell: { division: { doubling_time: 40 h } } }
            imaging: { interval: 8 h, lag: 20 min, noise: 5 %, detection_limit: 100, biopsy: 50 }
            protocols:
              - { protocol: adaptive_hold, drug: x, stop_below: 40 %, resume_at: 0.9 }
              - { protocol: adaptive_dose, drug: y, least: 20 % }
              - { protocol: intermittent, drug: targeted_drug, on: 8 h, off: 4 h }
              - { protocol: second_line, drug: x, next: { drug: targeted_drug, dose: 1, every: 12 h } }
              - { protocol: genotype_guided, drug: x, by_mutation: { pi3k: { drug: met_inhibitor, level: 0.5 }, target: { drug: y, dose: 1 mg/kg, infusion: bolus } }, otherwise: { drug: senolytic, dose: 1 } }
            output: { snapshots: [0 h, 3 h, 1 d], metrics: never, quantities: [oxygen, founder], mantissa_bits: 23 }
            """);

        AssertFixedPoint(scenario.Arms[0]);
        Assert.Contains("doubling_time: 0.9 d", scenario.Arms[0].ResolvedYaml, StringComparison.Ordinal);
        Assert.Contains("Default: 22 h, [M]", scenario.Arms[0].ResolvedYaml, StringComparison.Ordinal);
    }

    [Fact]
    public void AScenarioWithoutCellParametersIsTheMelanoma()
    {
        Arm silent = ScenarioText.Load(ScenarioText.Least).Arms[0];
        using ScenarioText explicitly = new($"{ScenarioText.Least}\nextend: {Shipped.Parameters("melanoma")}\n");
        Arm melanoma = explicitly.Load().Arms[0];

        Assert.Equal(ModelText.Of(silent.Model), ModelText.Of(melanoma.Model));
    }

    [Theory]
    [InlineData("melanoma")]
    [InlineData("akt-inhibitor")]
    [InlineData("microenvironment")]
    [InlineData("lung-egfr")]
    [InlineData("drugs")]
    public void EveryParameterOfAParameterSetStatesItsEvidence(string name)
    {
        foreach ((string path, string line) in Leaves(File.ReadAllText(Shipped.Parameters(name))))
        {
            // What is chosen, not measured.
            bool isSwitch = path == "tumour_cell.secretome.strength" || path.Split('.')[^1] is "active" or "unit" or "action";
            Assert.True(isSwitch || Tag().IsMatch(line), $"{path} has no evidence tag: {line}");
            if (line.Contains("[G]", StringComparison.Ordinal))
                Assert.Contains("guess", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheMelanomaHoldsEveryParameterThatHasEvidence()
    {
        Dictionary<string, string> shipped = Leaves(File.ReadAllText(Shipped.Parameters("melanoma"))).ToDictionary(l => l.Path, l => l.Line);
        string resolved = ScenarioText.Load(ScenarioText.Least).Arms[0].ResolvedYaml;
        foreach ((string path, string line) in Leaves(resolved).Where(l => Tag().IsMatch(l.Line)))
        {
            Assert.True(shipped.TryGetValue(path, out string? there), $"{path} is missing from melanoma.yaml");
            Assert.Equal(Tag().Match(line).Value, Tag().Match(there).Value);
            Assert.Equal(ValueOf(line), ValueOf(there));
        }
    }

    [Fact]
    public void TheDrugsOfTheParameterSetAreThoseThatTreatmentsKnowByName()
    {
        using ScenarioText extended = new($"{ScenarioText.Least}\nextend: {Shipped.Parameters("drugs")}\n");
        Arm shipped = extended.Load().Arms[0];
        string[] names = [.. shipped.Model.Pharmacology.Select(drug => drug.Name)];
        Assert.Equal(15, names.Length);
        Arm known = ScenarioText.Load($"{ScenarioText.Least}\ndrugs: {{ {string.Join(", ", names.Select(name => name + ": {}"))} }}\n").Arms[0];

        Assert.Equal(ModelText.Of(known.Model), ModelText.Of(shipped.Model));
        Assert.Equal(known.ResolvedYaml, shipped.ResolvedYaml);
    }

    private static void AssertFixedPoint(Arm arm)
    {
        Arm again = ScenarioText.Load(arm.ResolvedYaml).Arms[0];
        Assert.Equal(arm.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(ModelText.Of(arm.Model), ModelText.Of(again.Model));
        Assert.Equal(arm.Output.Quantities, again.Output.Quantities);
        Assert.Equal((arm.Output.CompressionLevel, arm.Output.MantissaBits), (again.Output.CompressionLevel, again.Output.MantissaBits));
        for (long step = 0; step <= arm.Model.Steps; step++)
        {
            Assert.Equal(arm.Output.Snapshots.IsDue(step), again.Output.Snapshots.IsDue(step));
            Assert.Equal(arm.Output.Metrics.IsDue(step), again.Output.Metrics.IsDue(step));
        }
    }

    // Paths of the values of fields, cells and drugs in block YAML, with their lines.
    private static IEnumerable<(string Path, string Line)> Leaves(string yaml)
    {
        List<string> path = [];
        foreach (string line in yaml.Split('\n').Where(l => KeyLine().IsMatch(l)))
        {
            Match match = KeyLine().Match(line);
            int depth = match.Groups["indent"].Length / 2;
            path.RemoveRange(depth, path.Count - depth);
            path.Add(match.Groups["key"].Value);
            if (match.Groups["value"].Length > 0 && (path[0] is "fields" or "tumour_cell" or "drugs"))
                yield return (string.Join('.', path), line);
        }
    }

    private static string ValueOf(string line) => KeyLine().Match(line).Groups["value"].Value;

    [GeneratedRegex(@"^(?<indent> *)(?<key>[a-z0-9_]+): *(?<value>[^#]*?) *(#.*)?$")]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"\[[VMCG]\]")]
    private static partial Regex Tag();
}
