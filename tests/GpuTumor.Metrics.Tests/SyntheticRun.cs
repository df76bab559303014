using System.Runtime.InteropServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using GpuTumor.Snapshots;

namespace GpuTumor.Metrics.Tests;

/// <summary>A run whose tumour is drawn, not simulated: a ball that grows, or shrinks under a drug while resistant nests grow.</summary>
internal sealed class SyntheticRun : IBackend
{
    private const double StepHours = 6;

    private readonly bool _treated;

    private SyntheticRun(bool treated) => _treated = treated;

    public string Name => "synthetic";

    public string Device => "a drawing";

    public long AvailableMemory => long.MaxValue;

    /// <summary>Writes snapshots at each day.</summary>
    public static void Write(string directory, string arm, bool treated, int size = 48, int days = 8, ulong seed = 1)
    {
        var backend = new SyntheticRun(treated);
        var model = new Model
        {
            Name = $"synthetic/{arm}",
            Seed = seed,
            Grid = new Grid(size, size - 4, size - 8, 20),
            StepHours = StepHours,
            Steps = days * 4,
            Fields =
            [
                new FieldDefinition { Name = "oxygen", LongName = "oxygen tension", Unit = "mmHg", Diffusivity = 2000 },
                new FieldDefinition { Name = "drug", LongName = "targeted drug", Unit = "1", Diffusivity = 200 },
                new FieldDefinition { Name = "hgf", LongName = "hepatocyte growth factor", Unit = "nmol/L", Diffusivity = 20 },
            ],
            Founders = [new("sensitive", Genotype.None, 0.95), new("resistant", Genotype.Target, 0.05)],
            Seeding = new Seeding(100),
            TumourCell = TumourCell.Default(StepHours),
        };
        using var patient = new Patient(model, backend);
        using var observer = new SnapshotObserver(
            directory, Schedule.EverySteps(4), Provenance.OfThisRun(model, backend, $"name: synthetic # {arm}\n"), new SnapshotOptions());
        Simulation.Run(model, patient, [observer], CancellationToken.None);
    }

    public ITissue Create(Model model) => new Drawing(model, _treated);

    public long RequiredMemory(Model model) => 0;

    private sealed class Drawing(Model model, bool treated) : ITissue
    {
        private const byte None = 255;

        private static readonly string[] _signals = ["erk", "fra1", "secretome", "akt"];

        private readonly Grid _grid = model.Grid;
        private double _days;

        public IReadOnlyList<Quantity> Quantities { get; } =
        [
            .. model.Fields.Select(f => new Quantity { Name = f.Name, LongName = f.LongName, Unit = f.Unit, Element = ElementKind.Float32 }),
            Bytes("cell_kind", "kind of cell", (0, "empty"), (1, "tumour"), (2, "apoptotic"), (3, "necrotic")),
            Bytes("founder", "founder of the lineage", (0, "sensitive"), (1, "resistant"), (255, "empty")),
            new Quantity { Name = "clone", LongName = "clone", Unit = "1", Element = ElementKind.UInt32 },
            Bytes("genotype", "mutations"),
            .. _signals.Select(s => Bytes(s, s + " activity")),
            Bytes("excess", "second cell"),
        ];

        public long AllocatedBytes => 0;

        public PhaseTimes Times => default;

        public void Advance(Clock clock, ReadOnlySpan<float> plasma) => _days = clock.After(1).Days;

        public Census TakeCensus() => new()
        {
            LivingByFounder = [0, 0],
            Apoptotic = 0,
            Necrotic = 0,
            Excess = 0,
            Divisions = 0,
            Deaths = 0,
            MeanSignals = default,
        };

        public CloneTable ReadClones() => CloneTable.OfFounders(model);

        public FieldSummary Summarise(int field) => default;

        public long FindNonFinite(int field) => -1;

        public ulong StateHash() => 0;

        public void Carry(IStateArchive archive)
        {
        }

        public void Dispose()
        {
        }

        public void Read(int quantity, int firstPlane, Span<byte> destination)
        {
            Quantity wanted = Quantities[quantity];
            int voxels = destination.Length / wanted.ElementSize;
            for (int i = 0; i < voxels; i++)
            {
                int x = i % _grid.Nx;
                int y = i / _grid.Nx % _grid.Ny;
                int z = firstPlane + (i / (_grid.Nx * _grid.Ny));
                if (wanted.Element == ElementKind.Float32)
                    MemoryMarshal.Cast<byte, float>(destination)[i] = FieldAt(wanted.Name, x, y, z);
                else if (wanted.Element == ElementKind.UInt32)
                    MemoryMarshal.Cast<byte, uint>(destination)[i] = KindAt(x, y, z) == 0 ? 0 : 1u + FounderAt(x, y, z);
                else
                    destination[i] = ByteAt(wanted.Name, x, y, z);
            }
        }

        private static Quantity Bytes(string name, string longName, params (long, string)[] codes)
            => new() { Name = name, LongName = longName, Unit = "1", Element = ElementKind.UInt8, Codes = codes };

        private double RadiusAt(int x, int y, int z)
        {
            (double cx, double cy, double cz) = ((_grid.Nx - 1) / 2.0, (_grid.Ny - 1) / 2.0, (_grid.Nz - 1) / 2.0);
            return Math.Sqrt(((x - cx) * (x - cx)) + ((y - cy) * (y - cy)) + ((z - cz) * (z - cz)));
        }

        private double TumourRadius
            => _grid.Nx * (treated ? 0.28 * Math.Exp(-0.05 * _days) + (_days > 4 ? 0.01 * (_days - 4) : 0) : 0.28 * Math.Exp(0.03 * _days));

        private static double Noise(int x, int y, int z, uint what)
            => PlacedNoise.At(what, (uint)x, (uint)y, (uint)z);

        private byte KindAt(int x, int y, int z)
        {
            double r = RadiusAt(x, y, z);
            double noise = Noise(x, y, z, (uint)(10 * _days));
            if (r > TumourRadius)
                return (byte)(noise > 0.9995 ? 1 : 0);
            if (r < TumourRadius * 0.35 && !treated)
                return (byte)(noise < 0.8 ? 3 : 0);
            double dead = treated ? 0.25 : 0.05;
            return (byte)(noise < dead ? 2 : noise < dead + (treated ? 0.2 : 0.02) ? 0 : 1);
        }

        private byte FounderAt(int x, int y, int z)
        {
            double nests = Math.Sin(x * 0.45) * Math.Sin(y * 0.4) * Math.Sin(z * 0.5);
            return (byte)(nests > 0.85 - (treated ? 0.06 * _days : 0) ? 1 : 0);
        }

        private byte ByteAt(string name, int x, int y, int z)
        {
            byte kind = KindAt(x, y, z);
            byte founder = FounderAt(x, y, z);
            return name switch
            {
                "cell_kind" => kind,
                "founder" => kind == 0 ? None : founder,
                "genotype" => kind == 1 && founder == 1 ? (byte)Genotype.Target : (byte)0,
                "excess" => (byte)(kind == 1 && Noise(x, y, z, 999) < 0.002 ? 1 + founder : 0),
                "erk" => kind != 1 ? (byte)0 : treated && founder == 0 && _days > 0 ? (byte)40 : (byte)250,
                "secretome" => kind == 1 && treated && founder == 0 ? (byte)Math.Min(255, 40 * _days) : (byte)0,
                _ => kind == 1 ? (byte)(128 + (x % 64)) : (byte)0,
            };
        }

        private float FieldAt(string name, int x, int y, int z)
        {
            double r = RadiusAt(x, y, z) / TumourRadius;
            return name switch
            {
                "oxygen" => (float)Math.Clamp(60 * (r - 0.25), 0.5, 60),
                "drug" => treated && _days > 0 ? (float)Math.Clamp(0.2 + (0.6 * r), 0, 1) : 0,
                _ => (float)((treated ? 0.4 : 0.05) * Math.Exp(-r)),
            };
        }
    }

    /// <summary>Noise that depends on its place only.</summary>
    private static class PlacedNoise
    {
        public static double At(ulong key, uint a, uint b, uint c)
        {
            ulong h = key + (a * 0x9E3779B97F4A7C15ul) + (b * 0xC2B2AE3D27D4EB4Ful) + (c * 0x165667B19E3779F9ul);
            h = (h ^ (h >> 31)) * 0xBF58476D1CE4E5B9ul;
            h = (h ^ (h >> 27)) * 0x94D049BB133111EBul;
            return ((h ^ (h >> 31)) >> 11) * (1.0 / (1ul << 53));
        }
    }
}
