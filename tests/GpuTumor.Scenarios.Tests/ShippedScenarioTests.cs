using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios.Tests;

public class ShippedScenarioTests
{
    public static TheoryData<string> Files => [.. Shipped.ScenarioFiles.Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryShippedScenarioLoadsWithoutWarnings(string name)
    {
        Scenario scenario = ScenarioFile.Load(Shipped.Scenario(name), ScenarioOverrides.None);

        Assert.Empty(scenario.Warnings);
        Assert.Equal(name, scenario.Name);
        Assert.NotEmpty(scenario.Description);
        Assert.NotEmpty(scenario.Expectation);
    }

    [Fact]
    public void TheScenarioOfManyClonesIsMeantToBeCrowded()
    {
        Scenario scenario = ScenarioFile.Load(Path.Combine(Shipped.Root, "benchmarks", "clones.yaml"), ScenarioOverrides.None);

        Assert.Contains("crowding", Assert.Single(scenario.Warnings).Message, StringComparison.Ordinal);
        Assert.Equal(21, scenario.Arms[0].Model.Steps);
    }

    [Fact]
    public void TheDemoHasThreeArmsThatDifferOnlyInDrugAndSecretome()
    {
        Scenario demo = ScenarioFile.Load(Shipped.Scenario("secretome-small"), ScenarioOverrides.None);

        Assert.Equal(["vehicle", "drug", "drug_without_secretome"], demo.Arms.Select(a => a.Name));
        Model[] models = [.. demo.Arms.Select(a => a.Model)];
        Assert.All(models, m => Assert.Equal(new Grid(96, 96, 96, 20), m.Grid));
        Assert.All(models, m => Assert.Equal(16 * 24, m.Steps));
        Assert.All(models, m => Assert.Equal(30000, m.Seeding.Cells));
        Assert.Equal(TumourCell.Default(0.5), models[0].TumourCell);
        Assert.Equal(TumourCell.Default(0.5), models[1].TumourCell);
        Assert.Equal(0f, models[2].TumourCell.Secretome.Gain);
        Assert.Empty(models[0].Treatments);
        Assert.Equal(new DrugCourse("targeted_drug", 1f, 0, long.MaxValue).Level, ((DrugCourse)models[1].Treatments[0]).Level);
        Assert.Equal("secretome-small/drug", models[1].Name);
        Assert.Equal([("sensitive", Genotype.None, 0.99), ("resistant", Genotype.Target, 0.01)], models[1].Founders.Select(f => (f.Name, f.Genotype, f.Fraction)));
    }
}
