using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What one pass over the cells did.</summary>
internal record struct CellEvents(long Deaths, long Cleared);

/// <summary>The biology step of all cells: sense, signal, decide. Works through the records, a register of cells at a time.</summary>
internal abstract unsafe class CellPass
{
    /// <summary>The pass for a lane width.</summary>
    public static CellPass For(LaneWidth lanes) => lanes switch
    {
        LaneWidth.Hexadec => new CellPass<Hexadec, HexadecWord>(),
        LaneWidth.Octet => new CellPass<Octet, OctetWord>(),
        _ => new CellPass<Scalar, ScalarWord>(),
    };

    /// <summary>Advances the records from <paramref name="from"/> up to <paramref name="to"/>, multiples of a block.</summary>
    public abstract CellEvents Advance(
        CellPool pool, CellLattice lattice, Senses senses, in TumourCell laws, float stepHours, ulong seed, uint step,
        int from, int to);
}

/// <summary>The pass in lanes of one width.</summary>
internal sealed unsafe class CellPass<TLane, TWord> : CellPass
    where TLane : unmanaged, ILane<TLane, TWord>
    where TWord : unmanaged, IWord<TWord>
{
    private const int Block = CellPool.Block;

    private static readonly int _lanes = sizeof(TLane) / sizeof(float);

    public override CellEvents Advance(
        CellPool pool, CellLattice lattice, Senses senses, in TumourCell laws, float stepHours, ulong seed, uint step,
        int from, int to)
    {
        float* sensed = stackalloc float[Block * Senses.Count];
        uint* place = stackalloc uint[Block];
        uint* mayDivide = stackalloc uint[Block];
        senses.Prepare(sensed, Block, _lanes);
        CellEvents events = default;
        for (int first = from; first < to; first += Block)
        {
            senses.Gather(pool.Voxel + first, pool.Status + first, sensed, Block, _lanes);
            Locate(pool, lattice, first, place, mayDivide);
            for (int i = 0; i < Block; i += _lanes)
            {
                Decide(
                    pool, in laws, stepHours, seed, step, first + i, in *(Surroundings<TLane>*)(sensed + (i * Senses.Count)),
                    place + i, mayDivide + i);
            }

            events = Mark(pool, lattice, first, mayDivide, events);
        }

        return events;
    }

    private static void Locate(CellPool pool, CellLattice lattice, int first, uint* place, uint* mayDivide)
    {
        int* voxels = pool.Voxel + first;
        for (int i = 0; i < Block; i++)
        {
            int voxel = voxels[i];
            bool resident = lattice.Resident[voxel] == first + i + 1;
            place[i] = ((uint)voxel << 1) | (resident ? 0u : 1u);
            mayDivide[i] = resident && lattice.Waiting[voxel] == 0 ? 1u : 0u;
        }
    }

    private static void Decide(
        CellPool pool, in TumourCell laws, float stepHours, ulong seed, uint step, int slot,
        in Surroundings<TLane> here, uint* place, uint* mayDivide)
    {
        var draws = CellDraws<TWord>.Of(seed, *(TWord*)place, step);
        CellWords<TWord> cell;
        cell.Status = *(TWord*)(pool.Status + slot);
        cell.Signals = *(TWord*)(pool.Signals + slot);
        cell.Exposure = *(TWord*)(pool.Exposure + slot);
        TWord before = cell.Status;
        TWord divides = CellStep.Advance(in laws, stepHours, in here, *(TWord*)mayDivide, in draws, ref cell);
        *(TWord*)(pool.Status + slot) = cell.Status;
        *(TWord*)(pool.Signals + slot) = cell.Signals;
        *(TWord*)(pool.Exposure + slot) = cell.Exposure;

        // What changed, for the marks: bit 0 divides, bits 1–3 the kind before.
        *(TWord*)mayDivide = divides | ((before & TWord.Of(CellRecord.KindMask)) << 1);
    }

    private static CellEvents Mark(CellPool pool, CellLattice lattice, int first, uint* outcome, CellEvents events)
    {
        for (int i = 0; i < Block; i++)
        {
            var before = (CellKind)(outcome[i] >> 1);
            if (before == CellKind.Empty)
                continue;
            CellKind now = CellRecord.Kind(pool.Status[first + i]);
            if ((outcome[i] & 1u) != 0u)
            {
                lattice.Mark[pool.Voxel[first + i]] = CellLattice.Divides;
            }
            else if (now != before)
            {
                events.Deaths += before == CellKind.Tumour ? 1 : 0;
                if (now == CellKind.Empty)
                {
                    // The other cell of the voxel may set the same mark; a voxel with two cells never divides.
                    lattice.Mark[pool.Voxel[first + i]] = CellLattice.Clears;
                    events.Cleared++;
                }
            }
        }

        return events;
    }
}
