using GpuTumor.Draws.Tests;

namespace GpuTumor.Kernels;

/// <summary>Tells the log of every counter that words are drawn from.</summary>
public static partial class Philox
{
    static partial void Drawing<TWord>(ulong key, TWord c0, TWord c1, TWord c2, TWord c3)
        where TWord : struct, IWord<TWord>
        => DrawLog.Draw(new DrawName(key, Of(c0), Of(c1), Of(c2), Of(c3)));

    private static uint Of<TWord>(TWord word)
        where TWord : struct, IWord<TWord>
        => ((ScalarWord)(object)word).Value;
}
