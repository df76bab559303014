using GpuTumor.Cli;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>Several kinds of snapshots of one run.</summary>
public sealed class StreamTests : IDisposable
{
    private const string Streams =
        """
        {
          coarse: { snapshots: 3 h, quantities: [oxygen, cell_kind], downsampling: 2, mantissa_bits: 23 },
          corner: { snapshots: [6 h], quantities: [oxygen, founder], region: { x: [0 um, 200 um], y: [100 um, 300 um] }, mantissa_bits: 23 }
        }
        """;

    private readonly Workplace _workplace = new();

    private string Folder => Path.Combine(_workplace.Out, "drug");

    public void Dispose() => _workplace.Dispose();

    [RunsFact]
    public void EachStreamHasItsOwnScheduleContentsAndPartOfTheBox()
    {
        Run();
        Assert.Equal([0L, 3, 6, 9, 12], StepsOf("coarse"));
        // The last state is always seen.
        Assert.Equal([6L, 12], StepsOf("corner"));

        using Snapshot whole = Snapshot.Open(Path.Combine(Folder, "snap_00000006.h5"));
        using Snapshot coarse = Snapshot.Open(Path.Combine(Folder, "streams", "coarse", "snap_00000006.h5"));
        using Snapshot corner = Snapshot.Open(Path.Combine(Folder, "streams", "corner", "snap_00000006.h5"));
        Assert.Equal((10, 10, 10, 40.0), (coarse.Nx, coarse.Ny, coarse.Nz, coarse.Spacing));
        Assert.Equal((10, 10, 20, 20.0), (corner.Nx, corner.Ny, corner.Nz, corner.Spacing));
        Assert.Equal(["oxygen", "cell_kind"], coarse.Quantities.Select(quantity => quantity.Name));

        float[] oxygen = whole.ReadFloats("oxygen");
        double mean = (from z in Enumerable.Range(4, 2) from y in Enumerable.Range(6, 2) from x in Enumerable.Range(8, 2) select (double)oxygen[At(x, y, z)]).Sum() / 8;
        Assert.Equal((float)mean, coarse.ReadFloats("oxygen")[4 + (10 * (3 + (10 * 2)))]);
        Assert.Equal(oxygen[At(3, 5 + 7, 9)], corner.ReadFloats("oxygen")[3 + (10 * (7 + (10 * 9)))]);
        Assert.Equal(whole.ReadBytes("founder")[At(9, 5 + 9, 10)], corner.ReadBytes("founder")[9 + (10 * (9 + (10 * 10)))]);
        Assert.True(File.Exists(Path.Combine(Folder, "streams", "corner", "run.xmf")));
    }

    [RunsFact]
    public void OverwritingRemovesTheStreamsOfTheOldRun()
    {
        Run();
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", _workplace.Out, "--overwrite");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Folder, "streams"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void ARegionOfTooFewVoxelsIsRefused()
    {
        Outcome refused = Gputumor.Run(
            "validate", _workplace.ScenarioFile, "--set", "output.streams={slab: {snapshots: 6 h, region: {z: [0 um, 100 um]}, downsampling: 2}}");
        Assert.Equal(ExitCode.BadScenario, refused.Code);
        Assert.Contains("along z 2 voxels would be left, and at least 4 are needed", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    private static int At(int x, int y, int z) => x + (20 * (y + (20 * z)));

    private void Run()
        => Gputumor.Succeed(
            "run", _workplace.ScenarioFile, "--arm", "drug", "--out", _workplace.Out,
            "--set", "output.mantissa_bits=23", "--set", "output.streams=" + Streams.ReplaceLineEndings(" "));

    private IEnumerable<long> StepsOf(string stream)
        => SnapshotDirectory.Find(Path.Combine(Folder, "streams", stream)).Select(path =>
        {
            using Snapshot snapshot = Snapshot.Open(path);
            return snapshot.Step;
        });
}
