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
