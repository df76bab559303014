using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A lumpy ball of cells of several clones in smooth fields: the same numbers each time, of a tumour's compressibility.</summary>
internal sealed unsafe class SpecimenTissue : ITissue
{
    private static readonly Quantity[] _quantities =
    [
        Field("oxygen", "mmHg"), Field("glucose", "mmol/L"), Field("drug", "nmol/L"),
        Field("hgf", "nmol/L"), Field("igf1", "nmol/L"), Field("lactate", "mmol/L"),
        Cells("cell_kind", ElementKind.UInt8), Cells("founder", ElementKind.UInt8),
        Cells("erk", ElementKind.UInt8), Cells("clone", ElementKind.UInt32),
    ];

    private readonly Grid _grid;
    private readonly byte*[] _values;

    /// <summary>Grows a specimen that fills two thirds of the box.</summary>
    public SpecimenTissue(Grid grid)
    {
        _grid = grid;
        _values = new byte*[_quantities.Length];
        for (int i = 0; i < _quantities.Length; i++)
            _values[i] = (byte*)NativeMemory.Alloc((nuint)(grid.Voxels * _quantities[i].ElementSize));
        Parallel.For(0, grid.Nz, GrowPlane);
    }

    /// <summary>What it came from: nothing.</summary>
    public static Provenance Provenance { get; } = new()
    {
        Scenario = "specimen",
        ScenarioText = "",
        Seed = 0,
        Backend = "none",
        EngineVersion = "",
        GitCommit = "",
        CommandLine = "",
        Host = "",
        Created = DateTimeOffset.UnixEpoch,
        Run = Guid.Empty,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Quantity> Quantities => _quantities;

    /// <inheritdoc/>
    public long AllocatedBytes => _quantities.Sum(quantity => quantity.ElementSize * _grid.Voxels);

    /// <inheritdoc/>
    public PhaseTimes Times => default;

    /// <inheritdoc/>
    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        long start = firstPlane * _grid.PlaneVoxels * _quantities[quantity].ElementSize;
        new ReadOnlySpan<byte>(_values[quantity] + start, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public Census TakeCensus() => new()
    {
        LivingByFounder = [0],
        Apoptotic = 0,
        Necrotic = 0,
        Excess = 0,
        Divisions = 0,
        Deaths = 0,
        MeanSignals = default,
    };

    /// <inheritdoc/>
    public void Advance(Clock clock, ReadOnlySpan<float> plasma)
    {
        // A specimen does not live.
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        // Nor does it change.
    }

    /// <inheritdoc/>
    public CloneTable ReadClones() => new([0u], [0u], [0u]);

    /// <inheritdoc/>
    public FieldSummary Summarise(int field) => default;

    /// <inheritdoc/>
    public long FindNonFinite(int field) => -1;

    /// <inheritdoc/>
    public ulong StateHash() => 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            NativeMemory.Free(_values[i]);
            _values[i] = null;
        }
    }

    private static Quantity Field(string name, string unit)
        => new() { Name = name, LongName = name, Unit = unit, Element = ElementKind.Float32 };

    private static Quantity Cells(string name, ElementKind element)
        => new() { Name = name, LongName = name, Unit = "1", Element = element };

    private void GrowPlane(int z)
    {
        Random random = new(z);
        for (int y = 0; y < _grid.Ny; y++)
        {
            for (int x = 0; x < _grid.Nx; x++)
                GrowVoxel(_grid.Index(x, y, z), Centred(x, _grid.Nx), Centred(y, _grid.Ny), Centred(z, _grid.Nz), random);
        }
    }

    // From −1 to 1 across the box.
    private static float Centred(int position, int count) => ((position + 0.5f) * 2 / count) - 1;

    private void GrowVoxel(long voxel, float x, float y, float z, Random random)
    {
        float distance = MathF.Sqrt((x * x) + (y * y) + (z * z));
        float lumps = 0.05f * MathF.Sin(9 * x) * MathF.Cos(8 * y) * MathF.Sin((7 * z) + 1);
        float depth = 0.66f + lumps - distance;
        float shade = 1 / (1 + MathF.Exp(12 * depth));
        float[] fields = [38 * shade, 5 * MathF.Sqrt(shade), 20 * shade * shade, 1 - shade, (1 - shade) * x, 2 * depth];
        for (int i = 0; i < fields.Length; i++)
            ((float*)_values[i])[voxel] = fields[i];

        bool isLiving = depth > 0 && depth < 0.4f && random.Next(100) < 96;
        bool isNecrotic = depth >= 0.4f;
        uint patch = (((uint)((x * 20) + 20) * 73856093u) ^ ((uint)((y * 20) + 20) * 19349663u) ^ ((uint)((z * 20) + 20) * 83492791u)) & 0xfff;
        _values[6][voxel] = (byte)(isLiving ? 1 : isNecrotic ? 3 : 0);
        _values[7][voxel] = (byte)(isLiving ? x > 0.2f ? 1 : 0 : 255);
        _values[8][voxel] = (byte)(isLiving ? 80 + (100 * shade) + random.Next(12) : 0);
        ((uint*)_values[9])[voxel] = isLiving ? patch + (random.Next(50) == 0 ? (uint)random.Next(1000) : 0) + 1 : 0;
    }
}
