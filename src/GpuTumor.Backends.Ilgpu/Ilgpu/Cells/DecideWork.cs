using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// The biology step of the cells of a voxel: they sense, signal and decide; the dead that are gone leave their place, and a cell
/// that divides puts its daughter into the second place of its voxel. Counts divisions.
/// </summary>
/// <remarks>
/// A voxel touches only its own records, so all happens in one pass. Only the distance to free space must wait, for neighbours
/// still read it: a voxel that became free is marked.
/// </remarks>
internal readonly struct DecideWork(
    CellSenses senses, float stepHours, ulong seed, uint step, int row, int plane,
    CellSlots resident, CellSlots waiting, ArrayView<byte> mark, ArrayView<byte> debris) : IRegionCountWork
{
    /// <summary>Mark of a voxel whose resident has just divided; until the next pass of the lattice.</summary>
    public const byte Divided = 28;

    /// <summary>Mark of a voxel that became free.</summary>
    public const byte Freed = 29;

    private readonly CellSenses _senses = senses;
    private readonly float _stepHours = stepHours;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<byte> _mark = mark;
    private readonly ArrayView<byte> _debris = debris;

    public void At(int x, int y, int z, ref RegionCounts counts)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        if (!_senses.IsFree(voxel) && _resident.Status[voxel] != 0u)
            counts.First += Visit(voxel);
    }

    // 1 if the resident divides.
    private uint Visit(int voxel)
    {
        uint second = _waiting.Status[voxel];
        bool alone = second == 0u;
        CellWords<ScalarWord> first = Load(_resident, voxel);
        uint divides = Advance(voxel, 0u, alone ? 1u : 0u, ref first);
        CellWords<ScalarWord> other = default;
        if (!alone)
        {
            other = Load(_waiting, voxel);
            Advance(voxel, 1u, 0u, ref other);
        }

        bool gone = CellRecord.Kind(first.Status.Value) == CellKind.Empty;
        bool secondGone = CellRecord.Kind(other.Status.Value) == CellKind.Empty;
        if (_debris.Length > 0 && (gone || (!alone && secondGone)))
            _debris[voxel] = 255;
        if (gone)
        {
            // The second cell, if there is one left, takes the place.
            Store(_resident, voxel, other, secondGone);
            _resident.Clone[voxel] = _waiting.Clone[voxel];
            _waiting.Status[voxel] = 0u;
            if (secondGone)
                _mark[voxel] = Freed;
            return 0u;
        }

        Store(_resident, voxel, first, false);
        if (divides != 0u)
        {
            Store(_waiting, voxel, first, false);
            _waiting.Clone[voxel] = _resident.Clone[voxel];
            _mark[voxel] = Divided;
        }
        else if (!alone)
        {
            Store(_waiting, voxel, other, secondGone);
        }

        return divides;
    }

    private static CellWords<ScalarWord> Load(CellSlots cells, int voxel)
    {
        CellWords<ScalarWord> cell = default;
        cell.Status = new ScalarWord(cells.Status[voxel]);
        cell.Signals = new ScalarWord(cells.Signals[voxel]);
        cell.Exposure = new ScalarWord(cells.Exposure[voxel]);
        return cell;
    }

    private static void Store(CellSlots cells, int voxel, CellWords<ScalarWord> cell, bool isGone)
    {
        cells.Status[voxel] = isGone ? 0u : cell.Status.Value;
        cells.Signals[voxel] = cell.Signals.Value;
        cells.Exposure[voxel] = cell.Exposure.Value;
    }

    private uint Advance(int voxel, uint place, uint mayDivide, ref CellWords<ScalarWord> cell)
    {
        Surroundings<Scalar> here = _senses.At(voxel, cell.Status.Value);
        var draws = CellDraws<ScalarWord>.Of(_seed, new ScalarWord(((uint)voxel << 1) | place), _step);
        return CellStep.Advance(_senses.Laws, _stepHours, here, new ScalarWord(mayDivide), draws, ref cell).Value;
    }
}
