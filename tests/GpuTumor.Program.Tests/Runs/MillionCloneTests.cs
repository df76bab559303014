using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A lineage may have millions of clones: each is numbered, written with the snapshots, and known to a run that goes on.</summary>
public sealed class MillionCloneTests : IDisposable
{
    private const int Steps = 6;
    private const int End = 7;

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [RunsFact]
    public void AMillionClonesAreWrittenAndGoOn()
    {
        Model model = Branching();
        CpuBackend backend = new(2, LaneWidths.Best);
        Provenance provenance = Provenance.OfThisRun(model, backend, "name: branching");
        using Patient patient = new(model, backend);
        Clock now = patient.Advance(new Clock(0, model.StepHours), Steps, CancellationToken.None);
        int clones = patient.Primary.ReadClones().Count;
        Assert.True(clones > 1_000_000, $"{clones} clones");

        string checkpoint = new CheckpointDirectory(_workplace.Folder, 1).Write(patient, now, provenance, 0, 2);
        using SnapshotObserver snapshots = new(_workplace.Folder, Schedule.EverySteps(1), provenance, new SnapshotOptions { Threads = 2 });
        snapshots.Observe(patient, now);
        AssertWritten(patient.Primary.ReadClones(), snapshots.LastFile!);

        using Patient resumed = new(model, backend);
        using (Checkpoint opened = Checkpoint.Open(checkpoint))
            opened.RestoreInto(resumed);
        patient.Advance(now, End - Steps, CancellationToken.None);
        resumed.Advance(now, End - Steps, CancellationToken.None);
        Assert.Equal(patient.Primary.StateHash(), resumed.Primary.StateHash());
        CloneTable whole = patient.Primary.ReadClones();
        CloneTable goneOn = resumed.Primary.ReadClones();
        Assert.True(whole.Count > clones);
        Assert.True(whole.Parents.SequenceEqual(goneOn.Parents) && whole.BirthSteps.SequenceEqual(goneOn.BirthSteps) && whole.Traits.SequenceEqual(goneOn.Traits));
    }

    // Each clone in the file as the run knows it, born after its parent; and no living cell of a clone that is not there.
    private static void AssertWritten(CloneTable clones, string file)
    {
        using Snapshot snapshot = Snapshot.Open(file);
        double[] parents = snapshot.ReadColumn("clones", "parent")!;
        double[] births = snapshot.ReadColumn("clones", "birth_step")!;
        double[] ids = snapshot.ReadColumn("clones", "id")!;
        Assert.Equal(clones.Count, ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            bool isKnown = ids[i] == i + 1 && parents[i] == clones.Parents[i] && births[i] == clones.BirthSteps[i];
            bool isLater = parents[i] == 0 || (parents[i] < ids[i] && births[(int)parents[i] - 1] <= births[i]);
            Assert.True(isKnown && isLater, $"clone {i + 1}: {ids[i]} of {parents[i]} in step {births[i]}");
        }

        uint[] ofCells = snapshot.ReadWords("clone");
        // Cells that wait for room are not in the map: the youngest clone may be of one of those.
        Assert.InRange(ofCells.Max(), (uint)(0.99 * clones.Count), (uint)clones.Count);
        // Most clones are a cell or two: the neutral barcode changes in every second daughter.
        Assert.True(ofCells.Distinct().Count() > clones.Count / 3);
    }

    // Cells that go through their cycle in three steps, every second daughter a new clone: over a million divisions.
    private static Model Branching()
    {
        TumourCell laws = TumourCell.Default(2);
        return new Model
        {
            Name = "branching",
            Seed = 3,
            Grid = new Grid(144, 144, 144, 20),
            StepHours = 2,
            Steps = End,
            Fields = [],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(1_200_000),
            ShovingSubsteps = 1,
            Mutation = new Mutation(new double[8], 0.5, 1),
            TumourCell = laws with
            {
                Division = laws.Division with { Fastest = Rate.Doubling(2), AktBoost = 0f, PushDistance = 60f },
                Active = CellProcesses.None,
            },
        };
    }
}
