using GpuTumor.Engine;

namespace GpuTumor.Therapy.Tests.Metastasis;

/// <summary>A distant site is stepped while there is something to step.</summary>
[Collection(OnBackendAttribute.OneAtATime)]
public sealed class SiteTests
{
    private const string Scenario =
        """
        fields: { oxygen: {}, hgf: {} }
        vessels: { spacing: 60 um }
        circulation: { entry: 0 /d }
        sites: { lung: { size: [20, 20, 20], extravasation: 50 %, early_death: 0 /d, early_time: 1 h, dormant: 0 % } }
        """;

    [Fact]
    public void ASiteThatLostItsCellsRests() => Assert.False(IsActiveTwoDaysLater(_ => { }));

    [Fact]
    public void ASiteGoesOnWhileASignalIsLeftWithoutCells()
        => Assert.True(IsActiveTwoDaysLater(lung => lung.Wound([.. Enumerable.Range(3000, 400)])));

    [Fact]
    public void ASiteHasTheTissueThatItSaysAndThePatientsOtherwise()
    {
        Model patient = SmallPatient.Of(
            """
            fields: { oxygen: {}, hgf: { decay: 2e-4 /s }, chemokine: {} }
            matrix: { density: 0.4 }
            host: { t_cells: none }
            tumour_cell: { apoptosis: { background: 0.1 /d } }
            circulation: {}
            sites:
              lung: { size: [20, 20, 20] }
              bone:
                size: [24, 20, 20]
                vessels: { spacing: 200 um, spread: 0.5 }
                matrix: { density: 0.8 }
                host: none
                fields: { chemokine: { vessels: { level: 2 nM } } }
                tumour_cell: { division: { doubling_time: 44 h } }
            """);
        Model lung = patient.Sites[0].Tissue;
        Model bone = patient.Sites[1].Tissue;
        Assert.Equal(patient.Fields, lung.Fields);
        Assert.Equal((patient.TumourCell, patient.Host, patient.Matrix), (lung.TumourCell, lung.Host, lung.Matrix));

        Assert.Equal(new Grid(24, 20, 20, 20), bone.Grid);
        Assert.Equal(new Vasculature(200, 1f) { Spread = 0.5 }, bone.Vessels);
        Assert.Equal(0.8f, bone.Matrix!.Density);
        Assert.Null(bone.Host);
        Assert.Equal(["oxygen", "hgf", "chemokine"], bone.Fields.Select(field => field.Name));
        Assert.Equal(2f, bone.Fields[2].Vessels.Level);
        Assert.Equal(patient.Fields[1].Decay, bone.Fields[1].Decay);
        Assert.Equal(patient.TumourCell.Division.Fastest.PerHour / 2, bone.TumourCell.Division.Fastest.PerHour, 1e-7f);
        Assert.Equal(patient.TumourCell.Apoptosis, bone.TumourCell.Apoptosis);
    }

    [Theory]
    [OnBackend("cpu")]
    [OnBackend("opencl")]
    [OnBackend("cuda")]
    public void CellsLiveByTheLawsOfTheirSite(string backend)
    {
        Model model = SmallPatient.Of(
            """
            fields: { oxygen: {}, hgf: {} }
            vessels: { spacing: 60 um }
            circulation: { entry: 0 /d }
            sites:
              lung: { size: [20, 20, 20], extravasation: 50 %, early_death: 0 /d, early_time: 1 h, dormant: 0 % }
              liver: { size: [20, 20, 20], extravasation: 50 %, early_death: 0 /d, early_time: 1 h, dormant: 0 %, tumour_cell: { apoptosis: { background: 9 /d } } }
            """);
        using Engine.Patient patient = new(model, OnBackendAttribute.Open(backend));
        patient.Circulation!.Inject(CellState.Founding(model.Founders, 0), 3000, 1);
        patient.Advance(new Clock(0, 0.5), 72, CancellationToken.None);
        Census[] censuses = [.. patient.Sites.Select(site => site.Tissue!.TakeCensus())];
        Assert.True(censuses[0].Living > 200);
        // e^(-9/d · 1.5 d) of the first are left, and hardly more of who came later.
        Assert.InRange(censuses[1].Living, 0, 0.1 * censuses[0].Living);
        Assert.True(censuses[1].Deaths > 100);
    }

    private static bool IsActiveTwoDaysLater(Action<ITissue> then)
    {
        Model model = SmallPatient.Of(Scenario);
        using Engine.Patient patient = new(model, OnBackendAttribute.Open("cpu"));
        SiteTissue lung = patient.Sites[0];
        Assert.Null(lung.Tissue);
        patient.Circulation!.Inject(CellState.Founding(model.Founders, 0), 3000, 1);
        Clock clock = patient.Advance(new Clock(0, 0.5), 24, CancellationToken.None);
        Assert.True(lung.IsActive);
        Assert.True(lung.CountMass() > 0);
        Assert.Equal(0, patient.Circulation.Classes.Sum(one => one.Circulating + one.Fresh[1]));

        ICellTraffic traffic = (ICellTraffic)lung.Tissue!;
        int[] all = [.. Enumerable.Range(0, 20 * 20 * 20)];
        traffic.TakeOut([.. all.Select(voxel => ~voxel)]);
        traffic.TakeOut(all);
        then(lung.Tissue!);
        patient.Advance(clock, 96, CancellationToken.None);
        Assert.Equal(0, lung.CountMass());
        return lung.IsActive;
    }
}
