using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Philox 4×32-10, the counter-based generator: four random words from a counter and a key, with no state to keep.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11. A draw is named by what it decides
/// (process), where (voxel and slot) and when (step), so results depend on no order of threads, tiles or output.
/// </remarks>
public static partial class Philox
{
    private const int Rounds = 10;

    /// <summary>Replaces the counter (<paramref name="c0"/> … <paramref name="c3"/>) by four random words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw<TWord>(ulong key, ref TWord c0, ref TWord c1, ref TWord c2, ref TWord c3)
        where TWord : struct, IWord<TWord>
    {
        Drawing(key, c0, c1, c2, c3);
        Mix(ref c0, ref c1, ref c2, ref c3, key, 0);
    }

    /// <summary>
    /// Replaces the counter by four random words, and draws four more of the counter whose last word is one more. The first round makes one
    /// word of that another, so it is not mixed twice.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DrawTwice<TWord>(
        ulong key, ref TWord c0, ref TWord c1, ref TWord c2, ref TWord c3, out TWord d0, out TWord d1, out TWord d2, out TWord d3)
        where TWord : struct, IWord<TWord>
    {
        TWord next = c3 + TWord.Of(1u);
        TWord change = c3 ^ next;
        Drawing(key, c0, c1, c2, c3);
        Drawing(key, c0, c1, c2, next);
        Mix(ref c0, ref c1, ref c2, ref c3, TWord.Of((uint)key), TWord.Of((uint)(key >> 32)));
        (d0, d1, d2, d3) = (c0, c1, c2 ^ change, c3);
        Mix(ref c0, ref c1, ref c2, ref c3, key, 1);
        Mix(ref d0, ref d1, ref d2, ref d3, key, 1);
    }

    /// <summary>One random word for one decision.</summary>
    /// <param name="key">The run's seed.</param>
    /// <param name="process">What is decided.</param>
    /// <param name="place">Where: a voxel, with the slot of the cell in it.</param>
    /// <param name="step">When.</param>
    /// <param name="draw">Which of several draws.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Word(ulong key, RandomProcess process, ulong place, uint step, uint draw)
    {
        ScalarWord c0 = new((uint)place);
        ScalarWord c1 = new(step);
        ScalarWord c2 = new((uint)process | ((uint)(place >> 32) << 8));
        ScalarWord c3 = new(draw);
        Draw(key, ref c0, ref c1, ref c2, ref c3);
        return c0.Value;
    }

    /// <summary>Four random words for one decision.</summary>
    /// <param name="key">The run's seed.</param>
    /// <param name="process">What is decided.</param>
    /// <param name="place">Where.</param>
    /// <param name="step">When.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RandomWords Words(ulong key, RandomProcess process, uint place, uint step)
    {
        ScalarWord c0 = new(place);
        ScalarWord c1 = new(step);
        ScalarWord c2 = new((uint)process);
        ScalarWord c3 = new(0u);
        Draw(key, ref c0, ref c1, ref c2, ref c3);
        return new RandomWords(c0.Value, c1.Value, c2.Value, c3.Value);
    }

    // A program that counts draws says what happens here; otherwise the call is not even compiled.
    static partial void Drawing<TWord>(ulong key, TWord c0, TWord c1, TWord c2, TWord c3)
        where TWord : struct, IWord<TWord>;

    // All rounds from one on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix<TWord>(ref TWord c0, ref TWord c1, ref TWord c2, ref TWord c3, ulong key, int from)
        where TWord : struct, IWord<TWord>
    {
        for (int round = from; round < Rounds; round++)
        {
            TWord k0 = TWord.Of((uint)key + ((uint)round * 0x9E3779B9u));
            TWord k1 = TWord.Of((uint)(key >> 32) + ((uint)round * 0xBB67AE85u));
            Mix(ref c0, ref c1, ref c2, ref c3, k0, k1);
        }
    }

    // One round.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix<TWord>(ref TWord c0, ref TWord c1, ref TWord c2, ref TWord c3, TWord k0, TWord k1)
        where TWord : struct, IWord<TWord>
    {
        TWord.Multiply(c0, TWord.Of(0xD2511F53u), out TWord high0, out TWord low0);
        TWord.Multiply(c2, TWord.Of(0xCD9E8D57u), out TWord high1, out TWord low1);
        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
    }
}
