using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts cells of one kind, or adds one level of their signals: each item takes the voxels item, item + strands, …</summary>
/// <param name="mask">Bits of the status that count.</param>
/// <param name="wanted">What they must be.</param>
/// <param name="shift">First bit of the level to add; −1 to count.</param>
/// <param name="voxels">Voxels.</param>
/// <param name="strands">Items.</param>
/// <param name="cells">The cells.</param>
/// <param name="counts">Grow by the counts.</param>
internal readonly struct CountWork(
    uint mask, uint wanted, int shift, long voxels, long strands, CellSlots cells, ArrayView<long> counts) : IItemWork
{
    private readonly uint _mask = mask;
    private readonly uint _wanted = wanted;
    private readonly int _shift = shift;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly CellSlots _cells = cells;
    private readonly ArrayView<long> _counts = counts;

    public void At(long item)
    {
        long count = _counts[item];
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            uint status = _cells.Status[voxel];
            if (status != 0u && (status & _mask) == _wanted)
                count += _shift < 0 ? 1L : (int)CellRecord.Level(_cells.Signals[voxel], _shift);
        }

        _counts[item] = count;
    }
}

/// <summary>Adds an activity of living cells, which is not stored, likewise.</summary>
internal readonly struct CountActivityWork(
    bool ofAkt, long voxels, long strands, CellSenses senses, CellSlots cells, ArrayView<long> counts) : IItemWork
{
    private readonly int _ofAkt = ofAkt ? 1 : 0;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly CellSenses _senses = senses;
    private readonly CellSlots _cells = cells;
    private readonly ArrayView<long> _counts = counts;

    public void At(long item)
    {
        long count = _counts[item];
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            uint status = _cells.Status[voxel];
            if (status != 0u)
                count += (int)_senses.Activity((int)voxel, status, _cells.Exposure[voxel], _ofAkt != 0);
        }

        _counts[item] = count;
    }
}
