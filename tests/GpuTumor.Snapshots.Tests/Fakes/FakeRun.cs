using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Snapshots.Tests;

/// <summary>A patient on a fake device, and a provenance to go with it.</summary>
internal sealed class FakeRun(FakeTissue tissue) : IBackend
{
    public string Name => "fake";

    public string Device => "no device";

    public long AvailableMemory => 0;

    public static Provenance Provenance { get; } = new()
    {
        Scenario = "fake/drug",
        ScenarioText = "grid: [37, 21, 50]\nspacing: 20 µm\n",
        Seed = ulong.MaxValue - 1,
        Backend = "fake: no device",
        EngineVersion = "0.1.0",
        GitCommit = "0123456789abcdef0123456789abcdef01234567",
        GitDirty = true,
        CommandLine = "gputumor run fake.yaml --set spacing=\"20 µm\"",
        Host = "bench",
        Author = "A. Modeller <a@example.org>",
        Created = new DateTimeOffset(2026, 11, 22, 3, 4, 5, TimeSpan.FromHours(1)),
        Run = new Guid("7a1f8dce-0000-4000-8000-00000000cafe"),
    };

    public static Patient Patient(Grid grid, FakeTissue tissue) => new(Model(grid), new FakeRun(tissue));

    /// <summary>The same with drugs and a circulation.</summary>
    public static Patient PatientInTreatment(Grid grid, FakeTissue tissue)
    {
        Disposition disposition = Disposition.OfHalfLives([0.1, 2, 30], [0.7, 0.2, 0.1]);
        Drug pill = new() { Name = "pill", Disposition = Disposition.OfHalfLives([57], [1]), AbsorptionPerHour = 1.65, Rise = 1, UsualLevel = 1 };
        Drug bolus = new() { Name = "bolus", Unit = "umol/L", Disposition = disposition, Rise = 1, UsualLevel = 1 };
        return new Patient(
            Model(grid) with
            {
                Founders = [new Founder("sensitive", Genotype.None, 1), new Founder("labelled", Genotype.Target, 0)],
                Drugs = ["pill", "bolus", "pump"],
                Pharmacology = [pill, bolus],
                Circulation = Blood,
            },
            new FakeRun(tissue));
    }

    private static Bloodstream Blood => new()
    {
        EntryPerHour = 0,
        EmtGain = 10,
        SecretomeGain = 0.5,
        ClusterShare = 0.03,
        LargestCluster = 10,
        DeathPerHour = 0.69,
        AnoikisResistance = 0.8,
        ClusterProtection = 3,
        ArrestPerHour = 1.39,
        ChemokineGain = 10,
        ChemokineHalf = 1,
        ClusterAdvantage = 20,
        Substeps = 6,
        Primary = new Settling(0.05, 0.2, 0, 0, 0, 0),
    };

    public long RequiredMemory(Model model) => 0;

    public ITissue Create(Model model) => tissue;

    private static Model Model(Grid grid) => new()
    {
        Name = "fake/drug",
        Seed = 1,
        Grid = grid,
        StepHours = 0.5,
        Steps = 10,
        Fields = [],
        Founders = [new Founder("sensitive", Genotype.None, 1)],
        Seeding = new Seeding(1),
        TumourCell = TumourCell.Default(0.5),
    };
}
