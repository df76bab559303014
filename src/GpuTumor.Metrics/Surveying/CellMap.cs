using System.Collections.Concurrent;
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
    private readonly bool _countsTraits;

    private CellMap(ISnapshotSource source, MetricGroups groups)
    {
        (_source, _countsTraits) = (source, groups.HasFlag(MetricGroups.Traits));
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
        if (map._countsTraits)
            wanted.AddRange(CellTally.TraitNames);
        else if (map.Mesenchymal is not null)
            wanted.Add("emt");
        map.Count([.. wanted.Where(source.Has)]);
        return map;
    }

    // One quantity after the other, so that memory is one slab of one quantity; the kind comes first and says where cells live.
    private void Count(string[] quantities)
    {
        int slab = _source.PlanesPerSlab();
        var buffer = new byte[slab * _source.Grid.PlaneVoxels * quantities.Max(q => _source.Find(q)!.ElementSize)];
        var tallies = new ConcurrentBag<CellTally>();
        for (int first = 0; first < _source.Grid.Nz; first += slab)
        {
            int planes = Math.Min(slab, _source.Grid.Nz - first);
            foreach (string quantity in quantities)
            {
                int planeBytes = (int)(_source.Grid.PlaneVoxels * _source.Find(quantity)!.ElementSize);
                _source.Read(quantity, first, planes, buffer.AsSpan(0, planes * planeBytes));
                Parallel.For(0, planes, () => tallies.TryTake(out CellTally? kept) ? kept : new CellTally(), (plane, _, tally) =>
                {
                    CountPlane(quantity, buffer.AsSpan(plane * planeBytes, planeBytes), first + plane, tally);
                    return tally;
                }, tallies.Add);
            }
        }

        foreach (CellTally tally in tallies)
            Tally.Add(tally);
        _source.ReleaseSlabs();
    }

    private void CountPlane(string quantity, ReadOnlySpan<byte> values, int z, CellTally tally)
    {
        int rowBytes = values.Length / _source.Grid.Ny;
        for (int y = 0; y < _source.Grid.Ny; y++)
            CountRow(quantity, values.Slice(y * rowBytes, rowBytes), y, z, tally);
    }

    private void CountRow(string quantity, ReadOnlySpan<byte> row, int y, int z, CellTally tally)
    {
        Span<ulong> living = Living.Row(y, z);
        switch (quantity)
        {
            case "cell_kind":
                if (row.IndexOfAnyExcept((byte)0) < 0)
                    return;
                Living.SetRowWhereEqual(y, z, row, Tumour);
                tally.CountLiving(living);
                tally.CountDead(row, Dead.Row(y, z));
                return;
            case "excess":
                tally.CountExcess(row);
                return;
        }

        if (living.IndexOfAnyExcept(0ul) < 0)
            return;
        switch (quantity)
        {
            case "founder":
                tally.CountFounders(living, row);
                return;
            case "genotype":
                tally.CountGenotypes(living, row, Resistant!.Row(y, z));
                return;
            case "clone":
                tally.CountClones(living, MemoryMarshal.Cast<byte, uint>(row));
                return;
        }

        if (Array.IndexOf(CellTally.SignalNames, quantity) is >= 0 and int signal)
            tally.SumSignal(signal, living, row);
        if (_countsTraits && Array.IndexOf(CellTally.TraitNames, quantity) is >= 0 and int trait)
            tally.CountTrait(trait, living, row);
        if (quantity != "emt")
            return;
        if (Mesenchymal is not null)
            MarkMesenchymal(living, row, Mesenchymal.Row(y, z));
        if (_countsTraits && Resistant is not null)
            tally.CountResistantByEmt(Resistant.Row(y, z), row);
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
