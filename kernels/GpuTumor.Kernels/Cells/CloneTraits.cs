using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>What the table of clones keeps of a clone in one word: founder 0–7 · origin 8–15 · genotype 16–23.</summary>
public static class CloneTraits
{
    /// <summary>The word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint founder, CloneOrigin origin, uint genotype) => founder | ((uint)origin << 8) | (genotype << 16);

    /// <summary>The word of a clone that begins in a cell.</summary>
    /// <param name="status">The cell's status, with its new mutation.</param>
    /// <param name="gained">The mutation, 0 for a mere barcode.</param>
    /// <param name="parent">The word of the clone it was of.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint status, uint gained, uint parent)
    {
        bool isPersister = CellRecord.Mode(status) is CellMode.Persister or CellMode.ExpandedPersister;
        CloneOrigin origin = gained == 0u ? Origin(parent) : isPersister ? CloneOrigin.Induced : CloneOrigin.Mutation;
        return Of((uint)CellRecord.Founder(status), origin, (uint)CellRecord.GenotypeOf(status));
    }

    /// <summary>The founder of the lineage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Founder(uint traits) => (int)(traits & 255u);

    /// <summary>Where its resistance comes from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CloneOrigin Origin(uint traits) => (CloneOrigin)((traits >> 8) & 255u);

    /// <summary>Its mutations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Genotype Genotype(uint traits) => (Genotype)((traits >> 16) & 255u);
}
