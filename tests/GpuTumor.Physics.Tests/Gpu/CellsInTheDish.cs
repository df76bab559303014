using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>Cells with all that decides their step, one array for each quantity.</summary>
public sealed class CellsInTheDish
{
    private const int Senses = 15;
    private const int DivisionFactor = 11;

    public CellsInTheDish(int count, int seed)
    {
        Random random = new(seed);
        Count = count;
        Status = Words(random, count);
        Signals = Words(random, count);
        Exposure = Words(random, count);
        MayDivide = [.. Words(random, count).Select(word => word & 1u)];
        Draws = Words(random, 8 * count);
        Divides = new uint[count];
        Surroundings = new float[Senses * count];
        float[] largest = [60f, 1f, 1f, 1f, 5f, 5f, 5f, 20f, 5f, 5f, 1f, 1f, 0.05f, 1f, 20f];
        for (int sense = 0; sense < Senses; sense++)
        {
            if (sense == DivisionFactor)
            {
                for (int i = 0; i < count; i++)
                    Surroundings[(sense * count) + i] = (float)(0.5 + random.NextDouble());
                continue;
            }

            // Concentrations span decades, and none at all must work too.
            for (int i = 0; i < count; i++)
                Surroundings[(sense * count) + i] = largest[sense] * (float)(random.Next(8) == 0 ? 0.0 : Math.Pow(10.0, -4.0 * random.NextDouble()));
        }

        for (int i = 0; i < count; i++)
            Status[i] = (Status[i] & ~(7u | CellRecord.PhaseMask | CellRecord.ModeMask)) | (Status[i] & 3u)
                | ((uint)random.Next(7) << CellRecord.PhaseShift) | ((uint)random.Next(4) << CellRecord.ModeShift);

        // Of the first two words, cycle and death, small ones are frequent: what is rare must happen to some cells.
        for (int i = 0; i < 2 * count; i++)
            Draws[i] >>= random.Next(12);
    }

    private CellsInTheDish(CellsInTheDish other)
    {
        Count = other.Count;
        Status = [.. other.Status];
        Signals = [.. other.Signals];
        Exposure = [.. other.Exposure];
        MayDivide = [.. other.MayDivide];
        Draws = [.. other.Draws];
        Divides = [.. other.Divides];
        Surroundings = [.. other.Surroundings];
    }

    public int Count { get; }

    public uint[] Status { get; }

    public uint[] Signals { get; }

    public uint[] Exposure { get; }

    public uint[] MayDivide { get; }

    /// <summary>Eight words for each cell: all first words, then all second words, and so on.</summary>
    public uint[] Draws { get; }

    public uint[] Divides { get; }

    /// <summary>All oxygen tensions, then drug levels, and so on in the order of the surroundings' members.</summary>
    public float[] Surroundings { get; }

    public CellsInTheDish Copy() => new(this);

    private static uint[] Words(Random random, int count)
    {
        uint[] words = new uint[count];
        for (int i = 0; i < count; i++)
            words[i] = (uint)random.NextInt64(1L << 32);
        return words;
    }
}
