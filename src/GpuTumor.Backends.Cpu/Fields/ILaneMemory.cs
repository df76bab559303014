using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>How the values of a lane lie in a row of memory.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
internal unsafe interface ILaneMemory<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Values in a lane.</summary>
    static abstract int Width { get; }

    /// <summary>Reads consecutive values.</summary>
    static abstract TLane Load(float* source);

    /// <summary>Writes consecutive values.</summary>
    static abstract void Store(float* destination, TLane value);

    /// <summary>Each value's lower neighbour; the first's is the last of <paramref name="previous"/>.</summary>
    static abstract TLane Lower(TLane previous, TLane centre);

    /// <summary>Each value's upper neighbour; the last's is the first of <paramref name="next"/>.</summary>
    static abstract TLane Upper(TLane centre, TLane next);

    /// <summary>Reads consecutive pairs: all first members, all second members.</summary>
    static abstract void LoadPairs(float* source, out TLane first, out TLane second);

    /// <summary>Reads the first members of consecutive pairs, in an order that is the memory's own.</summary>
    static abstract TLane LoadFirsts(float* source);

    /// <summary>Reads the second members of consecutive pairs, in the same order.</summary>
    static abstract TLane LoadSeconds(float* source);

    /// <summary>Writes consecutive pairs, both members in that order.</summary>
    static abstract void StorePairs(float* destination, TLane first, TLane second);

    /// <summary>For each pair the second member of the pair before it; for the first pair the last of <paramref name="previous"/>.</summary>
    static abstract TLane LowerSeconds(TLane previous, TLane seconds);

    /// <summary>For each pair the first member of the pair after it; for the last pair the first of <paramref name="next"/>.</summary>
    static abstract TLane UpperFirsts(TLane firsts, TLane next);

    /// <summary>Adds to consecutive pairs.</summary>
    static abstract void AddPairs(float* destination, TLane first, TLane second);
}
