using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The hash of a word a voxel, 0 where there is none: each item adds the voxels item, item + strands, …</summary>
/// <param name="what">Number of the array.</param>
/// <param name="voxels">Voxels.</param>
/// <param name="strands">Items.</param>
/// <param name="words">The state.</param>
/// <param name="hashes">Takes the sums.</param>
internal readonly struct HashWork(
    uint what, long voxels, long strands, ArrayView<uint> words, ArrayView<ulong> hashes) : IItemWork
{
    private readonly uint _what = what;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly ArrayView<uint> _words = words;
    private readonly ArrayView<ulong> _hashes = hashes;

    public void At(long item)
    {
        ulong hash = _hashes[item];
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            if (_words[voxel] != 0u)
                hash += StateHash.Of(_what, voxel, _words[voxel]);
        }

        _hashes[item] = hash;
    }
}

/// <summary>The hash of the four words of the cells in a region.</summary>
/// <param name="what">Number of the first word's array; the others follow.</param>
/// <param name="row">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="cells">The cells.</param>
internal readonly struct HashCellsWork(uint what, int row, int plane, CellSlots cells) : IRegionCountWork
{
    private readonly uint _what = what;
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly CellSlots _cells = cells;

    public void At(int x, int y, int z, ref RegionCounts counts)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        uint status = _cells.Status[voxel];
        if (status == 0u)
            return;
        ulong hash = StateHash.Of(_what, voxel, status);
        hash += StateHash.Of(_what + 1u, voxel, _cells.Signals[voxel]);
        hash += StateHash.Of(_what + 2u, voxel, _cells.Exposure[voxel]);
        hash += StateHash.Of(_what + 3u, voxel, _cells.Clone[voxel]);
        counts.First += (long)hash;
    }
}

/// <summary>The hash of a field, likewise.</summary>
internal readonly struct HashFieldWork(
    uint what, long voxels, long strands, ConcentrationView field, ArrayView<ulong> hashes) : IItemWork
{
    private readonly uint _what = what;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly ConcentrationView _field = field;
    private readonly ArrayView<ulong> _hashes = hashes;

    public void At(long item)
    {
        ulong hash = _hashes[item];
        for (long voxel = item; voxel < _voxels; voxel += _strands)
            hash += StateHash.Of(_what, voxel, (uint)BitConverter.SingleToInt32Bits(_field[voxel]));
        _hashes[item] = hash;
    }
}

/// <summary>The hash of a byte a voxel, likewise; only bytes that are not 0 count.</summary>
internal readonly struct HashBytesWork(
    uint what, long voxels, long strands, ArrayView<byte> bytes, ArrayView<ulong> hashes) : IItemWork
{
    private readonly uint _what = what;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly ArrayView<byte> _bytes = bytes;
    private readonly ArrayView<ulong> _hashes = hashes;

    public void At(long item)
    {
        ulong hash = _hashes[item];
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            if (_bytes[voxel] != 0)
                hash += StateHash.Of(_what, voxel, _bytes[voxel]);
        }

        _hashes[item] = hash;
    }
}
