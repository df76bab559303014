using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Copies the cells at places out, word by word; a negative place is the complement of a voxel and names who waits there.</summary>
internal readonly struct LookWork(ArrayView<int> places, ArrayView<uint> words, CellSlots resident, CellSlots waiting) : IItemWork
{
    private readonly ArrayView<int> _places = places;
    private readonly ArrayView<uint> _words = words;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;

    public void At(long item)
    {
        int place = _places[item];
        if (place >= 0)
            Copy(item, _resident.Status[place], _resident.Signals[place], _resident.Exposure[place], _resident.Clone[place]);
        else
            Copy(item, _waiting.Status[~place], _waiting.Signals[~place], _waiting.Exposure[~place], _waiting.Clone[~place]);
    }

    private void Copy(long item, uint status, uint signals, uint exposure, uint clone)
    {
        bool none = status == 0u;
        _words[4 * item] = status;
        _words[(4 * item) + 1] = none ? 0u : signals;
        _words[(4 * item) + 2] = none ? 0u : exposure;
        _words[(4 * item) + 3] = none ? 0u : clone;
    }
}

/// <summary>Reads a field at places.</summary>
internal readonly struct SampleWork(ArrayView<int> voxels, ConcentrationView field, ArrayView<float> values) : IItemWork
{
    private readonly ArrayView<int> _voxels = voxels;
    private readonly ConcentrationView _field = field;
    private readonly ArrayView<float> _values = values;

    public void At(long item) => _values[item] = _field[_voxels[item]];
}

/// <summary>Takes cells out; where a resident goes, the one that waited takes its place.</summary>
internal readonly struct TakeOutWork(
    ArrayView<int> places, CellSlots resident, CellSlots waiting, ArrayView<byte> distance) : IItemWork
{
    private readonly ArrayView<int> _places = places;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<byte> _distance = distance;

    public void At(long item)
    {
        int place = _places[item];
        int voxel = place < 0 ? ~place : place;
        if (place >= 0)
        {
            if (_resident.Status[voxel] == 0u)
                return;
            _resident.Status[voxel] = _waiting.Status[voxel];
            _resident.Signals[voxel] = _waiting.Signals[voxel];
            _resident.Exposure[voxel] = _waiting.Exposure[voxel];
            _resident.Clone[voxel] = _waiting.Clone[voxel];
            if (_resident.Status[voxel] == 0u)
                _distance[voxel] = 0;
        }

        _waiting.Status[voxel] = 0u;
    }
}

/// <summary>Kills living cells.</summary>
internal readonly struct KillWork(ArrayView<int> places, CellSlots resident, CellSlots waiting) : IItemWork
{
    private readonly ArrayView<int> _places = places;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;

    public void At(long item)
    {
        int place = _places[item];
        ArrayView<uint> status = place < 0 ? _waiting.Status : _resident.Status;
        int voxel = place < 0 ? ~place : place;
        uint before = status[voxel];
        if (CellRecord.Kind(before) == CellKind.Tumour)
            status[voxel] = CellRecord.Killed(before);
    }
}

/// <summary>Puts cells in; the first word of a cell that found a place becomes 0.</summary>
internal readonly struct PutInWork(
    int row, int plane, ArrayView<int> voxels, ArrayView<uint> words, CellSlots resident, CellSlots waiting, ArrayView<byte> distance,
    HeldTiles held) : IItemWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<int> _voxels = voxels;
    private readonly ArrayView<uint> _words = words;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<byte> _distance = distance;
    private readonly HeldTiles _held = held;

    public void At(long item)
    {
        int voxel = _voxels[item];
        if (_distance[voxel] == DistanceToRoom.Closed || _waiting.Status[voxel] != 0u)
            return;
        if (_resident.Status[voxel] == 0u)
        {
            Copy(item, voxel, _resident);
            _distance[voxel] = DistanceToRoom.JustEntered;
            int z = voxel / _plane;
            int inPlane = voxel - (z * _plane);
            int y = inPlane / _row;
            _held.Enter(inPlane - (y * _row), y, z);
        }
        else
        {
            Copy(item, voxel, _waiting);
        }

        _words[4 * item] = 0u;
    }

    private void Copy(long item, int voxel, CellSlots slots)
    {
        slots.Status[voxel] = _words[4 * item];
        slots.Signals[voxel] = _words[(4 * item) + 1];
        slots.Exposure[voxel] = _words[(4 * item) + 2];
        slots.Clone[voxel] = _words[(4 * item) + 3];
    }
}
