using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests.Metastasis;

[Collection(OnBackendAttribute.OneAtATime)]
public sealed class CirculationTests
{
    private const string Sites = "circulation: { entry: 0 /d }\nsites: { lung: { size: [24, 24, 24] }, liver: { size: [24, 24, 24] } }\n";

    [Fact]
    public void HalfOfTheSingleCellsAreGoneAfterTwentyMinutes()
    {
        Engine.Patient patient = Injected(Sites + "step: 20 min\ntumour_cell: { clearance: { necrotic: 2 d } }", 1_000_000, 1);
        patient.Advance(new Clock(0, 1.0 / 3), 1, CancellationToken.None);
        CirculatingClass one = Assert.Single(patient.Circulation!.Classes);
        // AKT at rest takes a little of the hazard of death: 20.8 min.
        Assert.Equal(0.5, one.Circulating / 1e6, 0.02);
        Assert.Equal(0.05 / 0.95, one.Arrested[0] / (double)one.Arrested.Sum(), 0.005);
    }

    [Fact]
    public void OfAMillionInjectedCellsAHandfulBeginToGrowFarAway()
    {
        Engine.Patient patient = Injected(Sites, 1_000_000, 1);
        Clock day = patient.Advance(new Clock(0, 0.5), 48, CancellationToken.None);
        CirculatingClass one = Assert.Single(patient.Circulation!.Classes);
        // Less than 1 % is alive far away after a day.
        Assert.InRange((one.Fresh[1] + one.Fresh[2]) / 1e6, 1e-4, 1e-2);

        patient.Advance(day, 59 * 48, CancellationToken.None);
        long growing = one.Settled[1] + one.Settled[2];
        Assert.InRange(growing / 1e6, 1e-6, 1e-4);
        Assert.True(one.Dormant[1] + one.Dormant[2] > growing);
        Assert.True(one.IsBalanced);
        Assert.Equal(growing, patient.Sites.Sum(site => ((QuietTissue?)site.Tissue)?.Cells ?? 0));
    }

    [Fact]
    public void AClusterSeedsManyTimesAsOftenPerCell()
    {
        CirculatingClass single = AfterADay(1);
        CirculatingClass clustered = AfterADay(4);
        double odds = Far(clustered) / (double)Far(single);
        // Aceto 2014: 23 to 50.
        Assert.InRange(odds, 10, 50);

        static CirculatingClass AfterADay(int size)
        {
            Engine.Patient patient = Injected(Sites, 1_000_000, size);
            patient.Advance(new Clock(0, 0.5), 48, CancellationToken.None);
            return Assert.Single(patient.Circulation!.Classes);
        }

        static long Far(CirculatingClass one) => one.Extravasated[1] + one.Extravasated[2];
    }

    [Fact]
    public void CellsHomeToWhereTheChemokineIsHigh()
    {
        long plain = InPrimary(0f, Sites);
        Assert.InRange(InPrimary(5f, Sites) / (double)plain, 2, 10);
        // Where nobody hears the chemokine, nobody homes.
        string deaf = Sites.Replace("entry: 0 /d", "entry: 0 /d, chemokine_gain: 0", StringComparison.Ordinal);
        Assert.Equal(1, InPrimary(5f, deaf) / (double)InPrimary(0f, deaf), 0.1);

        static long InPrimary(float chemokine, string scenario)
        {
            Engine.Patient patient = Injected(scenario, 1_000_000, 1, chemokine);
            patient.Advance(new Clock(0, 0.5), 48, CancellationToken.None);
            return Assert.Single(patient.Circulation!.Classes).Arrested[0];
        }
    }

    [Fact]
    public void WhereFra1PromotesSpreadMoreCellsEnterTheBlood()
    {
        static long Entered(double gain)
        {
            Model model = Shedding(1);
            Bloodstream blood = model.Circulation! with { Fra1Gain = gain, EntryPerHour = 1, ClusterShare = 0 };
            using Engine.Patient patient = new(model with { Treatments = [], Circulation = blood }, OnBackendAttribute.Open("cpu"));
            patient.Advance(new Clock(0, 0.5), 1, CancellationToken.None);
            return patient.Circulation!.Classes.Sum(one => one.Entered);
        }

        // Without drug FRA1 is full: (1 - e^-1) / (1 - e^-0.5) = 1.61; the same draws, of some ninety cells at vessels.
        Assert.InRange(Entered(1) / (double)Entered(0), 1.3, 2);
    }

    [Fact]
    public void CellsEnterTheBloodMoreOftenAmongNeighboursThatReleaseTheSecretome()
    {
        // (1 - e^(-10/48 · 1.5)) / (1 - e^(-10/48)) = 1.43; the same draws, of more than a thousand cells at vessels.
        Assert.Equal(1.43, Entered(255, 1) / (double)Entered(0, 1), 0.1);
        // What a cell releases itself does not count.
        Assert.Equal(Entered(0, 2), Entered(255, 2));

        // In every voxel, or in every second one along each axis, where no cell has a neighbour.
        static long Entered(uint secretome, int every)
        {
            Model model = SmallPatient.Of("vessels: { spacing: 60 um }\ncirculation: { entry: 10 /d, cluster_share: 0 % }");
            using Engine.Patient patient = new(model, new QuietBackend(0f));
            int[] voxels = [.. from z in Enumerable.Range(1, 22)
                               from y in Enumerable.Range(1, 22)
                               from x in Enumerable.Range(1, 22)
                               where x % every == 0 && y % every == 0 && z % every == 0
                               select x + (24 * (y + (24 * z)))];
            CellState cell = CellState.Founding(model.Founders, 0);
            cell = cell with { Signals = (cell.Signals & ~(255u << CellRecord.SecretomeShift)) | (secretome << CellRecord.SecretomeShift) };
            ((QuietTissue)patient.Primary).PutIn(voxels, [.. voxels.Select(_ => cell)], new bool[voxels.Length]);
            patient.Advance(new Clock(0, 0.5), 1, CancellationToken.None);
            return Assert.Single(patient.Circulation!.Classes).Shed[0];
        }
    }

    [Fact]
    public void ATumourSeedsItselfMoreSoWhereItIsInflamedAndByItsAggressiveCells()
    {
        (long inflamedPlain, long inflamedAggressive) = Seeds(5f);
        (long plain, long aggressive) = Seeds(0f);
        Assert.True(inflamedPlain > 0);
        // Kim 2009: aggressive cells at least three times as many; without the chemokine at most half.
        Assert.True(inflamedAggressive >= 3 * inflamedPlain, $"{inflamedAggressive} of {inflamedPlain}");
        Assert.True(plain + aggressive <= 0.5 * (inflamedPlain + inflamedAggressive), $"{plain + aggressive} of {inflamedPlain + inflamedAggressive}");

        static (long Plain, long Aggressive) Seeds(float chemokine)
        {
            Model model = SmallPatient.Of(
                "fields: { oxygen: {}, chemokine: {} }\nvessels: { spacing: 60 um }\ncirculation: {}\nsites: { lung: { size: [24, 24, 24] } }");
            Engine.Patient patient = new(model, new QuietBackend(chemokine));
            CellState cell = CellState.Founding(model.Founders, 0);
            // Every second voxel that a vessel crosses holds an aggressive cell, the others parental ones.
            int[] voxels = [.. from z in Enumerable.Range(1, 22)
                               from column in model.Vessels.Columns(model.Grid, model.Seed)
                               where column % 24 is > 0 and < 23 && column / 24 is > 0 and < 23
                               select column + (z * 576)];
            CellState[] cells = [.. voxels.Select((_, i) => i % 2 == 0 ? cell : cell with { Signals = cell.Signals | (230u << CellRecord.EmtShift) })];
            ((QuietTissue)patient.Primary).PutIn(voxels, cells, new bool[voxels.Length]);
            patient.Advance(new Clock(0, 0.5), 240, CancellationToken.None);
            long Settled(int bin) => patient.Circulation!.Classes.Where(one => one.Kind.EmtBin == bin).Sum(one => one.Settled[0]);
            return (Settled(0), Settled(2));
        }
    }

    [Fact]
    public void NoCellOfThePatientIsLostOrMade()
    {
        // The processor counts deaths one by one; devices work them out from the living.
        Model model = Shedding(60);
        using Engine.Patient patient = new(model, OnBackendAttribute.Open("cpu"));
        patient.Circulation!.Inject(CellState.Founding(model.Founders, 1), 20_000, 1);
        patient.Advance(new Clock(0, 0.5), 60, CancellationToken.None);

        IReadOnlyList<CirculatingClass> classes = patient.Circulation.Classes;
        Assert.All(classes, one => Assert.True(one.IsBalanced));
        Assert.Contains(classes, one => one.Kind.Size > 1);
        Census[] censuses = [patient.Primary.TakeCensus(), .. patient.Sites.Select(site => site.Tissue).OfType<ITissue>().Select(tissue => tissue.TakeCensus())];
        long expected = model.Seeding.Cells + 20_000 + censuses.Sum(census => census.Divisions - census.Deaths)
            - classes.Sum(one => one.Entered) + classes.Sum(one => one.Settled.Sum());
        Assert.Equal(expected, censuses.Sum(census => census.Living));
        Assert.True(classes.Sum(one => one.Entered) > 20_100);
        Assert.True(classes.Sum(one => one.Settled[0]) > 0);
    }

    [Theory]
    [OnBackend("reference")]
    [OnBackend("opencl")]
    [OnBackend("cuda")]
    public void APatientWithMetastasesHasTheSameBitsOnEveryBackend(string backend)
    {
        Model model = Shedding(16);
        using Engine.Patient patient = new(model, OnBackendAttribute.Open(backend));
        using Engine.Patient onProcessor = new(model, OnBackendAttribute.Open("cpu"));
        foreach (Engine.Patient one in new[] { patient, onProcessor })
        {
            one.Circulation!.Inject(CellState.Founding(model.Founders, 1), 20_000, 1);
            Simulation.Run(model, one, [], CancellationToken.None);
        }

        Assert.Equal(onProcessor.Primary.TakeCensus().Deaths, patient.Primary.TakeCensus().Deaths);
        Assert.Equal(onProcessor.StateHash().ToString("x16"), patient.StateHash().ToString("x16"));
    }

    [Fact]
    public void APatientThatIsTakenUpAgainGoesOnBitForBit()
    {
        Model model = Shedding(40);
        using Engine.Patient whole = new(model, OnBackendAttribute.Open("cpu"));
        using Engine.Patient first = new(model, OnBackendAttribute.Open("cpu"));
        using Engine.Patient second = new(model, OnBackendAttribute.Open("cpu"));
        foreach (Engine.Patient one in new[] { whole, first })
            one.Circulation!.Inject(CellState.Founding(model.Founders, 1), 20_000, 1);
        whole.Advance(new Clock(0, 0.5), 40, CancellationToken.None);
        Clock half = first.Advance(new Clock(0, 0.5), 15, CancellationToken.None);
        StateImage.Of(first).RestoreInto(second);
        second.Advance(half, 25, CancellationToken.None);

        Assert.Equal(whole.StateHash(), second.StateHash());
        Assert.Equal(whole.Circulation!.StateHash(), second.Circulation!.StateHash());
    }

    // A small tumour that sheds many, with clusters, and sites that keep what comes.
    private static Model Shedding(long steps) => SmallPatient.Of(
        """
        fields: { oxygen: {}, targeted_drug: {}, chemokine: {} }
        vessels: { spacing: 60 um }
        treatments: [{ drug: targeted_drug }, { do: radiotherapy, at: 4 h }, { do: resection, at: 6 h, residue: 60 % }]
        circulation: { entry: 1 /d, cluster_share: 30 %, primary: { weight: 0.5 } }
        sites: { lung: { size: [20, 20, 20], extravasation: 20 %, dormant: 50 %, early_time: 2 h, awakening: 2 /d, fields: { oxygen: { vessels: { level: 80 mmHg } } }, tumour_cell: { division: { doubling_time: 10 h } } } }
        """,
        cells: 800).With(steps);

    private static Engine.Patient Injected(string scenario, long cells, int size, float chemokine = 0f)
    {
        Model model = SmallPatient.Of("fields: { oxygen: {}, chemokine: {} }\n" + scenario);
        Engine.Patient patient = new(model, new QuietBackend(chemokine));
        patient.Circulation!.Inject(CellState.Founding(model.Founders, 0), cells, size);
        return patient;
    }
}

file static class Models
{
    // Two founders, the second a label; as many steps as asked.
    public static Model With(this Model model, long steps)
    {
        Founder[] founders = [model.Founders[0], new Founder("labelled", Genotype.Target, 0)];
        return model with
        {
            Steps = steps,
            Founders = founders,
            Sites = [.. model.Sites.Select(site => site with { Tissue = site.Tissue with { Founders = founders } })],
        };
    }
}
