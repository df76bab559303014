using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using GpuTumor.Physics.Tests.Keeping;

namespace GpuTumor.Draws.Tests;

/// <summary>
/// A patient in whom everything happens, on an engine that logs every draw of randomness: no counter serves two decisions, and no
/// word of one is read for two.
/// </summary>
public sealed class EveryDrawDecidesOneThing
{
    private const int Steps = 10;

    // Who asks for the same draw again, for the same decision or for none.
    private static readonly Dictionary<RandomProcess, string> _askedAgain = new()
    {
        [RandomProcess.Mutation] = "clones that begin are counted before they are numbered",
        [RandomProcess.Priority] = "each rival compares its own priority with that of the others",
        [RandomProcess.HopPriority] = "each rival compares its own priority with that of the others",
        [RandomProcess.HostPriority] = "each rival compares its own priority with that of the others",
        [RandomProcess.KillingPriority] = "each rival compares its own priority with that of the others",
        [RandomProcess.SproutingPriority] = "each rival compares its own priority with that of the others",
        [RandomProcess.VesselCollapse] = "the voxels of a segment collapse together",
        [RandomProcess.Vessels] = "vessels are laid anew by whoever asks where they run",
    };

    private static readonly Lazy<long> _run = new(Run);

    [Fact]
    public void NoDrawIsMadeForTwoDecisions()
    {
        Assert.True(_run.Value > 0);
        string[] reused =
        [
            .. DrawLog.Draws.Where(draw => draw.Value > 1 && !_askedAgain.ContainsKey(draw.Key.Process))
                .Select(draw => $"{draw.Key}: {draw.Value} times").Take(10),
        ];
        Assert.Equal([], reused);
        Assert.True(DrawLog.Draws.Count > 20_000, $"{DrawLog.Draws.Count} draws");
    }

    [Fact]
    public void OneMethodAloneAsksForTheDrawsOfAProcess()
    {
        Assert.True(_run.Value > 0);
        string[] shared =
        [
            .. DrawLog.Drawers.Where(draw => draw.Value.Count > 1).Select(draw => $"{draw.Key}: {string.Join(", ", draw.Value)}"),
        ];
        Assert.Equal([], shared);
    }

    [Fact]
    public void NoWordOfADrawIsReadInTwoPlaces()
    {
        Assert.True(_run.Value > 0);
        string[] shared =
        [
            .. DrawLog.Readers.Where(word => word.Value.Count > 1)
                .Select(word => $"{word.Key.Draw.Process} word {word.Key.Word}: {string.Join(", ", word.Value)}").Distinct(),
        ];
        Assert.Equal([], shared);
        Assert.True(DrawLog.Readers.Count > 200, $"{DrawLog.Readers.Count} words");
    }

    [Fact]
    public void EveryProcessDraws()
    {
        Assert.True(_run.Value > 0);
        Assert.Equal([], Enum.GetValues<RandomProcess>().Except(DrawLog.Draws.Keys.Select(draw => draw.Process)));
    }

    private static long Run()
    {
        DrawLog.Clear();
        Model model = Whole();
        using Patient patient = new(model, CpuBackend.Reference);
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient.Primary.TakeCensus().Living;
    }

    // The rich model in a body: blood, a distant site, scans, biopsies, radiation. Fields draw nothing, and stay as they are.
    private static Model Whole()
    {
        Model rich = RichModel.Of(Steps) with { Fields = [.. RichModel.Of(Steps).Fields.Select(Still)] };
        Model tumour = rich with
        {
            Founders =
            [
                new Founder("sensitive", Genotype.None, 0.6), new Founder("resistant", Genotype.Target, 0.1),
                new Founder("crawling", Genotype.None, 0.3) { Emt = 0.9 },
            ],
            Seeding = new Seeding(600),
            Vessels = new Vasculature(80, 0.8f)
            {
                Spread = 0.3,
                Collapse = new VesselCollapse(Rate.Relaxing(4), 0.4f),
                Sprouting = rich.Vessels.Sprouting with { Initiation = Rate.PerDayOf(30) },
            },
            // Many divisions, many T cells that all kill, and many sprouts, so that some want the same voxel or the same cell.
            TumourCell = rich.TumourCell with { Division = rich.TumourCell.Division with { Fastest = Rate.Doubling(1) } },
            Host = rich.Host! with { TCells = rich.Host.TCells!.Value with { Entry = Rate.PerDayOf(5), Killing = Rate.PerDayOf(60) } },
            Mutation = new Mutation([1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 0], 0.05, 5),
            Imaging = new ImagingPlan(4, 1, 0.1, 10, 50),
            Treatments = [.. rich.Treatments, new Radiotherapy("primary", [5], 1, 0.3, 0.03, 3), new PlannedBiopsy(50, [6]), new Injection(1, 2000, 1)],
            Circulation = new Bloodstream
            {
                EntryPerHour = 0.1,
                EmtGain = 10,
                SecretomeGain = 0.5,
                ClusterShare = 0.5,
                LargestCluster = 4,
                DeathPerHour = 0.7,
                AnoikisResistance = 0.8,
                ClusterProtection = 3,
                ArrestPerHour = 1.4,
                ChemokineGain = 10,
                ChemokineHalf = 1,
                ClusterAdvantage = 10,
                Substeps = 6,
                Primary = new Settling(0.5, 0.2, 0, 0, 0, 0),
            },
        };
        Model lung = tumour with
        {
            Name = "lung",
            Seed = 18,
            Grid = new Grid(20, 20, 20, 20),
            Seeding = new Seeding(0),
            Treatments = [],
            Circulation = null,
            Imaging = null,
        };
        return tumour with { Sites = [new DistantSite("lung", lung, new Settling(0.5, 0.5, 0.1, 2, 0.5, 0.2))] };
    }

    private static FieldDefinition Still(FieldDefinition field) => field with
    {
        Diffusivity = 1e-6,
        Decay = Rate.Zero,
        Vessels = default,
        CellUptake = Rate.Zero,
        SaturableUptake = default,
        Boundaries = default,
        Secretion = default,
        HostSecretion = default,
        HostUptake = default,
        WoundSecretion = 0f,
        Hindrance = 0f,
        Initial = field.Role == FieldRole.Oxygen ? 30f : 0.3f,
        Solver = FieldSolver.ForwardEuler,
    };
}
