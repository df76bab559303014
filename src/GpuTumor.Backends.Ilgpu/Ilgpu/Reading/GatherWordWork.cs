using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A word of the cells as it is saved: 0 where there is no cell, for what the last one left means nothing.</summary>
internal readonly struct GatherWordWork(ArrayView<uint> status, ArrayView<uint> word, ArrayView<uint> words) : IItemWork
{
    private readonly ArrayView<uint> _status = status;
    private readonly ArrayView<uint> _word = word;
    private readonly ArrayView<uint> _words = words;

    public void At(long item) => _words[item] = _status[item] == 0u ? 0u : _word[item];
}
