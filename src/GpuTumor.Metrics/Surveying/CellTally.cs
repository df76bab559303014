using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>Counts over some rows of voxels.</summary>
internal sealed class CellTally
{
    public static readonly string[] SignalNames = ["erk", "fra1", "secretome", "akt"];

    /// <summary>Bytes a cell whose values are counted one by one.</summary>
    public static readonly string[] TraitNames = ["phase", "mode", "emt", "efflux", "memory", "damage", "autophagy", "matrix"];

    private uint _lastClone;
    private long _lastCloneCount;

    /// <summary>Voxels whose resident is a living tumour cell.</summary>
    public long Living { get; private set; }

    public long Apoptotic { get; private set; }

    public long Necrotic { get; private set; }

    /// <summary>Second living cells that wait in an occupied voxel, by founder.</summary>
    public long[] ExcessByFounder { get; } = new long[256];

    /// <summary>Resident living cells by founder.</summary>
    public long[] ByFounder { get; } = new long[256];

    /// <summary>Resident living cells by genotype.</summary>
    public long[] ByGenotype { get; } = new long[256];

    /// <summary>Sums of the signals over resident living cells, 255 for full activity.</summary>
    public long[] SignalSums { get; } = new long[4];

    /// <summary>Resident living cells by trait, then by its value.</summary>
    public long[][] ByTrait { get; } = [.. TraitNames.Select(_ => new long[256])];

    /// <summary>Resident living cells of a resistant genotype by EMT.</summary>
    public long[] ResistantByEmt { get; } = new long[256];

    /// <summary>Resident living cells by clone.</summary>
    public Dictionary<uint, long> ByClone { get; } = [];

    public void Add(CellTally other)
    {
        Living += other.Living;
        Apoptotic += other.Apoptotic;
        Necrotic += other.Necrotic;
        AddTo(ExcessByFounder, other.ExcessByFounder);
        AddTo(ByFounder, other.ByFounder);
        AddTo(ByGenotype, other.ByGenotype);
        AddTo(SignalSums, other.SignalSums);
        for (int trait = 0; trait < ByTrait.Length; trait++)
            AddTo(ByTrait[trait], other.ByTrait[trait]);
        AddTo(ResistantByEmt, other.ResistantByEmt);
        other.FlushClone();
        foreach ((uint clone, long count) in other.ByClone)
            ByClone[clone] = ByClone.GetValueOrDefault(clone) + count;
    }

    public void CountDead(ReadOnlySpan<byte> kind, Span<ulong> dead)
    {
        for (int x = 0; x < kind.Length; x++)
        {
            if (kind[x] is not (CellMap.Apoptotic or CellMap.Necrotic))
                continue;
            dead[x >> 6] |= 1ul << (x & 63);
            if (kind[x] == CellMap.Apoptotic)
                Apoptotic++;
            else
                Necrotic++;
        }
    }

    public void CountLiving(ReadOnlySpan<ulong> living)
    {
        foreach (ulong word in living)
            Living += BitOperations.PopCount(word);
    }

    public void CountFounders(ReadOnlySpan<ulong> living, ReadOnlySpan<byte> founder) => Count(living, founder, ByFounder);

    public void CountExcess(ReadOnlySpan<byte> excess)
    {
        int next;
        while ((next = excess.IndexOfAnyExcept((byte)0)) >= 0)
        {
            ExcessByFounder[excess[next] - 1]++;
            excess = excess[(next + 1)..];
        }
    }

    public void CountGenotypes(ReadOnlySpan<ulong> living, ReadOnlySpan<byte> genotype, Span<ulong> resistant)
    {
        for (int w = 0; w < living.Length; w++)
        {
            ulong bits = 0;
            for (ulong word = living[w]; word != 0; word &= word - 1)
            {
                int bit = BitOperations.TrailingZeroCount(word);
                byte mask = genotype[(w * 64) + bit];
                ByGenotype[mask]++;
                if ((mask & CellMap.ResistantBits) != 0)
                    bits |= 1ul << bit;
            }

            resistant[w] = bits;
        }
    }

    public void SumSignal(int signal, ReadOnlySpan<ulong> living, ReadOnlySpan<byte> values)
    {
        long sum = 0;
        for (int w = 0; w < living.Length; w++)
        {
            for (ulong word = living[w]; word != 0; word &= word - 1)
                sum += values[(w * 64) + BitOperations.TrailingZeroCount(word)];
        }

        SignalSums[signal] += sum;
    }

    public void CountTrait(int trait, ReadOnlySpan<ulong> living, ReadOnlySpan<byte> values) => Count(living, values, ByTrait[trait]);

    public void CountResistantByEmt(ReadOnlySpan<ulong> resistant, ReadOnlySpan<byte> emt) => Count(resistant, emt, ResistantByEmt);

    public void CountClones(ReadOnlySpan<ulong> living, ReadOnlySpan<uint> clone)
    {
        for (int w = 0; w < living.Length; w++)
        {
            for (ulong word = living[w]; word != 0; word &= word - 1)
                CountClone(clone[(w * 64) + BitOperations.TrailingZeroCount(word)]);
        }
    }

    private static void Count(ReadOnlySpan<ulong> marked, ReadOnlySpan<byte> values, long[] counts)
    {
        for (int w = 0; w < marked.Length; w++)
        {
            for (ulong word = marked[w]; word != 0; word &= word - 1)
                counts[values[(w * 64) + BitOperations.TrailingZeroCount(word)]]++;
        }
    }

    private static void AddTo(long[] sums, long[] values)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += values[i];
    }

    // Neighbours along x are mostly of one clone: the dictionary is asked once a stretch.
    private void CountClone(uint clone)
    {
        if (clone != _lastClone)
        {
            FlushClone();
            _lastClone = clone;
        }

        _lastCloneCount++;
    }

    private void FlushClone()
    {
        if (_lastCloneCount > 0)
            ByClone[_lastClone] = ByClone.GetValueOrDefault(_lastClone) + _lastCloneCount;
        _lastCloneCount = 0;
    }
}
