using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Joins what many strands counted to a few sums, so that only these leave the device: item i adds the strands of its part.</summary>
/// <param name="strands">What they counted; sums of hashes, or counts as their bits.</param>
/// <param name="strandsOfItem">Strands of a part.</param>
/// <param name="joined">Takes the sums.</param>
internal readonly struct JoinCountsWork(ArrayView<ulong> strands, long strandsOfItem, ArrayView<ulong> joined) : IItemWork
{
    private readonly ArrayView<ulong> _strands = strands;
    private readonly long _strandsOfItem = strandsOfItem;
    private readonly ArrayView<ulong> _joined = joined;

    public void At(long item)
    {
        ulong sum = 0ul;
        for (long i = item * _strandsOfItem; i < (item + 1) * _strandsOfItem; i++)
            sum += _strands[i];
        _joined[item] = sum;
    }
}
