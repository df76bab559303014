using System.Text.Json;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>What a run says of the blood, in its snapshots and line by line while it goes.</summary>
public sealed class PatientTablesTests : IDisposable
{
    private const string Patient =
        """
        drugs: { targeted_drug: {} }
        circulation: { entry: 4 /d, cluster_share: 30 % }
        sites: { lung: { size: [20, 20, 20], extravasation: 20 %, dormant: 50 %, early_time: 2 h, awakening: 2 /d } }
        treatments: [{ drug: targeted_drug, dose: 1, at: [0 h] }, { do: injection, founder: resistant, cells: 4000, at: 1 h }]
        """;

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [RunsFact]
    public void SnapshotsAndTheLiveMetricsKeepTheSameBooksOfTheBlood()
    {
        string scenario = Workplace.Scenario[..Workplace.Scenario.IndexOf("arms:", StringComparison.Ordinal)];
        Gputumor.Succeed("run", _workplace.Write("patient.yaml", scenario + Patient), "--out", _workplace.Out);
        string metrics = Directory.EnumerateFiles(_workplace.Out, "metrics.jsonl", SearchOption.AllDirectories).Single();
        using JsonDocument line = JsonDocument.Parse(File.ReadLines(metrics).Last());
        JsonElement blood = line.RootElement.GetProperty("circulation");
        using Snapshot snapshot = Snapshot.Open(Path.Combine(Path.GetDirectoryName(metrics)!, "snap_00000012.h5"));
        double Sum(string table, string column) => snapshot.ReadColumn(table, column)!.Sum();

        Assert.True(Sum("circulation", "shed") > 0);
        Assert.Equal(4000, Sum("circulation", "injected"));
        foreach (string column in new[] { "circulating", "injected", "died_of_shear", "died_of_anoikis", "died_of_drugs" })
            Assert.Equal(blood.GetProperty(column).GetDouble(), Sum("circulation", column));
        Assert.Equal(
            Sum("circulation", "injected") + Sum("circulation", "shed"),
            Sum("circulation", "circulating") + Sum("circulation", "died_of_shear") + Sum("circulation", "died_of_anoikis")
                + Sum("circulation", "died_of_drugs") + Sum("circulation", "arrested"));
        foreach (string site in new[] { "primary", "lung" })
        {
            JsonElement books = blood.GetProperty("sites").GetProperty(site);
            foreach (string column in new[] { "shed", "arrested", "died_in_vessel", "extravasated", "died_early", "fresh", "dormant", "woken", "settled" })
                Assert.Equal(books.GetProperty(column).GetDouble(), Sum($"circulation/{site}", column));
            Assert.True(Sum($"circulation/{site}", "settled") > 0);
        }

        Assert.Equal(
            blood.GetProperty("classes").EnumerateArray().Sum(one => one.GetProperty("entered").GetInt64()),
            blood.GetProperty("entered").GetInt64());
        JsonElement drug = line.RootElement.GetProperty("compartments").GetProperty("targeted_drug");
        double[] levels = snapshot.ReadColumn("plasma", "targeted_drug")!;
        Assert.Equal(line.RootElement.GetProperty("plasma").GetProperty("targeted_drug").GetDouble(), levels[0]);
        Assert.Equal(drug.GetProperty("gut").GetDouble(), levels[1]);
        Assert.True(levels[0] > 0 && levels[1] > 0);
    }
}
