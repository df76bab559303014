using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>The cells of a snapshot: where they are, and how many of which kind.</summary>
internal sealed class CellMap
{
    /// <summary>Genotype bits that make a cell resistant: target, bypass, PI3K, P-glycoprotein, second target.</summary>
    public const byte ResistantBits = 0b0010_1111;

    public const byte Tumour = 1;
    public const byte Apoptotic = 2;
    public const byte Necrotic = 3;

    private const MetricGroups NeedsMesenchymal = MetricGroups.Spread;

    private readonly ISnapshotSource _source;

    private CellMap(ISnapshotSource source, MetricGroups groups)
    {
        _source = source;
        Grid grid = source.Grid;
        Living = new VoxelMask(grid.Nx, grid.Ny, grid.Nz);
        Dead = new VoxelMask(grid.Nx, grid.Ny, grid.Nz);
        Resistant = source.Has("genotype") ? new VoxelMask(grid.Nx, grid.Ny, grid.Nz) : null;
        Mesenchymal = source.Has("emt") && (groups & NeedsMesenchymal) != 0 ? new VoxelMask(grid.Nx, grid.Ny, grid.Nz) : null;
    }

    /// <summary>Voxels whose resident is a living tumour cell.</summary>
    public VoxelMask Living { get; }

    /// <summary>Voxels whose resident is apoptotic or necrotic.</summary>
    public VoxelMask Dead { get; }

    /// <summary>Living voxels whose genotype is resistant; null if genotypes were not stored.</summary>
    public VoxelMask? Resistant { get; }

    /// <summary>Living voxels whose EMT is above 0.7; null if EMT was not stored or is not asked for.</summary>
    public VoxelMask? Mesenchymal { get; }

    /// <summary>All that was counted.</summary>
    public CellTally Tally { get; private set; } = new();

    /// <summary>Reads the cells.</summary>
    /// <exception cref="MetricException">The snapshot holds no cells.</exception>
    public static CellMap Read(ISnapshotSource source, MetricGroups groups)
    {
        if (!source.Has("cell_kind"))
        {
            throw new MetricException(
                "The snapshot holds no quantity 'cell_kind', so there is no tumour to measure. "
                + "Write snapshots with the cells' state (leave output.quantities out of the scenario to store all).");
        }

        var map = new CellMap(source, groups);
        List<string> wanted = ["cell_kind", "founder", "genotype", "excess"];
        if (groups.HasFlag(MetricGroups.Signals))
            wanted.AddRange(["erk", "fra1", "secretome", "akt"]);
        if (groups.HasFlag(MetricGroups.Diversity))
            wanted.Add("clone");
        if (groups.HasFlag(MetricGroups.Traits))
            wanted.AddRange(CellTally.TraitNames);
        else if (map.Mesenchymal is not null)
            wanted.Add("emt");
        map.Count([.. wanted.Where(source.Has)]);
        return map;
    }

    private void Count(string[] quantities)
    {
        int slab = _source.PlanesPerSlab();
        Dictionary<string, byte[]> buffers = quantities.ToDictionary(
            q => q, q => new byte[slab * _source.Grid.PlaneVoxels * _source.Find(q)!.ElementSize]);
        for (int first = 0; first < _source.Grid.Nz; first += slab)
        {
            int planes = Math.Min(slab, _source.Grid.Nz - first);
            foreach ((string quantity, byte[] buffer) in buffers)
            {
                long bytes = planes * _source.Grid.PlaneVoxels * _source.Find(quantity)!.ElementSize;
                _source.Read(quantity, first, planes, buffer.AsSpan(0, (int)bytes));
            }

            Parallel.For(0, planes, () => new CellTally(), (plane, _, tally) =>
            {
                CountPlane(buffers, plane, first + plane, tally);
                return tally;
            }, tally =>
            {
                lock (Living)
                    Tally.Add(tally);
            });
        }
    }

    private void CountPlane(Dictionary<string, byte[]> buffers, int plane, int z, CellTally tally)
    {
        int nx = _source.Grid.Nx;
        int planeVoxels = (int)_source.Grid.PlaneVoxels;
        for (int y = 0; y < _source.Grid.Ny; y++)
        {
            int at = (plane * planeVoxels) + (y * nx);
            ReadOnlySpan<byte> Row(string quantity)
                => buffers.TryGetValue(quantity, out byte[]? buffer) ? buffer.AsSpan(at, nx) : default;

            ReadOnlySpan<byte> kind = Row("cell_kind");
            if (kind.IndexOfAnyExcept((byte)0) < 0)
            {
                tally.CountExcess(Row("excess"));
                continue;
            }

            Living.SetRowWhereEqual(y, z, kind, Tumour);
            tally.CountDead(kind, Dead.Row(y, z));
            Span<ulong> living = Living.Row(y, z);
            tally.CountFounders(living, Row("founder"));
            tally.CountExcess(Row("excess"));
            tally.CountGenotypes(living, Row("genotype"), Resistant is null ? default : Resistant.Row(y, z));
            for (int signal = 0; signal < CellTally.SignalNames.Length; signal++)
                tally.SumSignal(signal, living, Row(CellTally.SignalNames[signal]));
            for (int trait = 0; trait < CellTally.TraitNames.Length; trait++)
                tally.CountTrait(trait, living, Row(CellTally.TraitNames[trait]));
            if (Mesenchymal is not null)
                MarkMesenchymal(living, Row("emt"), Mesenchymal.Row(y, z));
            if (buffers.TryGetValue("clone", out byte[]? clones))
                tally.CountClones(living, MemoryMarshal.Cast<byte, uint>(clones).Slice(at, nx));
        }
    }

    private static void MarkMesenchymal(ReadOnlySpan<ulong> living, ReadOnlySpan<byte> emt, Span<ulong> mesenchymal)
    {
        for (int w = 0; w < living.Length; w++)
        {
            ulong bits = 0;
            for (ulong word = living[w]; word != 0; word &= word - 1)
            {
                int bit = System.Numerics.BitOperations.TrailingZeroCount(word);
                if (emt[(w * 64) + bit] >= Traits.MesenchymalFrom)
                    bits |= 1ul << bit;
            }

            mesenchymal[w] = bits;
        }
    }
}
