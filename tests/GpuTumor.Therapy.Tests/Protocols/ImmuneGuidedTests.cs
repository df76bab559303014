using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests.Protocols;

/// <summary>A protocol that goes by the immune cells of biopsies.</summary>
public sealed class ImmuneGuidedTests
{
    private const string Scenario =
        """
        host: { t_cells: {}, myeloid: {} }
        fields: { oxygen: {}, ccl2: {}, suppressor: {}, damp: {}, ifng: {} }
        imaging: { biopsy: 13000 }
        protocols: [{ protocol: immune_guided, every: 7 d, begin: [{ drug: ccr2_inhibitor }, { drug: anti_pd1, dose: 1, every: 21 d }] }]
        """;

    [Fact]
    public void CoursesBeginOnceTheBiopsyIsMuchColderThanTheFirst()
    {
        // 400 T cells, of which 150 are left from day 10 on, and as many suppressors: colder by log₂(400/150 · 2) = 2.4.
        Engine.Patient patient = Run(step => step < 480 ? Cells(400, 0) : Cells(150, 150));

        Assert.Equal(
            ["biopsy", "biopsy", "biopsy", "begin ccr2_inhibitor", "begin anti_pd1"],
            patient.Ward.Decisions.Select(decision => decision.Order.Split(':')[0]));
        Assert.Equal(14 * 48, patient.Ward.Decisions[^1].Step);
        Assert.StartsWith("the hot index of the biopsy fell from ", patient.Ward.Decisions[^1].Because, StringComparison.Ordinal);
        Assert.Contains(" T cells, ", patient.Ward.Decisions[0].Order, StringComparison.Ordinal);
        Assert.Equal(1, patient.Plasma.LevelOf("ccr2_inhibitor"));
        Assert.True(patient.Plasma.LevelOf("anti_pd1") > 0);
    }

    [Fact]
    public void AFallThatIsTooSmallBeginsNothing()
    {
        // Colder by log₂(400/250) = 0.7.
        Engine.Patient patient = Run(step => step < 480 ? Cells(400, 0) : Cells(250, 0));
        Assert.All(patient.Ward.Decisions, decision => Assert.StartsWith("biopsy", decision.Order, StringComparison.Ordinal));
        Assert.Equal(4, patient.Ward.Decisions.Count);
        Assert.Equal(0, patient.Plasma.LevelOf("ccr2_inhibitor"));
    }

    [Fact]
    public void TheHotIndexOfASampleIsThatOfItsDefinition()
    {
        Assert.Equal(0, new ImmuneInfiltrate(1000, 10, 0, 0).HotIndex, 12);
        Assert.Equal(-2, new ImmuneInfiltrate(1000, 10, 10, 0.5).HotIndex, 12);
        Assert.Equal(1, new ImmuneInfiltrate(500, 10, 0, 0).HotIndex, 12);
        // None seen counts as half a cell.
        Assert.Equal(Math.Log2(0.05), new ImmuneInfiltrate(1000, 0, 0, 0).HotIndex, 12);
    }

    private static byte[] Cells(int tCells, int suppressors)
        => [.. Enumerable.Repeat((byte)HostKind.TCell, tCells), .. Enumerable.Repeat((byte)HostKind.Mdsc, suppressors)];

    private static Engine.Patient Run(Func<long, byte[]> hosts)
    {
        Model model = SmallPatient.Of(Scenario, duration: "28 d") with { Steps = 27 * 48 };
        Engine.Patient patient = new(model, new ScriptedBackend(_ => 1000) { Hosts = hosts });
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }
}
