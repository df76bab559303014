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
