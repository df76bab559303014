using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios.Tests;

public class ScenarioFileTests
{
    private static Model Load(string more, params string[] settings)
        => ScenarioText.Load($"{ScenarioText.Least}\n{more}\n", settings).Arms[0].Model;

    [Fact]
    public void AScenarioWithoutArmsHasOneArm()
    {
        Arm arm = Assert.Single(ScenarioText.Load(ScenarioText.Least).Arms);

        Assert.Equal("run", arm.Name);
        Assert.Equal("s", arm.Model.Name);
    }

    [Fact]
    public void WhatIsNotSaidHasTheDefaultsOfTheModel()
    {
        Model model = ScenarioText.Load(ScenarioText.Least).Arms[0].Model;

        Assert.Equal(TumourCell.Default(0.5), model.TumourCell);
        Assert.Equal(FullEffects.Default, model.FullEffects);
        Assert.Equal(new Grid(32, 32, 32, 20), model.Grid);
        Assert.Equal(48, model.Steps);
        Assert.Equal([new Founder("sensitive", Genotype.None, 1)], model.Founders);
        Assert.Equal(["oxygen", "targeted_drug", "hgf", "igf1", "chemokine"], model.Fields.Select(f => f.Name));
        Assert.Equal(["targeted_drug"], model.Drugs);
        Assert.Equal(new Vasculature(100, 1f), model.Vessels);
    }

    [Fact]
    public void EveryQuantityOfATissueCanBeAskedFor()
    {
        string[] names = [.. TissueQuantities.Of(Load("")).Select(q => q.Name)];
        Scenario scenario = ScenarioText.Load(ScenarioText.Least, $"output.quantities=[{string.Join(", ", names)}]");

        Assert.Equal(names, scenario.Arms[0].Output.Quantities);
        Assert.Null(ScenarioText.Load(ScenarioText.Least).Arms[0].Output.Quantities);
    }

    [Fact]
    public void WhatCellsHoldOfAChemotherapyCanBeAskedForWhereAFieldHoldsIt()
    {
        Scenario scenario = ScenarioText.Load(ScenarioText.Least, "fields.chemo_a={}", "output.quantities=[chemo_a_inside]");

        Assert.Equal(["chemo_a_inside"], scenario.Arms[0].Output.Quantities);
        Assert.Contains("chemo_a_inside", TissueQuantities.Of(scenario.Arms[0].Model).Select(quantity => quantity.Name));
    }

    [Fact]
    public void OxygenIsPinnedAtVesselsAndTakenUpByCells()
    {
        FieldDefinition oxygen = Load("").Fields[0];

        Assert.Equal(FieldRole.Oxygen, oxygen.Role);
        Assert.Equal("mmHg", oxygen.Unit);
        Assert.Equal(2000, oxygen.Diffusivity);
        Assert.Equal(40f, oxygen.Initial);
        Assert.Equal(new VesselExchange(Rate.PerSecondOf(1000), null, 50f), oxygen.Vessels);
        Assert.Equal(new SaturableUptake(20f, 1f), oxygen.SaturableUptake);
        Assert.Equal(FieldSolver.QuasiSteady, oxygen.Solver);
    }

    [Fact]
    public void WoundsHealInTheTimeThatTheScenarioGivesThem()
    {
        Assert.Equal(Rate.Relaxing(240), Load("").WoundHealing);
        Assert.Equal(Rate.Relaxing(48), Load("", "wound_healing=2 d").WoundHealing);
    }

    [Fact]
    public void TissueHasAMatrixOnlyIfTheScenarioSaysSo()
    {
        Assert.Null(Load("").Matrix);
        Assert.Equal(new ExtracellularMatrix { Density = 0.3f }, Load("matrix: {}").Matrix);
        Assert.Equal(
            new ExtracellularMatrix { Density = 0.2f, Shell = new DesmoplasticShell(150, 0.8f) },
            Load("matrix: { density: 20 %, shell: { thickness: 150 um } }").Matrix);
    }

    [Fact]
    public void FieldsWithoutCellsMayHaveFlatVoxels()
    {
        Model model = ScenarioText.Load("duration: 1 d\ndomain: { size: [1 mm, 64, 0.5 mm], spacing: [20 um, 20 um, 10 um] }\ntumour: { cells: 0 }").Arms[0].Model;

        Assert.Equal(new Grid(50, 64, 50, 20, 20, 10), model.Grid);
        Assert.Equal(0, model.Seeding.Cells);
    }

    [Fact]
    public void CellsOnFlatVoxelsAreRefusedWithTheRemedy()
        => Assert.Contains(
            ScenarioText.Problems("duration: 1 d\ndomain: { size: [32, 32, 32], spacing: [20 um, 20 um, 10 um] }\ntumour: { cells: 100 }"),
            problem => problem.StartsWith("s.yaml:2:40: error: domain.spacing: cells need cubic voxels", StringComparison.Ordinal)
                && problem.EndsWith("\"tumour: { cells: 0 }\" for fields alone", StringComparison.Ordinal));

    [Fact]
    public void LargeMoleculesAreHinderedMore()
    {
        Model model = Load("fields: { oxygen: {}, targeted_drug: {}, hgf: {}, antibody: { unit: nM, diffusivity: 40 um^2/s, hindrance: 3 } }");

        Assert.Equal([0.3f, 0.7f, 1.5f, 3f], model.Fields.Select(field => field.Hindrance));
    }

    [Fact]
    public void BoneAndTheWallOfADishAreClosed()
    {
        ExtracellularMatrix matrix = Load(
            "matrix: { open_radius: 0.9 mm, closed: [{ x: [0 mm, 0.2 mm] }, { y: [1 mm, 1.1 mm], z: [0 um, 400 um] }] }").Matrix!;

        Assert.Equal(900, matrix.OpenRadius);
        Assert.Equal(
            [
                new Block((0, 200), (0, double.PositiveInfinity), (0, double.PositiveInfinity)),
                new Block((0, double.PositiveInfinity), (1000, 1100), (0, 400)),
            ],
            matrix.Closures);
        Assert.False(Load("matrix: { density: 0.5 }").Matrix!.ClosesVoxels);
    }

    [Fact]
    public void AStepBeyondWhatASolverCanFollowIsRefusedAtLoad()
    {
        Assert.Contains(
            ScenarioText.Problems(ScenarioText.Least + "\nstep: 0.5 h\nfields: { oxygen: {}, hgf: { solver: rkl2 } }"),
            problem => problem.Contains("fields.hgf.solver", StringComparison.Ordinal) && problem.Contains("choose automatic or chebyshev, shorter steps, or tolerance:", StringComparison.Ordinal));
        Assert.Contains(
            ScenarioText.Problems(ScenarioText.Least + "\nstep: 0.5 h\nfields: { oxygen: {}, marker: { unit: nM, diffusivity: 20 um^2/s, decay: 1e-5 /s, solver: quasi_steady } }"),
            problem => problem.Contains("the field settles in", StringComparison.Ordinal) && problem.Contains("error", StringComparison.Ordinal));
        Assert.Contains(
            ScenarioText.Problems(ScenarioText.Least + "\nstep: 0.5 h\nfields: { oxygen: { solver: backward_euler }, hgf: { solver: backward_euler }, igf1: { solver: lod, tolerance: 0.001 } }"),
            problem => problem.Contains("fields.hgf.solver", StringComparison.Ordinal) && problem.Contains("choose automatic or sdirk2, shorter steps, or tolerance:", StringComparison.Ordinal));
        Assert.Equal(1e-3, Load("fields: { oxygen: {}, hgf: { tolerance: 0.1 % } }").Fields[1].Tolerance, 1e-12);
    }

    [Fact]
    public void MoleculesPerSecondBecomeAConcentrationByTheVolumeOfAVoxel()
    {
        // One molecule in (20 um)^3 is 2.08e-4 nM, to the three digits of the specification.
        FieldDefinition hgf = Load("").Fields[2];
        Assert.Equal(5 * 2.08e-4, hgf.Secretion.Induced, 5e-6);
        Assert.Equal(0.02, hgf.Secretion.Basal / hgf.Secretion.Induced, 1e-6);

        FieldDefinition coarse = Load("", "domain.spacing=40 um").Fields[2];
        // Eight times the volume, up to the rounding of single precision.
        Assert.Equal(hgf.Secretion.Induced / 8, coarse.Secretion.Induced, 1e-9);
    }

    [Theory]
    [InlineData("2000 um^2/s")]
    [InlineData("2000 µm²/s")]
    [InlineData("2000 μm^2 / s")]
    [InlineData("2e3um^2/s")]
    [InlineData("+2000.0 um^2/s")]
    [InlineData("'2000 um^2/s'")]
    [InlineData("2e-5 cm^2/s")]
    [InlineData("120000 um^2/min")]
    public void AUnitMayBeSpeltInSeveralWays(string diffusivity)
        // Conversions between units round once or twice in double precision.
        => Assert.Equal(2000, Load($"fields: {{ oxygen: {{ diffusivity: {diffusivity} }} }}").Fields[0].Diffusivity, 1e-9);

    [Theory]
    [InlineData("0.48 /d")]
    [InlineData("0.48 1/d")]
    [InlineData("0.02/h")]
    [InlineData("0.02 1/h")]
    public void ARateMayBeSpeltInSeveralWays(string rate)
        // Single precision keeps 7 digits.
        => Assert.Equal(0.02, Load($"tumour_cell: {{ apoptosis: {{ background: {rate} }} }}").TumourCell.Apoptosis.Background.PerHour, 1e-8);

    [Fact]
    public void SizesMayBeVoxelsOrLengths()
        => Assert.Equal(new Grid(40, 50, 64, 25), Load("", "domain={size: [1 mm, 50, 1600 um], spacing: 25 um}").Grid);

    [Fact]
    public void AUserMayDeclareFieldsInTheirOwnUnit()
    {
        FieldDefinition lactate = Load("fields: { oxygen: {}, lactate: { unit: mM, diffusivity: 600 um^2/s, initial: 900 uM, secretion: { basal: 1 uM/s } } }").Fields[1];

        Assert.Equal(FieldRole.None, lactate.Role);
        Assert.Equal("mmol/L", lactate.Unit);
        Assert.Equal(0.9f, lactate.Initial);
        Assert.Equal(1e-3f, lactate.Secretion.Basal);
        Assert.Equal("lactate", lactate.LongName);
    }

    [Fact]
    public void AFieldOfAnotherNameMayPlayAKnownRole()
    {
        Model model = Load("fields: { oxygen: {}, vemurafenib: { role: targeted_drug, vessels: { drug: vemurafenib } } }\ntreatments: [{ drug: vemurafenib, level: 0.5, from: 6 h, until: 12 h }]");

        Assert.Equal(FieldRole.TargetedDrug, model.Fields[1].Role);
        Assert.Equal(200, model.Fields[1].Diffusivity);
        Assert.Equal(["vemurafenib"], model.Drugs);
        DrugCourse course = Assert.IsType<DrugCourse>(Assert.Single(model.Treatments));
        Assert.Equal(("vemurafenib", 0.5f, 12L, 24L), (course.Drug, course.Level, course.FirstStep, course.LastStep));
    }

    [Fact]
    public void FacesMayBeABathOrDifferFromEachOther()
    {
        Assert.Equal(Boundaries.All(FaceCondition.Held(100f)), Load("fields: { oxygen: { faces: 100 mmHg } }").Fields[0].Boundaries);
        Boundaries mixed = Load("fields: { oxygen: { faces: { west: periodic, east: periodic, top: 5 mmHg } } }").Fields[0].Boundaries;
        Assert.Equal((FaceCondition.Periodic, FaceCondition.Periodic, FaceCondition.NoFlux, FaceCondition.Held(5f)), (mixed.West, mixed.East, mixed.South, mixed.Top));
    }

    [Fact]
    public void CoursesOfADrugFollowEachOtherWhateverTheirOrderInTheFile()
    {
        Model model = Load("treatments: [{ drug: targeted_drug, level: 2, from: 12 h }, { drug: targeted_drug, until: 12 h }]");

        // At 12 h the first course ends before the second begins, or the drug would be off.
        Assert.Equal([0L, 24L], model.Treatments.Cast<DrugCourse>().Select(c => c.FirstStep));
    }

    [Fact]
    public void GenotypesAreSetsOfMutations()
        => Assert.Equal(Genotype.Target | Genotype.SecondTarget, Load("", "tumour.founders.sensitive={genotype: [target, second_target]}").Founders[0].Genotype);

    [Fact]
    public void AnArmOverridesAnyKeyAndKeepsTheRest()
    {
        Scenario scenario = ScenarioText.Load(ScenarioText.Least + "\nseed: 3\ntumour_cell: { erk: { floor: 0.1 } }\narms: { a: , b: { seed: 4, tumour_cell: { erk: { bypass: 0.5 } }, fields: { hgf: none } } }\n");

        Assert.Equal(["s/a", "s/b"], scenario.Arms.Select(a => a.Model.Name));
        Assert.Equal([3ul, 4ul], scenario.Arms.Select(a => a.Model.Seed));
        Assert.Equal(0.1f, scenario.Arms[1].Model.TumourCell.Erk.Floor);
        Assert.Equal(0.5f, scenario.Arms[1].Model.TumourCell.Erk.Bypass);
        Assert.Equal(["oxygen", "targeted_drug", "igf1", "chemokine"], scenario.Arms[1].Model.Fields.Select(f => f.Name));
    }

    [Fact]
    public void AFileBuildsOnOthersAndTheLaterWins()
    {
        using ScenarioText file = new(ScenarioText.Least + "\nextend: [one.yaml, two.yaml]\nseed: 7\n");
        file.Write("one.yaml", "seed: 1\nstep: 1 h\ntumour_cell: { erk: { floor: 0.1, bypass: 0.1 } }\nname: not-inherited\n");
        file.Write("two.yaml", "seed: 2\ntumour_cell: { erk: { bypass: 0.2 } }\n");

        Scenario scenario = file.Load();
        Model model = scenario.Arms[0].Model;
        Assert.Equal("s", scenario.Name);
        Assert.Equal((7ul, 1.0, 0.1f, 0.2f), (model.Seed, model.StepHours, model.TumourCell.Erk.Floor, model.TumourCell.Erk.Bypass));
    }

    [Fact]
    public void AProblemInAnExtendedFileIsReportedThere()
    {
        using ScenarioText file = new(ScenarioText.Least + "\nextend: one.yaml\nsede: 7\n");
        file.Write("one.yaml", "tumour_cell:\n  erk: { floor: 2 }\n");

        Assert.Equal(
        [
            "s.yaml:5:1: error: unknown key \"sede\"; did you mean \"seed\"?",
            "one.yaml:2:17: error: tumour_cell.erk.floor: \"2\" must lie between 0 and 1 (0 % and 100 %)",
        ], file.Problems());
    }

    [Fact]
    public void SettingsOfTheCommandLineWinOverFileAndArms()
    {
        string text = ScenarioText.Least + "\narms: { a: { tumour: { cells: 50 }, treatments: [{ drug: targeted_drug }] }, b: {} }\n";
        Scenario scenario = ScenarioText.Load(text, "tumour.cells=200", "arms.a.treatments[0].level=0.5", "output.snapshots=[0 h, 12 h]");

        Assert.All(scenario.Arms, a => Assert.Equal(200, a.Model.Seeding.Cells));
        Assert.Equal(0.5f, ((DrugCourse)scenario.Arms[0].Model.Treatments[0]).Level);
        Assert.True(scenario.Arms[1].Output.Snapshots.IsDue(24));
        Assert.False(scenario.Arms[1].Output.Snapshots.IsDue(48));
    }

    [Theory]
    [InlineData("tumour.cells=many", "--set:1:14: error: tumour.cells: expected a whole number, such as 30000, found \"many\"")]
    [InlineData("tumor.cells=5", "--set:1:1: error: unknown key \"tumor\"; did you mean \"tumour\"?")]
    [InlineData("tumour.cels=5", "--set:1:8: error: tumour: unknown key \"cels\"; did you mean \"cells\"?")]
    [InlineData("tumour.cells", "--set:1:1: error: \"tumour.cells\" is no setting; write key=value, such as tumour.cells=5000")]
    [InlineData("tumour..cells=1", "--set:1:1: error: \"tumour..cells=1\" is no setting; write key=value, such as tumour.cells=5000")]
    [InlineData("tumour.cells=", "--set:1:14: error: tumour.cells: has no value; expected a whole number, such as 30000")]
    [InlineData("treatments[2].level=1", "--set:1:11: error: there is no list here to change; if an arm has it, name the arm: arms.drug.treatments[0].level=1")]
    [InlineData("domain.size[3]=1", "--set:1:12: error: \"3\" is no item of this list of 3; they are counted from 0")]
    public void AProblemOfASettingIsReportedAtTheCommandLine(string setting, string told)
        => Assert.Equal([told], ScenarioText.Problems(ScenarioText.Least, setting));

    [Fact]
    public void SeedAndDurationMayComeFromTheCommandLine()
    {
        using ScenarioText file = new(ScenarioText.Least);
        Model model = ScenarioFile.Load(file.Path, new ScenarioOverrides([], ulong.MaxValue, "2 d")).Arms[0].Model;
        Assert.Equal((ulong.MaxValue, 96L), (model.Seed, model.Steps));

        ScenarioException bad = Assert.Throws<ScenarioException>(() => ScenarioFile.Load(file.Path, new ScenarioOverrides([], null, "2")));
        Assert.Equal("--until:1:1: error: duration: \"2\" has no unit; write \"2 h\" (a time in h, s, min, d)", bad.Message);
    }

    [Fact]
    public void AMissingFileIsNoProblemOfTheScenario()
    {
        Assert.Throws<FileNotFoundException>(() => ScenarioFile.Load("gone.yaml", ScenarioOverrides.None));
        Assert.Throws<FileNotFoundException>(() => ScenarioFile.Load(Path.GetTempPath(), ScenarioOverrides.None));
    }

    [Theory]
    [InlineData("", "s.yaml:1:1: error: the file is empty; \"gputumor init\" writes a scenario to start from")]
    [InlineData("- a", "s.yaml:1:1: error: expected a scenario, keys with their values, found a list")]
    [InlineData("hello", "s.yaml:1:1: error: expected a scenario, keys with their values, found \"hello\"")]
    public void AFileThatIsNoScenarioIsRefused(string text, string told) => Assert.Equal([told], ScenarioText.Problems(text));

    [Fact]
    public void WhatEveryScenarioMustSayIsAskedFor()
        => Assert.Equal(
        [
            "s.yaml:1:1: error: \"duration\" is missing; expected a time, such as \"12 h\"",
            "s.yaml:1:1: error: domain: \"size\" is missing; expected a list of three edges, such as [96, 96, 96] or [2 mm, 2 mm, 2 mm]",
            "s.yaml:1:1: error: tumour: \"cells\" is missing; expected a whole number, such as 30000",
        ], ScenarioText.Problems("seed: 1"));

    [Theory]
    [InlineData("tumour.founders={a: {fraction: 60 %}, b: {fraction: 0.3}}", "--set:1:17: error: tumour.founders: the fractions add to 90 %, not to 100 %")]
    [InlineData("tumour.cells=20000", "--set:1:14: error: tumour.cells: a ball of 20000 cells is 33.7 voxels across and the box only 32; it takes at most 17157 cells")]
    [InlineData("domain.size=[3000, 3000, 3000]", "--set:1:13: error: domain.size: 3000 x 3000 x 3000 are 2.7e+10 voxels; a lattice has at most 2147483647")]
    [InlineData("domain.spacing=20 nm", "--set:1:16: error: domain.spacing: voxels of 20 nm hold no cell; edges go from 0.1 um to 1 mm")]
    [InlineData("domain.size=[32, 32]", "--set:1:13: error: domain.size: expected a list of three edges, such as [96, 96, 96] or [2 mm, 2 mm, 2 mm], found a list")]
    [InlineData("domain.size=[32, 32, 3]", "--set:1:22: error: domain.size[2]: 3 is outside 4 to 100000")]
    [InlineData("domain.size=[32, 32, 1010 um]", "--set:1:22: error: domain.size[2]: \"1010 um\" is no whole number of voxels of 20 um")]
    public void ATumourMustFitItsBox(string setting, string told)
        => Assert.Equal([told], ScenarioText.Problems(ScenarioText.Least, setting));

    [Fact]
    public void MoreFoundersThanCanBeToldApartAreRefused()
    {
        string founders = string.Join(", ", Enumerable.Range(0, 17).Select(i => $"f{i}: {{fraction: {(i == 0 ? 1 : 0)}}}"));
        Assert.Equal(["--set:1:17: error: tumour.founders: 17 founders; at most 16 can be told apart"], ScenarioText.Problems(ScenarioText.Least, $"tumour.founders={{{founders}}}"));
    }

    [Fact]
    public void ATightBoxIsAWarning()
    {
        ScenarioProblem warning = Assert.Single(ScenarioText.Load(ScenarioText.Least, "tumour.cells=4000").Warnings);
        Assert.Equal("--set:1:14: warning: tumour.cells: the box is only 1.6 tumour diameters wide; below 2.5 crowding hides what drugs do", warning.ToString());
    }

    [Theory]
    [InlineData("anti_pd1")]
    [InlineData("ccr2_inhibitor")]
    [InlineData("met_inhibitor")]
    [InlineData("igf1r_inhibitor")]
    [InlineData("mmp_inhibitor")]
    [InlineData("caf_inhibitor")]
    [InlineData("autophagy_inhibitor")]
    [InlineData("pgp_inhibitor")]
    [InlineData("epigenetic_drug")]
    [InlineData("senolytic")]
    public void ADrugThatActsByItsLevelInBloodNeedsNoField(string drug)
    {
        Scenario scenario = ScenarioText.Load($"{ScenarioText.Least}\ntreatments: [{{ drug: {drug}, dose: 1 }}]\n");

        Assert.Empty(scenario.Warnings);
        Assert.NotEqual(DrugAction.None, scenario.Arms[0].Model.PharmacologyOf(drug)!.Action);
        Assert.Contains(drug, scenario.Arms[0].Model.Drugs);
    }

    [Fact]
    public void AFieldOfTheModellersOwnBearsOnTheCells()
    {
        Model model = Load("""
            fields:
              oxygen: {}
              hgf: {}
              lactate:
                unit: mM
                diffusivity: 600 um^2/s
                couplings:
                - { on: division, half_maximum: 10 mM, exponent: 2, factor: 0.2 }
                - { on: death, half_maximum: 30 mM, rate: 0.24 /d }
                - { on: migration, half_maximum: 5 mM, factor: 2 }
                - { on: secretion, half_maximum: 5 mM, factor: 3, of: hgf }
                - { cells: t_cell, on: death, half_maximum: 5 mM, rate: 0.24 /d }
                host_uptake: { t_cell: 0.001 /s }
            """);

        Assert.Equal(
        [
            new Coupling(CoupledProcess.Division, new FieldCoupling(new Hill(10, 2), 0.2f)),
            new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(30, 1), 0.01f)),
            new Coupling(CoupledProcess.Migration, new FieldCoupling(new Hill(5, 1), 2f)),
            new Coupling(CoupledProcess.Secretion, new FieldCoupling(new Hill(5, 1), 3f), "hgf"),
            new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(5, 1), 0.01f)) { Cells = CoupledCells.TCell },
        ], model.Fields[2].Couplings);
        Assert.Empty(model.Fields[0].Couplings);
        Assert.Equal(new HostUptake(0.001f, 0, 0, 0), model.Fields[2].HostUptake);
    }

    [Fact]
    public void AnEffectOnMigrationWhereNobodyMigratesIsAWarning()
    {
        const string Slowed = "fields: { oxygen: { couplings: [{ on: migration, half_maximum: 9 mmHg, factor: 2 }] } }";
        Assert.Empty(ScenarioText.Load($"{ScenarioText.Least}\n{Slowed}\n").Warnings);
        ScenarioProblem warning = Assert.Single(ScenarioText.Load($"{ScenarioText.Least}\n{Slowed}\ntumour_cell: {{ migration: none }}\n").Warnings);
        Assert.Contains("no cell migrates here", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADrugWithoutVesselsToBringItIsAWarning()
        => Assert.Single(ScenarioText.Load(ScenarioText.Least + "\nvessels: none\ntreatments: [{ drug: targeted_drug }]\n").Warnings);
}
