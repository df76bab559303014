using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The random words of a cell's step. Each bit decides one thing.</summary>
/// <typeparam name="TWord">The lane of words.</typeparam>
public struct CellDraws<TWord>
    where TWord : struct, IWord<TWord>
{
    /// <summary>Progress in the cycle.</summary>
    public TWord Cycle;

    /// <summary>Death.</summary>
    public TWord Death;

    /// <summary>What it dies of.</summary>
    public TWord Cause;

    /// <summary>Rounding of the signals, a byte each.</summary>
    public TWord Signals;

    /// <summary>Becoming a persister, or ceasing to be one.</summary>
    public TWord Mode;

    /// <summary>Senescence.</summary>
    public TWord Senescence;

    /// <summary>The metabolic switch.</summary>
    public TWord Metabolism;

    /// <summary>Rounding of the exposure, a byte each.</summary>
    public TWord Exposure;

    /// <summary>Draws the words of a cell.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="place">Twice the voxel, and one more for a cell that waits for room.</param>
    /// <param name="step">When.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellDraws<TWord> Of(ulong seed, TWord place, uint step)
    {
        TWord word0 = place;
        TWord word1 = TWord.Of(step);
        TWord word2 = TWord.Of((uint)RandomProcess.Fate);
        TWord word3 = TWord.Of(0u);
        Philox.DrawTwice(
            seed, ref word0, ref word1, ref word2, ref word3, out TWord word4, out TWord word5, out TWord word6, out TWord word7);
        CellDraws<TWord> draws = default;
        draws.Cycle = word0;
        draws.Death = word1;
        draws.Cause = word2;
        draws.Signals = word3;
        draws.Mode = word4;
        draws.Senescence = word5;
        draws.Metabolism = word6;
        draws.Exposure = word7;
        return draws;
    }
}
