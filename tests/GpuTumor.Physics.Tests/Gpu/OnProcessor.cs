using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuTumor.Backends.Cpu;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>The bodies on the processor, in lanes of a given width.</summary>
internal static class OnProcessor
{
    public static float[] Apply(LaneWidth width, ElementaryFunction function, Hill hill, float[] x, float[] y) => width switch
    {
        LaneWidth.Hexadec => Apply<Hexadec, HexadecWord>(function, hill, x, y),
        LaneWidth.Octet => Apply<Octet, OctetWord>(function, hill, x, y),
        _ => Apply<Scalar, ScalarWord>(function, hill, x, y),
    };

    public static uint[] Draw(LaneWidth width, ulong key, uint[] counters) => width switch
    {
        LaneWidth.Hexadec => Draw<HexadecWord>(key, counters),
        LaneWidth.Octet => Draw<OctetWord>(key, counters),
        _ => Draw<ScalarWord>(key, counters),
    };

    public static void Step(LaneWidth width, TumourCell laws, float stepHours, CellsInTheDish cells)
    {
        switch (width)
        {
            case LaneWidth.Hexadec:
                Step<Hexadec, HexadecWord>(laws, stepHours, cells);
                break;
            case LaneWidth.Octet:
                Step<Octet, OctetWord>(laws, stepHours, cells);
                break;
            default:
                Step<Scalar, ScalarWord>(laws, stepHours, cells);
                break;
        }
    }

    public static float[] ApplyInPairs(ElementaryFunction function, Hill hill, float[] x, float[] y)
        => Apply<OctetPair, OctetPairWord>(function, hill, x, y);

    public static uint[] DrawInPairs(ulong key, uint[] counters) => Draw<OctetPairWord>(key, counters);

    public static void StepInPairs(TumourCell laws, float stepHours, CellsInTheDish cells) => Step<OctetPair, OctetPairWord>(laws, stepHours, cells);

    private static float[] Apply<TLane, TWord>(ElementaryFunction function, Hill hill, float[] x, float[] y)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        float[] result = new float[x.Length];
        for (int i = 0; i < x.Length; i += Unsafe.SizeOf<TLane>() / sizeof(float))
            Lane<TLane, float>(result, i) = ElementaryFunctions.Of<TLane, TWord>(function, hill, Lane<TLane, float>(x, i), Lane<TLane, float>(y, i));
        return result;
    }

    private static uint[] Draw<TWord>(ulong key, uint[] counters)
        where TWord : struct, IWord<TWord>
    {
        uint[] words = [.. counters];
        int count = words.Length / 4;
        for (int i = 0; i < count; i += Unsafe.SizeOf<TWord>() / sizeof(uint))
        {
            Philox.Draw(
                key,
                ref Lane<TWord, uint>(words, i),
                ref Lane<TWord, uint>(words, count + i),
                ref Lane<TWord, uint>(words, (2 * count) + i),
                ref Lane<TWord, uint>(words, (3 * count) + i));
        }

        return words;
    }

    private static void Step<TLane, TWord>(TumourCell laws, float stepHours, CellsInTheDish cells)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        int count = cells.Count;
        for (int i = 0; i < count; i += Unsafe.SizeOf<TLane>() / sizeof(float))
        {
            Surroundings<TLane> here = default;
            Span<TLane> senses = MemoryMarshal.Cast<Surroundings<TLane>, TLane>(new Span<Surroundings<TLane>>(ref here));
            for (int sense = 0; sense < senses.Length; sense++)
                senses[sense] = Lane<TLane, float>(cells.Surroundings, (sense * count) + i);
            CellDraws<TWord> draws = default;
            Span<TWord> words = MemoryMarshal.Cast<CellDraws<TWord>, TWord>(new Span<CellDraws<TWord>>(ref draws));
            for (int word = 0; word < words.Length; word++)
                words[word] = Lane<TWord, uint>(cells.Draws, (word * count) + i);
            CellWords<TWord> cell;
            cell.Status = Lane<TWord, uint>(cells.Status, i);
            cell.Signals = Lane<TWord, uint>(cells.Signals, i);
            cell.Exposure = Lane<TWord, uint>(cells.Exposure, i);
            Lane<TWord, uint>(cells.Divides, i) = CellStep.Advance(
                in laws, stepHours, in here, Lane<TWord, uint>(cells.MayDivide, i), in draws, ref cell);
            Lane<TWord, uint>(cells.Status, i) = cell.Status;
            Lane<TWord, uint>(cells.Signals, i) = cell.Signals;
            Lane<TWord, uint>(cells.Exposure, i) = cell.Exposure;
        }
    }

    private static ref TLane Lane<TLane, TElement>(TElement[] values, int index)
        => ref Unsafe.As<TElement, TLane>(ref values[index]);
}
