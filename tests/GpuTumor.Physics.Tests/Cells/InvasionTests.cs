using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>The matrix keeps large molecules from cells, and cells from tissue, unless proteases open it.</summary>
public sealed class InvasionTests(ITestOutputHelper output)
{
    private const int Size = 36;
    private const int Day = 24;

    [Fact]
    public void ADenseMatrixKeepsAntibodiesFromCellsMoreThanSmallDrugs()
    {
        // Where the wall of the vessel is no hindrance.
        (double smallThin, double antibodyThin) = At100Micrometres(0.1f, 1);
        (double smallDense, double antibodyDense) = At100Micrometres(0.8f, 1);
        output.WriteLine($"small drug falls {smallThin / smallDense:0.00}-fold, antibody {antibodyThin / antibodyDense:0.00}-fold");
        Assert.InRange(smallThin / smallDense, 1, 1.8);
        Assert.True(antibodyThin >= 3 * antibodyDense);
    }

    /// <summary>
    /// Through a tight wall a given flux Q comes, whatever the matrix: the level is Q/(2πD)·K₀(r/L), L = √(D/k) with the uptake k. A D that
    /// falls eightfold then raises the first factor as it lowers the second, and at 100 µm they cancel, unless cells take up more.
    /// </summary>
    [Fact]
    public void BehindATightWallAMatrixKeepsAntibodiesAwayOnlyFromCellsThatTakeMuch()
    {
        double little = Fall(2e-3);
        double much = Fall(1e-2);
        output.WriteLine($"through a wall of 1e-3 /s the antibody falls {little:0.00}-fold at an uptake of 2e-3 /s, {much:0.00}-fold at 1e-2 /s");
        Assert.InRange(little, 1, 1.8);
        Assert.True(much >= 3);

        static double Fall(double uptake) => At100Micrometres(0.1f, 1e-3, uptake).Antibody / At100Micrometres(0.8f, 1e-3, uptake).Antibody;
    }

    [Fact]
    public void ProteaseInhibitorsOfTheMatrixHoldTheFrontBack()
    {
        double open = FrontDepth(1f, Rate.Zero, 5 * Day);
        double inhibited = FrontDepth(5f, Rate.Zero, 5 * Day);
        output.WriteLine($"front {open:0.0} voxels, with five times the TIMP3 {inhibited:0.0}");
        Assert.True(open > 1);
        Assert.True(inhibited <= 0.6 * open);
    }

    /// <summary>What cells dissolve by touch no inhibitor of soluble proteases prevents: at 1/d a matrix of 0.9 lets them pass within three hours.</summary>
    [Fact]
    public void WhereCellsDissolveWhatTheyTouchInhibitorsDoNotHoldThem()
    {
        double open = FrontDepth(1f, MatrixTurnover.Default.Contact, Day);
        double inhibited = FrontDepth(5f, MatrixTurnover.Default.Contact, Day);
        output.WriteLine($"by touch as well, after a day: front {open:0.0} voxels, with five times the TIMP3 {inhibited:0.0}");
        Assert.True(open > 1);
        Assert.InRange(inhibited / open, 0.8, 1.25);
    }

    // Levels of a small drug and an antibody at rest, 100 um from a vessel, both taken up alike.
    private static (double Small, double Antibody) At100Micrometres(float density, double permeability, double uptake = 2e-3)
    {
        FieldDefinition small = new()
        {
            Name = "small",
            Unit = "1",
            Diffusivity = 200,
            Hindrance = 0.7f,
            Decay = Rate.PerSecondOf(uptake),
            Vessels = new VesselExchange(Rate.PerSecondOf(permeability), null, 1f),
            Solver = FieldSolver.QuasiSteady,
        };
        Model model = Still(density) with
        {
            Fields = [small, small with { Name = "antibody", Diffusivity = 40, Hindrance = 3f }],
            Vessels = new Vasculature(340, 1f),
            Seeding = new Seeding(1),
            Steps = 3,
        };
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        byte[] perfusion = Bytes(patient, "perfusion");
        int vessel = Array.FindIndex(perfusion, (Size * Size * Size / 2) + (Size * Size / 3), share => share > 0);
        float[] levels = new float[2];
        ICellTraffic traffic = (ICellTraffic)patient.Primary;
        traffic.Sample(0, [vessel + 5], levels.AsSpan(0, 1));
        traffic.Sample(1, [vessel + 5], levels.AsSpan(1, 1));
        return (levels[0], levels[1]);
    }

    // How far mesenchymal cells get within some steps of an hour into a matrix that bars them, in the mean of the farthest twentieth.
    private static double FrontDepth(float timp, Rate contact, long steps)
    {
        Model model = Still(0.9f) with
        {
            Matrix = new ExtracellularMatrix { Density = 0.9f, Turnover = MatrixTurnover.Default with { Contact = contact }, TurnoverHours = 3 },
            Fields =
            [
                new FieldDefinition
                {
                    Name = "mmp", Unit = "1", Role = FieldRole.Mmp, Diffusivity = 1, Decay = Rate.PerSecondOf(1e-4),
                    Secretion = new Secretion(0f, 0f) { Mesenchymal = 1e-4f },
                },
                new FieldDefinition { Name = "timp3", Unit = "1", Role = FieldRole.Timp3, Diffusivity = 1e-6, Initial = timp },
            ],
            Founders = [new Founder("crawling", Genotype.None, 1) { Emt = 0.95 }],
            Seeding = new Seeding(1000),
            Migration = Migration.Default,
            Steps = steps,
        };
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        double before = FarthestTwentieth(Bytes(patient, "cell_kind"));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return FarthestTwentieth(Bytes(patient, "cell_kind")) - before;
    }

    private static double FarthestTwentieth(byte[] kinds)
    {
        double[] radii = [.. Enumerable.Range(0, kinds.Length).Where(voxel => kinds[voxel] == (byte)CellKind.Tumour).Select(Radius).OrderDescending()];
        return radii.Take(radii.Length / 20).Average();
    }

    private static double Radius(int voxel)
    {
        const double Middle = (Size - 1) / 2.0;
        (double x, double y, double z) = ((voxel % Size) - Middle, (voxel / Size % Size) - Middle, (voxel / (Size * Size)) - Middle);
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    private static byte[] Bytes(Patient patient, string name)
    {
        byte[] bytes = new byte[Size * Size * Size];
        patient.Primary.Read(patient.Primary.Quantities.ToList().FindIndex(quantity => quantity.Name == name), 0, bytes);
        return bytes;
    }

    // Cells that neither divide nor die.
    private static Model Still(float density)
    {
        TumourCell laws = TumourCell.Default(1);
        return new Model
        {
            Name = "barred",
            Seed = 9,
            Grid = new Grid(Size, Size, Size, 20),
            StepHours = 1,
            Steps = 1,
            Fields = [],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(1000),
            Matrix = new ExtracellularMatrix { Density = density },
            TumourCell = laws with
            {
                Division = laws.Division with { Fastest = Rate.Zero },
                Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) },
                // They stay mesenchymal.
                Transition = laws.Transition with { Down = Lag.Within(1e6, 1) },
                Active = CellProcesses.Transition,
            },
        };
    }
}
