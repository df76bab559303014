using GpuTumor.Kernels;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts cells of one kind, or adds one level of their signals.</summary>
/// <param name="row">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="mask">Bits of the status that count.</param>
/// <param name="wanted">What they must be.</param>
/// <param name="shift">First bit of the level to add; −1 to count.</param>
/// <param name="cells">The cells.</param>
internal readonly struct CountWork(int row, int plane, uint mask, uint wanted, int shift, CellSlots cells) : IRegionCountWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly uint _mask = mask;
    private readonly uint _wanted = wanted;
    private readonly int _shift = shift;
    private readonly CellSlots _cells = cells;

    public void At(int x, int y, int z, ref RegionCounts counts)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        uint status = _cells.Status[voxel];
        if (status != 0u && (status & _mask) == _wanted)
            counts.First += _shift < 0 ? 1L : (int)CellRecord.Level(_cells.Signals[voxel], _shift);
    }
}

/// <summary>Adds an activity of living cells, which is not stored, likewise.</summary>
internal readonly struct CountActivityWork(int row, int plane, bool ofAkt, CellSenses senses, CellSlots cells) : IRegionCountWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly int _ofAkt = ofAkt ? 1 : 0;
    private readonly CellSenses _senses = senses;
    private readonly CellSlots _cells = cells;

    public void At(int x, int y, int z, ref RegionCounts counts)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        uint status = _cells.Status[voxel];
        if (status != 0u)
            counts.First += (int)_senses.Activity(voxel, status, _cells.Exposure[voxel], _ofAkt != 0);
    }
}
