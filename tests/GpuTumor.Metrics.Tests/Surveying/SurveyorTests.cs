using GpuTumor.Engine;

namespace GpuTumor.Metrics.Tests;

public sealed class SurveyorTests
{
    private const int N = 40;

    private static readonly Grid _grid = new(N, N, N, 10);

    [Fact]
    public void CountsFollowKindsLineagesAndGenotypes()
    {
        Measurement m = new Surveyor(MetricGroups.All).Survey(Ball(out int living, out int dead));
        Assert.Equal(living + 3, m[Populations.Living]);
        Assert.Equal(3, m[Populations.Waiting]);
        Assert.Equal(dead, m[Populations.Necrotic]);
        Assert.Equal(living * 1000.0, m[Populations.CellVolume]);
        Assert.Equal(m[Populations.Living], m["cells_sensitive"] + m["cells_resistant"]);
        Assert.Equal(m["cells_genotype_target"] / living, m[Populations.ResistantFraction], 12);
        Assert.Equal(51 / 255.0, m["akt_mean"], 12);
    }

    [Fact]
    public void TheBodyOfABallWithANecroticCoreIsTheBall()
    {
        Measurement m = new Surveyor(MetricGroups.All).Survey(Ball(out int living, out int dead));
        double radius = 150;
        Assert.InRange(m[Shape.MassVolume] / ((living + dead) * 1000.0), 1, 1.01);
        Assert.Equal(radius, m[Shape.EquivalentRadius], 2.0);

        // Counting voxels makes a small ball's surface a few parts in a hundred uncertain.
        Assert.Equal(1, m[Shape.Sphericity], 0.02);
        Assert.InRange(m[Shape.RoughnessOfSurface], 0, 0.02);
        Assert.Equal((2 * radius) + 10, m[Shape.LargestDiameter], 10.0);
        Assert.Equal(0, m[Spread.Satellites]);
        Assert.InRange(m[FieldsAtCells.NecroticShare], 0.06, 0.07);
    }

    [Fact]
    public void TheViableRimIsTheDepthAtWhichOxygenEnds()
    {
        Measurement m = new Surveyor(MetricGroups.All).Survey(Ball(out _, out _));

        // Oxygen falls below 5 mmHg at 8 voxels from the centre of a ball of 15: a rim of 7 voxels, half a voxel fuzzy.
        Assert.Equal(70, m[FieldsAtCells.RimThickness], 8.0);
        Assert.Equal(0, m[FieldsAtCells.HypoxicFraction] - ShareOfCellsBelowTen(), 3);
    }

    [Fact]
    public void TheMainMassIsFollowedEvenWhenAnotherGrowsLarger()
    {
        var surveyor = new Surveyor(MetricGroups.Spread);
        surveyor.Survey(Cells((x, y, z) => Shapes.InBall(x, y, z, 10, 20, 20, 7) || Shapes.InBall(x, y, z, 30, 20, 20, 4)));
        Measurement m = surveyor.Survey(Cells((x, y, z) => Shapes.InBall(x, y, z, 10, 20, 20, 3) || Shapes.InBall(x, y, z, 30, 20, 20, 6)));
        Assert.Equal(1, m[Spread.Satellites]);
        Assert.Equal(1, m[Spread.LargerSatellites]);
        Assert.InRange(m[Spread.SatelliteShare], 0.85, 0.95);

        // From x = 13 to x = 24.
        Assert.Equal(110, m[Spread.LargestDistance], 9);
        Assert.Equal(1, m["satellites_sized_512_to_1023"]);
    }

    [Fact]
    public void AFrondIsTheFrontAndItsDepthIsItsLength()
    {
        Measurement ball = new Surveyor(MetricGroups.Spread).Survey(Cells((x, y, z) => Shapes.InBall(x, y, z, 14, 20, 20, 10)));
        Measurement fronds = new Surveyor(MetricGroups.Spread).Survey(Cells((x, y, z)
            => Shapes.InBall(x, y, z, 14, 20, 20, 10) || (y is >= 19 and <= 21 && z is >= 19 and <= 21 && x is > 14 and < 39)));
        Assert.InRange(ball[Spread.FrontDepth], 0, 15);

        // The frond reaches 14 voxels beyond the ball; the 95th percentile lies just below its tip.
        Assert.InRange(fronds[Spread.FrontDepth], 110, 140);
        Assert.Equal(1, fronds[Spread.CollectiveRatio]);
    }

    [Fact]
    public void MixingIsOneAtRandomAndSmallWhenApart()
    {
        var random = new Random(4);
        Measurement mixed = new Surveyor(MetricGroups.Mixing).Survey(Cells((_, _, _) => true, (_, _, _) => random.NextDouble() < 0.3));
        Measurement apart = new Surveyor(MetricGroups.Mixing).Survey(Cells((_, _, _) => true, (x, _, _) => x < 12));

        // 64 000 cells: pairs at random scatter by about 0.3 %.
        Assert.Equal(1, mixed[Mixing.Index], 0.01);
        Assert.InRange(apart[Mixing.Index], 0.01, 0.1);
        Assert.Equal(10, mixed[Mixing.NearestSensitive], 9);
        Assert.InRange(apart[Mixing.NearestSensitive], 55, 65);
    }

    [Fact]
    public void DiversityOfEqualClonesIsTheirNumber()
    {
        ArraySnapshot snapshot = Cells((_, _, _) => true).With(Quantity("clone", ElementKind.UInt32), CloneByPlane());
        Measurement m = new Surveyor(MetricGroups.Diversity).Survey(snapshot);
        Assert.Equal(N, m[Diversity.Clones]);
        Assert.Equal(Math.Log(N), m[Diversity.Shannon], 9);
        Assert.Equal(1 - (1.0 / N), m[Diversity.Simpson], 9);
        Assert.Equal(N, m[Diversity.Hill], 6);
        Assert.Equal(1.0 / N, m[Diversity.BergerParker], 9);
    }

    [Fact]
    public void ExposureIsTheIntegralOfTheConcentration()
    {
        var surveyor = new Surveyor(MetricGroups.Fields);
        Measurement m = new(0, 0);
        foreach (double day in (double[])[0, 1, 3])
        {
            float[] drug = [.. Enumerable.Range(0, N * N * N).Select(i => (float)((1 + day) * (i % N)))];
            m = surveyor.Survey(Cells((_, _, _) => true, hours: day * 24).With(Quantity("drug", ElementKind.Float32), drug));
        }

        // ∫(1 + t) dt over 3 days = 7.5, times x = 0 … 39; percentiles to the histogram's 0.05 %.
        Assert.Equal(7.5 * 19.5, m["drug_auc_mean"], 1e-3);
        Assert.Equal(7.5 * 20, m["drug_auc_p50"], 7.5);
        Assert.Equal((N - 1.0) / (3 * N) * (N + 1.0) / (N - 1.0), m["drug_auc_gini"], 2e-3);
    }

    [Fact]
    public void TheSecretomeIntegralAddsTrapezoids()
    {
        var surveyor = new Surveyor(MetricGroups.Signals);
        Measurement m = new(0, 0);
        foreach ((double day, byte level) in ((double, byte)[])[(0, 0), (2, 255), (3, 255)])
        {
            byte[] secretome = new byte[N * N * N];
            Array.Fill(secretome, level);
            m = surveyor.Survey(Cells((x, y, z) => (x, y, z) == (5, 5, 5), hours: day * 24).With(Quantity("secretome", ElementKind.UInt8), secretome));
        }

        Assert.Equal(2.0, m[Signals.SecretomeIntegral], 9);
    }

    [Fact]
    public void ATumourThatIsGoneHasNoSizeAndNoShape()
    {
        Measurement m = new Surveyor(MetricGroups.All).Survey(Cells((_, _, _) => false));
        Assert.Equal(0, m[Populations.Living]);
        Assert.Equal(0, m[Shape.MassVolume]);
        Assert.True(double.IsNaN(m[Shape.Sphericity]));
        Assert.True(double.IsNaN(m[Populations.ResistantFraction]));
        Assert.Equal(0, m[Spread.Satellites]);
    }

    [Fact]
    public void ASnapshotWithoutCellsSaysWhatIsMissing()
    {
        ArraySnapshot fields = new ArraySnapshot(_grid, 0).With(Quantity("oxygen", ElementKind.Float32), new float[N * N * N]);
        MetricException problem = Assert.Throws<MetricException>(() => new Surveyor(MetricGroups.All).Survey(fields));
        Assert.Contains("cell_kind", problem.Message, StringComparison.Ordinal);
    }

    private static double ShareOfCellsBelowTen()
    {
        (int below, int all) = (0, 0);
        VoxelMask ball = Shapes.Ball(N, 15);
        foreach ((int x, int y, int z) in Shapes.Voxels(ball))
        {
            if (Shapes.InBall(x, y, z, 19.5, 19.5, 19.5, 6))
                continue;
            all++;
            if (Oxygen(x, y, z) < 10)
                below++;
        }

        return (double)below / all;
    }

    private static float Oxygen(int x, int y, int z)
        => (float)(5 * Math.Exp((Math.Sqrt(Math.Pow(x - 19.5, 2) + Math.Pow(y - 19.5, 2) + Math.Pow(z - 19.5, 2)) - 8) / 4));

    private static Quantity Quantity(string name, ElementKind element, params (long, string)[] codes)
        => new() { Name = name, LongName = name, Unit = name == "oxygen" ? "mmHg" : "1", Element = element, Codes = codes };

    private static uint[] CloneByPlane() => [.. Enumerable.Range(0, N * N * N).Select(i => (uint)(1 + (i % N)))];

    private static ArraySnapshot Cells(Func<int, int, int, bool> living, Func<int, int, int, bool>? resistant = null, double hours = 0)
    {
        var kind = new byte[N * N * N];
        var genotype = new byte[N * N * N];
        for (int i = 0; i < kind.Length; i++)
        {
            (int x, int y, int z) = (i % N, i / N % N, i / (N * N));
            kind[i] = (byte)(living(x, y, z) ? 1 : 0);
            genotype[i] = (byte)(resistant?.Invoke(x, y, z) == true ? 1 : 0);
        }

        return new ArraySnapshot(_grid, hours)
            .With(Quantity("cell_kind", ElementKind.UInt8), kind)
            .With(Quantity("genotype", ElementKind.UInt8), genotype);
    }

    /// <summary>A living ball of 15 voxels with a necrotic core of 6, oxygen 5 mmHg at 8.</summary>
    private static ArraySnapshot Ball(out int living, out int dead)
    {
        var kind = new byte[N * N * N];
        var founder = new byte[N * N * N];
        var genotype = new byte[N * N * N];
        var akt = new byte[N * N * N];
        var excess = new byte[N * N * N];
        var oxygen = new float[N * N * N];
        (living, dead) = (0, 0);
        for (int i = 0; i < kind.Length; i++)
        {
            (int x, int y, int z) = (i % N, i / N % N, i / (N * N));
            oxygen[i] = Oxygen(x, y, z);
            founder[i] = 255;
            if (!Shapes.InBall(x, y, z, 19.5, 19.5, 19.5, 15))
                continue;
            bool core = Shapes.InBall(x, y, z, 19.5, 19.5, 19.5, 6);
            (kind[i], founder[i], genotype[i], akt[i]) = core ? ((byte)3, (byte)0, (byte)0, (byte)7) : ((byte)1, (byte)(x % 4 == 0 ? 1 : 0), (byte)(x % 4 == 0 ? 1 : 0), (byte)51);
            if (!core && living < 3)
                excess[i] = 2;
            (living, dead) = core ? (living, dead + 1) : (living + 1, dead);
        }

        return new ArraySnapshot(_grid, 0)
            .With(Quantity("oxygen", ElementKind.Float32), oxygen)
            .With(Quantity("cell_kind", ElementKind.UInt8), kind)
            .With(Quantity("founder", ElementKind.UInt8, (0, "sensitive"), (1, "resistant"), (255, "empty")), founder)
            .With(Quantity("genotype", ElementKind.UInt8), genotype)
            .With(Quantity("akt", ElementKind.UInt8), akt)
            .With(Quantity("excess", ElementKind.UInt8), excess);
    }
}
