using System.Text;
using System.Text.Json;
using GpuTumor.Post;

namespace GpuTumor.Metrics.Tests;

/// <summary>The program, end to end, on runs of two arms written by the snapshot writer.</summary>
// One after the other: a process started meanwhile inherits the lock on a file just being written.
[Collection("files and processes")]
public sealed class PostCommandTests : IClassFixture<PostCommandTests.TwoArms>
{
    private readonly TwoArms _arms;

    public PostCommandTests(TwoArms arms) => _arms = arms;

    [Fact]
    public void MetricsWritesATableWithUnitsASummaryAndTheRules()
    {
        string file = Path.Combine(_arms.Root, "table.csv");
        (int code, string output, string error) = Run("metrics", _arms.Study, "--out", file);
        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains(file, output, StringComparison.Ordinal);
        Assert.Contains("vehicle: 1 of 4", error, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(file);
        string[] names = lines[0].Split(',');
        Assert.Equal(2 + (2 * 4), lines.Length);
        Assert.All(lines, line => Assert.Equal(names.Length, line.Split(',').Length));
        Assert.Equal("mmHg", lines[1].Split(',')[Array.IndexOf(names, "oxygen_mean")]);
        string rules = File.ReadAllText(Path.Combine(_arms.Root, "table.rules.txt"));
        Assert.All(names.Except(["arm", "step"]), name => Assert.Contains($"\n{name} [", rules, StringComparison.Ordinal));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(_arms.Root, "table.summary.csv")).Length);
        string[][] clones = [.. File.ReadAllLines(Path.Combine(_arms.Root, "table.clones.csv")).Select(line => line.Split(','))];
        Assert.Equal(["arm", "time", "clone", "parent", "born_step", "founder", "genotype", "cells", "share"], clones[0]);
        Assert.All(
            clones[2..].GroupBy(row => (row[0], row[1])),
            moment => Assert.Equal(1, moment.Sum(row => double.Parse(row[8], System.Globalization.CultureInfo.InvariantCulture)), 9));
        Assert.Contains(clones, row => row[5] == "resistant" && row[6] == "target");
    }

    [Fact]
    public void MetricsAsJsonCarryUnitsRulesAndProvenance()
    {
        (int code, string output, _) = Run("metrics", Path.Combine(_arms.Study, "drug"), "--json", "--only", "cells");
        Assert.Equal(0, code);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement run = document.RootElement.GetProperty("runs")[0];
        Assert.Equal("synthetic/drug", run.GetProperty("scenario").GetString());
        Assert.Equal(4, run.GetProperty("rows").GetArrayLength());
        Assert.True(run.GetProperty("rows")[3].GetProperty("cells_living").GetDouble() > 0);
        Assert.False(run.GetProperty("rows")[3].TryGetProperty("oxygen_mean", out _));
    }

    [Theory]
    [InlineData("oxygen", "x")]
    [InlineData("founder", "y")]
    [InlineData("erk", "z")]
    [InlineData("clone", "z")]
    public void SliceDrawsAPicture(string field, string axis)
    {
        string file = Path.Combine(_arms.Root, $"{field}.png");
        (int code, _, string error) = Run("slice", Path.Combine(_arms.Study, "drug"), "--field", field, "--axis", axis, "--out", file);
        Assert.True(code == 0, error);
        byte[] png = File.ReadAllBytes(file);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.InRange((png[18] << 8) | png[19], 500, 1200);
    }

    [Fact]
    public void SliceTakesTheSnapshotNearestInTime()
    {
        (int code, string output, _) = Run("slice", Path.Combine(_arms.Study, "drug"), "--field", "hgf", "--time", "30 h");
        Assert.Equal(0, code);
        Assert.EndsWith("hgf_z_00000004.png", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void CompareGivesFoldsOfTheVehicle()
    {
        string file = Path.Combine(_arms.Root, "folds.csv");
        (int code, string output, _) = Run("compare", _arms.Study, "--out", file);
        Assert.Equal(0, code);
        Assert.Contains("folds of vehicle", output, StringComparison.Ordinal);
        string[] drug = File.ReadAllLines(file).Single(l => l.StartsWith("3,drug,cells_resistant,", StringComparison.Ordinal)).Split(',');
        string[] vehicle = File.ReadAllLines(file).Single(l => l.StartsWith("3,vehicle,cells_resistant,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(double.Parse(drug[5], null) / double.Parse(vehicle[5], null), double.Parse(drug[10], null), 1e-9);
    }

    [Fact]
    public void RunsThatDifferInTheirSeedAreOneArmWithAnInterval()
    {
        string file = Path.Combine(_arms.Root, "seeds.csv");
        (int code, _, string error) = Run("compare", _arms.Study, _arms.OtherSeed, "--out", file);
        Assert.True(code == 0, error);
        string[] drug = File.ReadAllLines(file).Single(l => l.StartsWith("3,drug,cells_resistant,", StringComparison.Ordinal)).Split(',');
        Assert.Equal("2", drug[4]);
        Assert.NotEmpty(drug[11]);
    }

    [Fact]
    public void TheReportIsOnePageBelowAMegabyteThatAsksForNothingElse()
    {
        string file = Path.Combine(_arms.Root, "report.html");
        (int code, _, string error) = Run("report", _arms.Study, "--out", file);
        Assert.True(code == 0, error);
        string page = File.ReadAllText(file);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 50_000, 1_000_000);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains("<polyline", page, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.Contains("name: synthetic # drug", page, StringComparison.Ordinal);
    }

    [FactNeedingChromium]
    public void ABrowserShowsTheReportWithoutComplaintAndDrawsTheTumour()
    {
        string file = Path.Combine(_arms.Root, "shown.html");
        Assert.Equal(0, Run("report", Path.Combine(_arms.Study, "drug"), "--out", file).Code);
        (string document, string console) = FactNeedingChromiumAttribute.Open(file, Path.Combine(_arms.Root, "profile"));
        Assert.Equal("", console);

        // The script says so once the volume is on the screen.
        Assert.Contains("data-ready=\"1\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public void EachPlotLiesBesideTheReportAsAPictureOfItsOwn()
    {
        string file = Path.Combine(_arms.Root, "plots.html");
        Assert.Equal(0, Run("report", _arms.Study, "--out", file).Code);
        string[] pictures = Directory.GetFiles(Path.Combine(_arms.Root, "plots_figures"));
        string[] names = [.. pictures.Select(p => Path.GetFileName(p))];
        Assert.Contains("all_living_cells.svg", names);
        Assert.Contains("all_living_cells.log.svg", names);
        Assert.Contains("exposure_to_drug_at_the_end.svg", names);
        Assert.Contains("clones_drug.svg", names);
        Assert.All(pictures, path =>
        {
            var svg = System.Xml.Linq.XDocument.Load(path);
            Assert.Equal("http://www.w3.org/2000/svg", svg.Root!.Name.NamespaceName);
            Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("var(", svg.ToString(), StringComparison.Ordinal);
        });
        Assert.DoesNotContain("NaN,", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void TheComparisonIsAPageTooWithSurvivalAndIntervals()
    {
        string file = Path.Combine(_arms.Root, "page.csv");
        (int code, string output, string error) = Run("compare", _arms.Study, _arms.OtherSeed, "--early", "1 d", "--out", file);
        Assert.True(code == 0, error);
        Assert.Contains("page.html", output, StringComparison.Ordinal);
        string page = File.ReadAllText(Path.Combine(_arms.Root, "page.html"));
        Assert.Contains("Without progression", page, StringComparison.Ordinal);
        Assert.Contains("class=\"band s1\"", page, StringComparison.Ordinal);
        Assert.Contains("not reached", page, StringComparison.Ordinal);
        Assert.Contains("Not to be judged", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void DistantSitesAndTheBloodAreMeasuredAndShown()
    {
        string run = Path.Combine(_arms.Root, "spread");
        SyntheticRun.Write(run, "spread", treated: false, size: 24, days: 2);
        SyntheticRun.Write(Path.Combine(run, "lung"), "spread", treated: true, size: 24, days: 2);
        string Line(int step, int seeds) => $$$"""
            {"step":{{{step}}},"hours":{{{6 * step}}},"living":100,"circulation":{"entered":{{{20 * step}}},"circulating":{{{step}}},"in_clusters":0,"died":{{{step}}},
            "entered_by_founder":{"sensitive":{{{20 * step}}},"resistant":0},"sites":{"primary":{"arrested":0,"extravasated":0,"settled":0,"dormant":0,"fresh":0 },
            "lung":{"arrested":{{{18 * step}}},"extravasated":{{{9 * step}}},"settled":{{{seeds}}},"dormant":0,"fresh":0 } } } }
            """.ReplaceLineEndings("") + "\n";
        File.WriteAllText(Path.Combine(run, "metrics.jsonl"), Line(0, 0) + Line(2, 1) + Line(4, 3) + Line(8, 9));
        Assert.Equal(0, Run("metrics", run).Code);
        string[] lines = File.ReadAllLines(Path.Combine(run, "metrics.csv"));
        string[] names = lines[0].Split(',');
        double Last(string name) => double.Parse(lines[^1].Split(',')[Array.IndexOf(names, name)], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(160, Last("shed_cells"));
        Assert.True(Last("metastatic_cells") > 100);
        string[] colonies = File.ReadAllLines(Path.Combine(run, "metrics.colonies.csv"));
        Assert.Equal(3, colonies.Count(line => line.Contains(",lung,", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(run, "run.json"), """{"exit_reason":"stopped","steps_planned":40,"step_hours":6}""");
        Assert.Equal(0, Run("report", run).Code);
        string page = File.ReadAllText(Path.Combine(run, "report.html"));
        Assert.Contains("Not finished: stopped, 10 d were planned", page, StringComparison.Ordinal);
        Assert.Contains("What became of the cells that entered", page, StringComparison.Ordinal);
        Assert.Contains("Living cells at distant sites", page, StringComparison.Ordinal);
        Assert.Contains("parental clone", page, StringComparison.Ordinal);

        // The site can be chosen in slices and in 3D.
        Assert.Contains("<input type=\"radio\" name=\"site\" value=\"lung\">", page, StringComparison.Ordinal);
        Assert.Contains("data-across=\"z\" data-site=\"lung\" hidden>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"1\">spread, lung</option>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingDirectoryIsNoSuchFile()
        => AssertFault(ExitCode.NoSuchFile, "no such directory", "metrics", Path.Combine(_arms.Root, "nowhere"));

    [Fact]
    public void AnEmptyDirectoryIsBadData()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_arms.Root, "empty")).FullName;
        AssertFault(ExitCode.BadData, "holds no snapshot", "report", empty);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("foreign")]
    [InlineData("corrupted")]
    [InlineData("nothing")]
    public void ADamagedSnapshotIsBadDataAndNamed(string damage)
    {
        string directory = Directory.CreateDirectory(Path.Combine(_arms.Root, damage)).FullName;
        string file = Path.Combine(directory, "snap_00000000.h5");
        byte[] bytes = File.ReadAllBytes(Path.Combine(_arms.Study, "drug", "snap_00000000.h5"));
        if (damage == "truncated")
            bytes = bytes[..(bytes.Length / 2)];
        else if (damage == "foreign")
            bytes = Encoding.UTF8.GetBytes("step,cells\n0,100\n");
        else if (damage == "nothing")
            bytes = [];
        else
            bytes.AsSpan(bytes.Length / 3, bytes.Length / 3).Fill(0x5A);
        File.WriteAllBytes(file, bytes);
        AssertFault(ExitCode.BadData, "snap_00000000.h5", "metrics", directory);
    }

    [Fact]
    public void WhereverASnapshotIsDamagedItIsMeasuredOrNamed()
    {
        string directory = Directory.CreateDirectory(Path.Combine(_arms.Root, "fuzzed")).FullName;
        string file = Path.Combine(directory, "snap_00000000.h5");
        byte[] whole = File.ReadAllBytes(Path.Combine(_arms.Study, "drug", "snap_00000000.h5"));
        var random = new Random(11);
        for (int trial = 0; trial < 40; trial++)
        {
            byte[] bytes = [.. whole];
            if (trial % 4 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            for (int flip = 0; flip < 1 << (trial % 9) && bytes.Length > 0; flip++)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, bytes);
            (int code, string output, string error) = Run("metrics", directory, "--json");
            Assert.True(code is (int)ExitCode.Done or (int)ExitCode.BadData, $"trial {trial}, exit code {code}: {error}");
            Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
            if (code != (int)ExitCode.Done)
                Assert.Contains("snap_00000000.h5", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("report")]
    [InlineData("compare")]
    [InlineData("export", "--format", "vti")]
    [InlineData("slice", "--field", "oxygen")]
    public void EveryCommandNamesADamagedSnapshot(string command, params string[] more)
    {
        string directory = Directory.CreateDirectory(Path.Combine(_arms.Root, "broken-" + command)).FullName;
        byte[] bytes = File.ReadAllBytes(Path.Combine(_arms.Study, "drug", "snap_00000000.h5"));
        File.WriteAllBytes(Path.Combine(directory, "snap_00000000.h5"), bytes[..(bytes.Length / 2)]);
        AssertFault(ExitCode.BadData, "snap_00000000.h5", [command, directory, .. more]);
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("report")]
    [InlineData("compare")]
    public void ARunThatHasJustBegunHasItsFirstSnapshotMeasured(string command)
    {
        string directory = Directory.CreateDirectory(Path.Combine(_arms.Root, "begun-" + command)).FullName;
        File.Copy(Path.Combine(_arms.Study, "drug", "snap_00000000.h5"), Path.Combine(directory, "snap_00000000.h5"));
        (int code, _, string error) = Run(command, directory);
        Assert.True(code == 0, error);
    }

    [Theory]
    [InlineData("slice", "--field", "nonsense", ExitCode.BadData, "it holds oxygen")]
    [InlineData("slice", "--field", "oxygen", ExitCode.Usage, "0 to 1", "--at", "7")]
    [InlineData("slice", "--field", "oxygen", ExitCode.Usage, "not a time", "--time", "soon")]
    [InlineData("metrics", "--only", "everything", ExitCode.Usage, "there are cells")]
    [InlineData("compare", "--reference", "placebo", ExitCode.Usage, "there are vehicle, drug")]
    public void AWrongWishIsExplained(string command, string option, string value, ExitCode code, string says, params string[] more)
        => AssertFault(code, says, [command, command == "slice" ? Path.Combine(_arms.Study, "drug") : _arms.Study, option, value, .. more]);

    [Fact]
    public void NoArgumentsAreAUsageErrorAndHelpHasExamples()
    {
        Assert.Equal((int)ExitCode.Usage, Run().Code);
        foreach (string command in (string[])["metrics", "slice", "compare", "report", "export"])
        {
            (int code, string output, _) = Run(command, "--help");
            Assert.Equal(0, code);
            Assert.Contains($"gputumor-post {command} ", output[output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = PostCommand.Run(arguments, new Terminal(output, error));
        return (code, output.ToString(), error.ToString());
    }

    private static void AssertFault(ExitCode expected, string says, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.True((int)expected == code, $"exit code {code}: {error}");
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    /// <summary>Runs in a directory of their own.</summary>
    public sealed class TwoArms : IDisposable
    {
        public TwoArms()
        {
            Write(Study, 1);
            Write(OtherSeed, 2);
        }

        public string Root { get; } = Directory.CreateTempSubdirectory("gputumor-post-").FullName;

        public string Study => Path.Combine(Root, "study");

        public string OtherSeed => Path.Combine(Root, "other");

        public void Dispose() => Directory.Delete(Root, recursive: true);

        private static void Write(string directory, ulong seed)
        {
            SyntheticRun.Write(Path.Combine(directory, "vehicle"), "vehicle", treated: false, size: 28 + (2 * (int)seed), days: 3, seed: seed);
            SyntheticRun.Write(Path.Combine(directory, "drug"), "drug", treated: true, size: 28 + (2 * (int)seed), days: 3, seed: seed);
        }
    }
}
