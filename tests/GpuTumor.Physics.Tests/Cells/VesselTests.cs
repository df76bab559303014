using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Vessels that differ, and that collapse inside a tumour.</summary>
public sealed class VesselTests(ITestOutputHelper output)
{
    private const int Size = 40;

    private static Model Vascular(Vasculature vessels, long steps = 96) => new()
    {
        Name = "vascular",
        Seed = 4,
        Grid = new Grid(Size, Size, Size, 20),
        StepHours = 0.5,
        Steps = steps,
        Fields =
        [
            new FieldDefinition
            {
                Name = "drug",
                Unit = "1",
                Diffusivity = 200,
                Vessels = new VesselExchange(Rate.PerSecondOf(0.05), null, 1),
                CellUptake = Rate.PerSecondOf(2e-3),
            },
        ],
        Founders = [new Founder("sensitive", Genotype.None, 1)],
        Seeding = new Seeding(15000),
        TumourCell = TumourCell.Default(0.5) with { Apoptosis = default, Division = default },
        Vessels = vessels,
    };

    private static Patient Run(Model model, int threads = 2)
    {
        Patient patient = new(model, new CpuBackend(threads, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }

    private static byte[] Perfusion(Patient patient)
    {
        int quantity = patient.Primary.Quantities.ToList().FindIndex(quantity => quantity.Name == "perfusion");
        byte[] perfusion = new byte[Size * Size * Size];
        patient.Primary.Read(quantity, 0, perfusion);
        return perfusion;
    }

    [Fact]
    public void VesselsDifferByALognormal()
    {
        Vasculature vessels = new(40, 0.3f) { Spread = 0.5 };
        int[] columns = vessels.Columns(new Grid(400, 400, 4, 20), 9);
        double[] logarithms = [.. vessels.PerfusionOf(columns, 9).Select(w => Math.Log(w / 255.0))];
        double mean = logarithms.Average();
        double deviation = Math.Sqrt(logarithms.Average(l => (l - mean) * (l - mean)));

        Assert.Equal(40000, columns.Length);
        // Four standard errors of 40 000 vessels, and the 1 % of them above full perfusion that are cut.
        Assert.Equal(Math.Log(0.3), mean, 0.015);
        Assert.Equal(0.5, deviation, 0.015);
    }

    [Fact]
    public void DeepVesselsCollapseAtTheirRateAndOthersStay()
    {
        const double PerDay = 0.8;
        Vasculature vessels = new(40, 1f) { Collapse = new VesselCollapse(Rate.PerDayOf(PerDay), 8f) };
        using Patient before = Run(Vascular(vessels, 0) with { Fields = [] });
        using Patient after = Run(Vascular(vessels, 48) with { Fields = [] });
        byte[] was = Perfusion(before);
        byte[] isNow = Perfusion(after);
        int deep = 0;
        int open = 0;
        for (int voxel = 0; voxel < was.Length; voxel++)
        {
            double x = (voxel % Size) + 0.5 - (Size / 2);
            double y = (voxel / Size % Size) + 0.5 - (Size / 2);
            double z = (voxel / (Size * Size)) + 0.5 - (Size / 2);
            double fromSurface = Math.Cbrt(3 * 15000 / (4 * Math.PI)) - Math.Sqrt((x * x) + (y * y) + (z * z));
            if (was[voxel] == 0 || fromSurface < 6)
                Assert.Equal(was[voxel], isNow[voxel]);
            else if (fromSurface > 9)
                (deep, open) = (deep + 1, open + (isNow[voxel] > 0 ? 1 : 0));
        }

        // About seventy segments of up to five voxels: a standard error of 6 %, taken three times.
        Assert.Equal(Math.Exp(-PerDay), (double)open / deep, 0.18);
        Assert.True(deep > 150, $"{deep}");
    }

    [Fact]
    public void TissueBehindPoorVesselsGetsLessOfTheDrug()
    {
        using Patient rich = Run(Vascular(new Vasculature(100, 1f), 12));
        using Patient even = Run(Vascular(new Vasculature(100, 0.2f), 12));
        using Patient uneven = Run(Vascular(new Vasculature(100, 0.2f) { Spread = 0.5 }, 12));
        FieldSummary full = rich.Primary.Summarise(0);
        FieldSummary poor = even.Primary.Summarise(0);
        FieldSummary mixed = uneven.Primary.Summarise(0);
        output.WriteLine($"at cells {full.MeanAtCells:0.000}, {poor.MeanAtCells:0.000}, {mixed.MeanAtCells:0.000}");
        output.WriteLine($"largest {full.Maximum:0.000}, {poor.Maximum:0.000}, {mixed.Maximum:0.000}");
        Assert.True(poor.MeanAtCells < 0.8 * full.MeanAtCells);
        // The best of the vessels bring more than the median.
        Assert.True(mixed.Maximum > 1.03 * poor.Maximum);
    }

    [Fact]
    public void AMapOfEqualVesselsIsAsGoodAsColumns()
    {
        // A collapse that never happens makes the map part of the state, and changes nothing.
        using Patient columns = Run(Vascular(new Vasculature(100, 1f), 12));
        using Patient map = Run(Vascular(new Vasculature(100, 1f) { Collapse = new VesselCollapse(Rate.PerDayOf(0.1), 80f) }, 12));
        Assert.Equal(columns.Primary.Summarise(0), map.Primary.Summarise(0));
    }

    private static FieldDefinition Vegf(float level)
        => new() { Name = "vegf", Unit = "nmol/L", Role = FieldRole.Vegf, Diffusivity = 30, Initial = level };

    [Fact]
    public void VesselsSproutWhereThereIsVegf()
    {
        Vasculature vessels = new(200, 1f) { Sprouting = VesselSprouting.Default with { Initiation = Rate.PerDayOf(0.1) } };
        Model model = Vascular(vessels, 48) with { Fields = [Vegf(5f)] };
        using Patient before = Run(model with { Steps = 0 });
        using Patient with = Run(model);
        using Patient without = Run(model with { Fields = [Vegf(0f)] });
        byte[] was = Perfusion(before);
        byte[] grown = Perfusion(with);
        Assert.Equal(was, Perfusion(without));
        int old = was.Count(perfusion => perfusion > 0);
        int fresh = Enumerable.Range(0, was.Length).Count(voxel => was[voxel] == 0 && grown[voxel] > 0);
        output.WriteLine($"{old} voxels of vessels, {fresh} sprouted in a day");
        Assert.InRange(fresh, 0.05 * old, 2.0 * old);
        Assert.True(Enumerable.Range(0, was.Length).All(voxel => was[voxel] == 0 || grown[voxel] == was[voxel]));
        // Each touches another, and carries less than a full vessel.
        foreach (int voxel in Enumerable.Range(0, was.Length).Where(voxel => was[voxel] == 0 && grown[voxel] > 0))
        {
            Assert.Contains(
                Enumerable.Range(0, Neighbourhood.Codes).Where(code => code != Neighbourhood.Itself),
                code => grown[voxel + Neighbourhood.Offset(code, Size, Size * Size)] > grown[voxel]);
        }
    }

    [Fact]
    public void TheStateIsTheSameForAnyThreads()
    {
        Vasculature vessels = new(60, 0.5f)
        {
            Spread = 0.5,
            Collapse = new VesselCollapse(Rate.PerDayOf(1), 4f),
            Sprouting = VesselSprouting.Default,
        };
        Model model = Vascular(vessels, 24) with { Fields = [Vegf(2f)] };
        using Patient one = Run(model, 1);
        using Patient three = Run(model, 3);
        Assert.Equal(one.Primary.StateHash(), three.Primary.StateHash());
    }
}
