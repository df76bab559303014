using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests;

/// <summary>A tissue that has as many cells at each step as a test says, and nothing else.</summary>
internal sealed class ScriptedTissue(Model model, Func<long, long> cellsAtStep) : ITissue
{
    private long _step;

    /// <summary>The mutations that its cells carry, in turn.</summary>
    public Genotype[] Genotypes { get; init; } = [Genotype.None];

    /// <summary>The host cells of the first voxels, at each step; no more than a plane of them.</summary>
    public Func<long, byte[]> Hosts { get; init; } = _ => [];

    public IReadOnlyList<Quantity> Quantities { get; } = TissueQuantities.Of(model);

    public long AllocatedBytes => 0;

    public PhaseTimes Times => default;

    public void Advance(Clock clock, ReadOnlySpan<float> plasma) => _step = clock.Step + 1;

    public Census TakeCensus() => new()
    {
        LivingByFounder = [cellsAtStep(_step)],
        Apoptotic = 0,
        Necrotic = 0,
        Excess = 0,
        Divisions = 0,
        Deaths = 0,
        MeanSignals = default,
    };

    public CloneTable ReadClones() => new([0u], [0u], [0u]);

    public FieldSummary Summarise(int field) => default;

    public long FindNonFinite(int field) => -1;

    public ulong StateHash() => 0;

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        destination.Clear();
        if (Quantities[quantity].Name == "host_kind" && firstPlane == 1)
            Hosts(_step).CopyTo(destination);
        for (int i = 0; i < destination.Length; i++)
        {
            if (Quantities[quantity].Name == "cell_kind")
                destination[i] = (byte)CellKind.Tumour;
            else if (Quantities[quantity].Name == "genotype")
                destination[i] = (byte)Genotypes[i % Genotypes.Length];
        }
    }

    public void Carry(IStateArchive archive)
    {
        // Holds nothing.
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}

/// <summary>A backend of scripted tissues.</summary>
internal sealed class ScriptedBackend(Func<long, long> cellsAtStep, params Genotype[] genotypes) : IBackend
{
    /// <summary>The host cells at each step.</summary>
    public Func<long, byte[]> Hosts { get; init; } = _ => [];

    public string Name => "scripted";

    public string Device => "a test";

    public long AvailableMemory => long.MaxValue;

    public long RequiredMemory(Model model) => 0;

    public ITissue Create(Model model)
        => new ScriptedTissue(model, cellsAtStep) { Genotypes = genotypes.Length > 0 ? genotypes : [Genotype.None], Hosts = Hosts };
}
