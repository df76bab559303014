using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// The biology step of the cells of a row: they sense, signal and decide; the dead that are gone leave their place, and a cell
/// that divides puts its daughter into the second place of its voxel. Counts divisions.
/// </summary>
/// <remarks>
/// A voxel touches only its own records, so all happens in one pass. Only the distance to free space must wait, for neighbours
/// still read it: a voxel that became free is marked.
/// </remarks>
internal readonly struct DecideWork(
    CellSenses senses, float stepHours, ulong seed, uint step, int row, int plane, int height,
    CellSlots resident, CellSlots waiting, ArrayView<byte> mark, ArrayView<byte> debris) : IRowWork
{
    /// <summary>Mark of a voxel that became free.</summary>
    public const byte Freed = 29;

    private readonly CellSenses _senses = senses;
    private readonly float _stepHours = stepHours;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly int _height = height;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<byte> _mark = mark;
    private readonly ArrayView<byte> _debris = debris;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        if (y == 0 || y == _height - 1)
            return;
        int first = (z * _plane) + (y * _row);
        for (int x = column; x < _row; x += RowSums.Columns)
        {
            if (_resident.Status[first + x] != 0u)
                sums.First += Visit(first + x);
        }
    }

    // 1 if the resident divides.
    private float Visit(int voxel)
    {
        uint second = _waiting.Status[voxel];
        bool alone = second == 0u;
        ScalarWord status = new(_resident.Status[voxel]);
        ScalarWord signals = new(_resident.Signals[voxel]);
        uint divides = Advance(voxel, 0u, alone ? 1u : 0u, ref status, ref signals);
        ScalarWord waitingStatus = new(second);
        ScalarWord waitingSignals = default;
        if (!alone)
        {
            waitingSignals = new ScalarWord(_waiting.Signals[voxel]);
            Advance(voxel, 1u, 0u, ref waitingStatus, ref waitingSignals);
        }

        bool gone = CellRecord.Kind(status.Value) == CellKind.Empty;
        bool secondGone = CellRecord.Kind(waitingStatus.Value) == CellKind.Empty;
        if (_debris.Length > 0 && (gone || (!alone && secondGone)))
            _debris[voxel] = 255;
        if (gone)
        {
            // The second cell, if there is one left, takes the place.
            _resident.Status[voxel] = secondGone ? 0u : waitingStatus.Value;
            _resident.Signals[voxel] = waitingSignals.Value;
            _resident.Exposure[voxel] = _waiting.Exposure[voxel];
            _resident.Clone[voxel] = _waiting.Clone[voxel];
            _waiting.Status[voxel] = 0u;
            if (secondGone)
                _mark[voxel] = Freed;
            return 0f;
        }

        _resident.Status[voxel] = status.Value;
        _resident.Signals[voxel] = signals.Value;
        if (divides != 0u)
        {
            _waiting.Status[voxel] = status.Value;
            _waiting.Signals[voxel] = signals.Value;
            _waiting.Exposure[voxel] = _resident.Exposure[voxel];
            _waiting.Clone[voxel] = _resident.Clone[voxel];
        }
        else if (!alone)
        {
            _waiting.Status[voxel] = secondGone ? 0u : waitingStatus.Value;
            _waiting.Signals[voxel] = waitingSignals.Value;
        }

        return divides;
    }

    private uint Advance(int voxel, uint place, uint mayDivide, ref ScalarWord status, ref ScalarWord signals)
    {
        Surroundings<Scalar> here = _senses.At(voxel, status.Value);
        ScalarWord draw0 = new(((uint)voxel << 1) | place);
        ScalarWord draw1 = new(_step);
        ScalarWord draw2 = new((uint)RandomProcess.Fate);
        ScalarWord draw3 = new(0u);
        Philox.Draw(_seed, ref draw0, ref draw1, ref draw2, ref draw3);
        return CellStep.Advance(
            _senses.Laws, _stepHours, here, new ScalarWord(mayDivide), draw0, draw1, draw2, draw3, ref status, ref signals).Value;
    }
}
