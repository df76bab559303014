using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios.Tests;

/// <summary>Fields that bear on some of the tumour cells, are secreted or taken up by some.</summary>
public class CellGroupTests
{
    private const string Tumour = """
        tumour: { cells: 100, founders: { sensitive: { fraction: 90 % }, resistant: { fraction: 10 %, genotype: [target] } } }
        fields:
          oxygen: {}
          lactate:
            unit: mM
            diffusivity: 600 um^2/s
            taken_up_by: { lacking: [bypass, pi3k] }
            secreted_by: { founder: resistant }
            secretion: { basal: 1 mM/h }
            couplings:
            - { on: division, half_maximum: 10 mM, factor: 0.2, cells: { founder: sensitive } }
            - { on: death, half_maximum: 10 mM, rate: 0.24 /d, cells: { carrying: [target, pgp_amplified] } }
            - { on: death, half_maximum: 10 mM, rate: 0.24 /d, cells: { carrying: [target], lacking: [repair], state: persister } }
            - { on: secretion, half_maximum: 10 mM, factor: 3, cells: { state: senescent } }
            - { on: migration, half_maximum: 10 mM, factor: 3, cells: {} }
        """;

    [Fact]
    public void AFieldMayBearOnCellsOfAFounderAMutationOrAState()
    {
        FieldDefinition lactate = Load(Tumour).Arms[0].Model.Fields[1];
        FieldCoupling kills = new(new Hill(10, 1), 0.01f);

        Assert.Equal(
        [
            new Coupling(CoupledProcess.Division, new FieldCoupling(new Hill(10, 1), 0.2f)) { Whose = CellGroup.Of(0) },
            new Coupling(CoupledProcess.Death, kills) { Whose = CellGroup.Carrying(Genotype.Target | Genotype.PgpAmplified) },
            new Coupling(CoupledProcess.Death, kills)
            {
                Whose = CellGroup.Carrying(Genotype.Target).And(CellGroup.Lacking(Genotype.Repair)).And(CellGroup.In(CellMode.Persister)),
            },
            new Coupling(CoupledProcess.Secretion, new FieldCoupling(new Hill(10, 1), 3f)) { Whose = CellGroup.In(CellPhase.Senescent) },
            new Coupling(CoupledProcess.Migration, new FieldCoupling(new Hill(10, 1), 3f)),
        ], lactate.Couplings);
        Assert.Equal(CellGroup.Of(1), lactate.Secretion.By);
        Assert.Equal(CellGroup.Lacking(Genotype.Bypass | Genotype.Pi3k), lactate.TakenUpBy);
        Assert.Equal(default, Load(Tumour).Arms[0].Model.Fields[0].TakenUpBy);
    }

    [Fact]
    public void TheExampleOfTheDocumentationIsAScenario()
    {
        string example = File.ReadAllText(Path.Combine(Shipped.Root, "docs", "mechanisms.md")).Split("```yaml\n")[1].Split("```")[0];
        FieldDefinition lactate = Load("tumour: { cells: 100 }\n" + example).Arms[0].Model.Fields[1];

        Assert.Equal(4, lactate.Couplings.Count);
        Assert.Equal(CellGroup.Lacking(Genotype.Target | Genotype.Bypass), lactate.Couplings[0].Whose);
    }

    [Fact]
    public void WhatIsWrittenOutSaysTheSame()
    {
        Scenario scenario = Load(Tumour);
        Model again = ScenarioText.Load(scenario.Arms[0].ResolvedYaml).Arms[0].Model;

        Assert.Equal(scenario.Arms[0].Model.Fields[1].Couplings, again.Fields[1].Couplings);
        Assert.Equal(scenario.Arms[0].Model.Fields[1] with { Couplings = [] }, again.Fields[1] with { Couplings = [] });
    }

    [Fact]
    public void ASiteMayNameThePatientsFounders()
    {
        Model model = Load(Tumour + "\nvessels: {}\ncirculation: {}\nsites: { lung: { size: [20, 20, 20], fields: { lactate: { secreted_by: { founder: sensitive } } } } }").Arms[0].Model;

        Assert.Equal(CellGroup.Of(0), model.Sites[0].Tissue.Fields[1].Secretion.By);
        Assert.Equal(model.Fields[1].Couplings, model.Sites[0].Tissue.Fields[1].Couplings);
    }

    [Fact]
    public void AGroupHoldsTheCellsToWhichAllOfItApplies()
    {
        CellGroup group = CellGroup.Of(3).And(CellGroup.Carrying(Genotype.Target)).And(CellGroup.Lacking(Genotype.Pi3k)).And(CellGroup.In(CellMode.Persister));
        uint Cell(int founder, Genotype genotype, CellMode mode) => CellRecord.Founding(founder, genotype, true, CellPhase.S, mode) | CellRecord.AgeMask;

        Assert.True(group.Has(Cell(3, Genotype.Target | Genotype.Repair, CellMode.Persister)));
        Assert.False(group.Has(Cell(1, Genotype.Target, CellMode.Persister)));
        Assert.False(group.Has(Cell(3, Genotype.Repair, CellMode.Persister)));
        Assert.False(group.Has(Cell(3, Genotype.Target | Genotype.Pi3k, CellMode.Persister)));
        Assert.False(group.Has(Cell(3, Genotype.Target, CellMode.Dormant)));
        Assert.True(default(CellGroup).Has(Cell(3, Genotype.None, CellMode.Normal)));
    }

    private static Scenario Load(string text) => ScenarioText.Load($"name: some\nduration: 1 d\ndomain: {{ size: [20, 20, 20], spacing: 20 um }}\n{text}\n");
}
