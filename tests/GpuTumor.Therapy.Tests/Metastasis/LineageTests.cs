using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests.Metastasis;

/// <summary>Cells that travel keep what they are: clone, descent, mode and memory.</summary>
[Collection(OnBackendAttribute.OneAtATime)]
public sealed class LineageTests
{
    private const string Open = "vessels: { spacing: 60 um }\ncirculation: { entry: 0 /d }\n"
        + "sites: { lung: { size: [24, 24, 24], extravasation: 50 %, early_death: 0 /d, early_time: 1 h, dormant: 0 % } }";

    [Fact]
    public void ACloneIsEnteredAbroadWithItsAncestorsAndOnlyOnce()
    {
        // 3 descends from 2, and that from the founder 1.
        CloneTable clones = new([0, 1, 2], [0, 7, 19], [0, CloneTraits.Of(0, CloneOrigin.Mutation, 2), CloneTraits.Of(0, CloneOrigin.Induced, 3)]);
        using Engine.Patient patient = Quiet(new QuietBackend(0f) { PrimaryClones = clones });
        Inject(patient, Cell(patient, 3, CellMode.Normal, 0));
        Inject(patient, Cell(patient, 2, CellMode.Normal, 0));
        patient.Advance(new Clock(0, 0.5), 12, CancellationToken.None);

        QuietTissue lung = (QuietTissue)patient.Sites[0].Tissue!;
        Assert.Equal(3, lung.Clones.Count);
        Assert.Equal([0u, 1u, 2u], lung.Clones.Parents.ToArray());
        Assert.Equal([0u, 7u, 19u], lung.Clones.BirthSteps.ToArray());
        Assert.Equal(clones.Traits.ToArray(), lung.Clones.Traits.ToArray());
        Assert.Equal([2u, 3u], lung.States.Select(cell => cell.Lineage).Distinct().Order());
        Assert.Equal(
            [(2u, new CloneName(0, 2)), (3u, new CloneName(0, 3))], patient.Circulation!.Lineages.FromElsewhere(1));
    }

    [Fact]
    public void ACloneBornAbroadComesHomeUnderANumberOfItsOwnAndGoesBackUnderItsFirst()
    {
        CloneTable home = new([0, 1], [0, 4], [0, CloneTraits.Of(0, CloneOrigin.Mutation, 1)]);
        CloneTable abroad = new([0, 1, 2], [0, 4, 40], [0, CloneTraits.Of(0, CloneOrigin.Mutation, 1), CloneTraits.Of(0, CloneOrigin.Mutation, 9)]);
        Model model = SmallPatient.Of(Open);
        ITissue[] sites = [new QuietTissue(model, 0f) { Clones = home }, new QuietTissue(model, 0f) { Clones = abroad }];
        Lineages lineages = new(1, site => sites[site]);
        // The clone of the primary arrives first, so that its child abroad has a parent there.
        CloneTable founders = CloneTable.OfFounders(model);
        sites[1] = new QuietTissue(model, 0f) { Clones = founders };
        Assert.Equal(2u, lineages.NumberAt(1, lineages.NameOf(0, 2)));
        uint child = founders.Adopt(2, 40, CloneTraits.Of(0, CloneOrigin.Mutation, 9));

        CloneName name = lineages.NameOf(1, child);
        Assert.Equal(new CloneName(1, 3), name);
        Assert.Equal(3u, lineages.NumberAt(0, name));
        Assert.Equal([0u, 1u, 2u], home.Parents.ToArray());
        Assert.Equal(40u, home.BirthSteps[2]);
        // Back again it is what it was, and nobody is entered twice.
        Assert.Equal(child, lineages.NumberAt(1, lineages.NameOf(0, 3)));
        Assert.Equal(3u, lineages.NumberAt(0, name));
        Assert.Equal((3, 3), (home.Count, founders.Count));
    }

    [Fact]
    public void PersistersStayPersistersAndMemoryIsKept()
    {
        using Engine.Patient patient = Quiet(new QuietBackend(0f));
        Inject(patient, Cell(patient, 1, CellMode.Persister, 200));
        Inject(patient, Cell(patient, 1, CellMode.Persister, 100));
        Inject(patient, Cell(patient, 1, CellMode.Normal, 0));
        patient.Advance(new Clock(0, 0.5), 12, CancellationToken.None);

        CellState[] settled = [.. ((QuietTissue)patient.Sites[0].Tissue!).States];
        CellState[] persisters = [.. settled.Where(cell => CellRecord.Mode(cell.Status) == CellMode.Persister)];
        Assert.InRange(persisters.Length / (double)settled.Length, 0.55, 0.78);
        // Each is like one of those that entered, not all like the last.
        Assert.Equal([100u, 200u], persisters.Select(cell => CellRecord.Level(cell.Signals, CellRecord.MemoryShift)).Distinct().Order());
        Assert.All(settled.Except(persisters), cell => Assert.Equal(0u, CellRecord.Level(cell.Signals, CellRecord.MemoryShift)));
        Assert.Equal(2, patient.Circulation!.Classes.Count);
    }

    [Theory]
    [OnBackend("cpu")]
    [OnBackend("opencl")]
    [OnBackend("cuda")]
    public void DevicesEnterClonesThatBeganElsewhere(string backend)
    {
        Model model = SmallPatient.Of(Open);
        using ITissue tissue = OnBackendAttribute.Open(backend).Create(model);
        ICellTraffic traffic = (ICellTraffic)tissue;
        uint first = traffic.Adopt(1, 5, CloneTraits.Of(0, CloneOrigin.Mutation, 4));
        uint second = traffic.Adopt(first, 9, CloneTraits.Of(0, CloneOrigin.Induced, 5));

        CloneTable clones = tissue.ReadClones();
        Assert.Equal((2u, 3u, 3), (first, second, clones.Count));
        Assert.Equal([0u, 1u, 2u], clones.Parents.ToArray());
        Assert.Equal([0u, 5u, 9u], clones.BirthSteps.ToArray());
        Assert.Equal(CloneTraits.Of(0, CloneOrigin.Induced, 5), clones.TraitsOf(3));
    }

    private static Engine.Patient Quiet(QuietBackend backend) => new(SmallPatient.Of(Open), backend);

    private static void Inject(Engine.Patient patient, CellState cell) => patient.Circulation!.Inject(cell, 2000, 1);

    private static CellState Cell(Engine.Patient patient, uint clone, CellMode mode, uint memory)
    {
        CellState cell = CellState.Founding(patient.Model.Founders, 0);
        return cell with
        {
            Lineage = clone,
            Status = cell.Status | ((uint)mode << CellRecord.ModeShift),
            Signals = cell.Signals | (memory << CellRecord.MemoryShift),
        };
    }
}
