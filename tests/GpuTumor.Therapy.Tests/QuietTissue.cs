using GpuTumor.Engine;

namespace GpuTumor.Therapy.Tests;

/// <summary>A tissue in which nothing happens by itself: cells stay where they are put, and the chemokine is what a test says.</summary>
internal sealed class QuietTissue(Model model, float chemokine) : ITissue, ICellTraffic
{
    private readonly Dictionary<int, CellState> _cells = [];

    /// <summary>The table of clones.</summary>
    public CloneTable Clones { get; init; } = CloneTable.OfFounders(model);

    /// <summary>The danger signals, everywhere.</summary>
    public float Damp { get; init; }

    /// <summary>Perfusion by voxel.</summary>
    public Func<int, byte> Perfusion { get; init; } = _ => 255;

    /// <summary>The cells.</summary>
    public IReadOnlyCollection<CellState> States => _cells.Values;

    public IReadOnlyList<Quantity> Quantities { get; } = TissueQuantities.Of(model);

    public long AllocatedBytes => 0;

    public PhaseTimes Times => default;

    public int Cells => _cells.Count;

    public void Advance(Clock clock, ReadOnlySpan<float> plasma)
    {
        // Nothing happens.
    }

    public Census TakeCensus() => new()
    {
        LivingByFounder = [_cells.Count],
        Apoptotic = 0,
        Necrotic = 0,
        Excess = 0,
        Divisions = 0,
        Deaths = 0,
        MeanSignals = default,
    };

    public CloneTable ReadClones() => Clones;

    public FieldSummary Summarise(int field) => default;

    public long FindNonFinite(int field) => -1;

    public ulong StateHash() => (ulong)_cells.Count;

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        destination.Clear();
        for (int i = 0; i < destination.Length && Quantities[quantity].Name == "perfusion"; i++)
            destination[i] = Perfusion((firstPlane * (int)model.Grid.PlaneVoxels) + i);
    }

    public void Look(ReadOnlySpan<int> places, Span<CellState> cells)
    {
        for (int i = 0; i < places.Length; i++)
            cells[i] = _cells.GetValueOrDefault(places[i]);
    }

    public void Sample(int field, ReadOnlySpan<int> voxels, Span<float> values) => values.Fill(model.Fields[field].Role == FieldRole.Damp ? Damp : chemokine);

    public void TakeOut(ReadOnlySpan<int> places)
    {
        foreach (int place in places)
            _cells.Remove(place);
    }

    public void Kill(ReadOnlySpan<int> places) => TakeOut(places);

    public void PutIn(ReadOnlySpan<int> voxels, ReadOnlySpan<CellState> cells, Span<bool> placed)
    {
        for (int i = 0; i < voxels.Length; i++)
            placed[i] = _cells.TryAdd(voxels[i], cells[i]);
    }

    public uint Adopt(uint parent, uint birthStep, uint traits) => Clones.Adopt(parent, birthStep, traits);

    public void Carry(IStateArchive archive)
    {
        // The tests that restore use real tissues.
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}

/// <summary>A backend of quiet tissues; the primary, which has founders' cells in its model, has the chemokine.</summary>
internal sealed class QuietBackend(float primaryChemokine) : IBackend
{
    public string Name => "quiet";

    public string Device => "a test";

    public long AvailableMemory => long.MaxValue;

    /// <summary>The table of clones of the primary; null for the founders alone.</summary>
    public CloneTable? PrimaryClones { get; init; }

    /// <summary>The danger signals of the distant sites.</summary>
    public float DistantDamp { get; init; }

    /// <summary>Perfusion of the primary by voxel.</summary>
    public Func<int, byte> PrimaryPerfusion { get; init; } = _ => 255;

    public long RequiredMemory(Model model) => 0;

    public ITissue Create(Model model) => model.Seeding.Cells > 0
        ? new QuietTissue(model, primaryChemokine) { Clones = PrimaryClones ?? CloneTable.OfFounders(model), Perfusion = PrimaryPerfusion }
        : new QuietTissue(model, 0f) { Damp = DistantDamp };
}
