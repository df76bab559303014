using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The hash of one word of the cells: each item adds the voxels item, item + strands, …</summary>
/// <param name="what">Number of the array.</param>
/// <param name="voxels">Voxels.</param>
/// <param name="strands">Items.</param>
/// <param name="words">The state.</param>
/// <param name="present">The cells' status: only voxels that hold one count.</param>
/// <param name="hashes">Takes the sums.</param>
internal readonly struct HashWork(
    uint what, long voxels, long strands, ArrayView<uint> words, ArrayView<uint> present, ArrayView<ulong> hashes) : IItemWork
{
    private readonly uint _what = what;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly ArrayView<uint> _words = words;
    private readonly ArrayView<uint> _present = present;
    private readonly ArrayView<ulong> _hashes = hashes;

    public void At(long item)
    {
        ulong hash = _hashes[item];
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            if (_present[voxel] != 0u)
                hash += StateHash.Of(_what, voxel, _words[voxel]);
        }

        _hashes[item] = hash;
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
