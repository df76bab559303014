using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

/// <summary>A tissue that holds what it is told: one array of bytes a quantity.</summary>
internal sealed class FakeTissue(Grid grid) : ITissue
{
    private readonly List<Quantity> _quantities = [];
    private readonly List<byte[]> _values = [];

    public IReadOnlyList<Quantity> Quantities => _quantities;

    private int Depth => grid.Nz;

    /// <summary>Called before planes are read, with the first of them.</summary>
    public Action<int, int> OnRead { get; set; } = (_, _) => { };

    public Census Census { get; init; } = new()
    {
        LivingByFounder = [90, 10],
        Apoptotic = 3,
        Necrotic = 4,
        Excess = 5,
        Divisions = 600,
        Deaths = 70,
        MeanSignals = (0.25, 0.5, 0.75, double.NaN),
    };

    public long AllocatedBytes => _values.Sum(values => (long)values.Length);

    public PhaseTimes Times => default;

    public ReadOnlySpan<byte> Values(string name) => _values[_quantities.FindIndex(quantity => quantity.Name == name)];

    /// <summary>Sets all bytes of a quantity.</summary>
    public void Fill(string name, byte value) => _values[_quantities.FindIndex(quantity => quantity.Name == name)].AsSpan().Fill(value);

    public FakeTissue Add<T>(string name, ElementKind element, Func<int, int, int, T> value, params (long, string)[] codes)
        where T : unmanaged
    {
        T[] values = new T[grid.Voxels];
        for (int z = 0; z < grid.Nz; z++)
        {
            for (int y = 0; y < grid.Ny; y++)
            {
                for (int x = 0; x < grid.Nx; x++)
                    values[grid.Index(x, y, z)] = value(x, y, z);
            }
        }

        _quantities.Add(new Quantity
        {
            Name = name,
            LongName = $"{name} of the fake",
            Unit = name == "oxygen" ? "mmHg" : "1",
            Element = element,
            Codes = codes,
        });
        _values.Add(MemoryMarshal.AsBytes<T>(values).ToArray());
        return this;
    }

    /// <summary>Every kind of element, with numbers that no rounding or reordering would leave alone.</summary>
    public static FakeTissue WithEveryElement(Grid grid)
    {
        Random random = new(20261122);
        return new FakeTissue(grid)
            .Add("oxygen", ElementKind.Float32, (x, y, z) => 38f * MathF.Exp(-0.01f * ((x * x) + (y * z))))
            .Add("odd_floats", ElementKind.Float32, (x, y, z) => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)))
            .Add(
                "cell_kind", ElementKind.UInt8, (x, y, z) => (byte)((x + y + z) % 4),
                (0, "empty"), (1, "tumour"), (2, "apoptotic"), (3, "necrotic"))
            .Add("founder", ElementKind.UInt8, (x, y, z) => (byte)(x < y ? 255 : z % 2), (0, "sensitive"), (1, "resistant"), (255, "empty"))
            .Add("age", ElementKind.UInt16, (x, y, z) => (ushort)random.Next(65536))
            .Add("clone", ElementKind.UInt32, (x, y, z) => (uint)random.NextInt64(1L << 32));
    }

    /// <summary>A ball of cells in a bowl of oxygen: something to look at.</summary>
    public static FakeTissue WithBall(Grid grid, double radius)
    {
        double Distance(int x, int y, int z)
            => Math.Sqrt(Math.Pow(x - (grid.Nx / 2.0), 2) + Math.Pow(y - (grid.Ny / 2.0), 2) + Math.Pow(z - (grid.Nz / 2.0), 2));
        return new FakeTissue(grid)
            .Add("oxygen", ElementKind.Float32, (x, y, z) => (float)(38 * (1 - Math.Exp(-Distance(x, y, z) / radius))))
            .Add(
                "cell_kind", ElementKind.UInt8, (x, y, z) => (byte)(Distance(x, y, z) < radius / 2 ? 3 : Distance(x, y, z) < radius ? 1 : 0),
                (0, "empty"), (1, "tumour"), (3, "necrotic"))
            .Add("clone", ElementKind.UInt32, (x, y, z) => Distance(x, y, z) < radius ? x < grid.Nx / 2 ? 1u : 2u : 0u);
    }

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        OnRead(quantity, firstPlane);
        int start = checked((int)(firstPlane * grid.PlaneVoxels * _quantities[quantity].ElementSize));
        _values[quantity].AsSpan(start, destination.Length).CopyTo(destination);
    }

    /// <summary>Names of what it keeps as a still; none unless said otherwise.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];

    /// <summary>Called before planes of a still are read.</summary>
    public Action OnReadOfStill { get; set; } = () => { };

    /// <summary>Stills that are not given back.</summary>
    public int Stills { get; private set; }

    public IStill? TakeStill(IReadOnlyList<int> quantities) => TakeStill(quantities, 0, grid.Nz);

    public IStill? TakeStill(IReadOnlyList<int> quantities, int firstPlane, int planes)
    {
        if (Keeps.Count == 0)
            return null;
        Stills++;
        return new Still(this, quantities.Where(quantity => Keeps.Contains(_quantities[quantity].Name)).ToDictionary(
            quantity => quantity, quantity => _values[quantity].ToArray()), firstPlane, planes);
    }

    public Census TakeCensus() => Census;

    public void Advance(Clock clock, ReadOnlySpan<float> plasma)
    {
    }

    /// <summary>Its clones.</summary>
    public CloneTable Clones { get; init; } = new([0u], [0u], [0u]);

    public CloneTable ReadClones() => Clones;

    public FieldSummary Summarise(int field) => default;

    public long FindNonFinite(int field) => -1;

    public ulong StateHash() => 0;

    public long RoomForStills => Keeps.Count == 0 ? 0 : _values.Sum(values => (long)values.Length);

    /// <summary>Of its state the quantities of a byte; those that it keeps are handed over as stills.</summary>
    public void Carry(IStateArchive archive)
    {
        int plane = (int)grid.PlaneVoxels;
        foreach ((Quantity quantity, byte[] values) in _quantities.Zip(_values).Where(pair => pair.First.ElementSize == 1))
        {
            if (archive is IStillArchive { TakesCopies: true } stills && Keeps.Contains(quantity.Name))
            {
                Stills++;
                stills.Keep<byte>(quantity.Name, grid, new StillMap(this, [.. values], plane));
                continue;
            }

            archive.Voxels<byte>(
                quantity.Name, grid,
                (z, saved) => values.AsSpan(z * plane, plane).CopyTo(saved), (z, restored) => restored.CopyTo(values.AsSpan(z * plane, plane)));
        }
    }

    public void Dispose()
    {
    }

    private sealed class StillMap(FakeTissue tissue, byte[] kept, int plane) : IStillMap
    {
        public void Read(int firstPlane, Span<byte> destination)
        {
            tissue.OnReadOfStill();
            kept.AsSpan(firstPlane * plane, destination.Length).CopyTo(destination);
        }

        public void Dispose() => tissue.Stills--;
    }

    private sealed class Still(FakeTissue tissue, Dictionary<int, byte[]> kept, int from, int planes) : IStill
    {
        public bool Holds(int quantity) => kept.ContainsKey(quantity);

        public void Read(int quantity, int firstPlane, Span<byte> destination)
        {
            tissue.OnReadOfStill();
            Assert.InRange(firstPlane, from, from + planes - (destination.Length / (kept[quantity].Length / tissue.Depth)));
            int start = firstPlane * (kept[quantity].Length / tissue.Depth);
            kept[quantity].AsSpan(start, destination.Length).CopyTo(destination);
        }

        public void Dispose() => tissue.Stills--;
    }
}
