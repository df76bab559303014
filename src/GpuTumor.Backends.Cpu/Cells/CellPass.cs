using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What one pass over the cells did.</summary>
internal record struct CellEvents(long Deaths, long Cleared);

/// <summary>The biology step of all cells: sense, signal, decide. Works through the records, a register of cells at a time.</summary>
internal abstract unsafe class CellPass
{
    /// <summary>The pass for a lane width: two registers of eight side by side, as each step of a cell waits for the one before.</summary>
    public static CellPass For(LaneWidth lanes) => lanes switch
    {
        LaneWidth.Hexadec => new CellPass<Hexadec, HexadecWord>(),
        LaneWidth.Octet => new CellPass<OctetPair, OctetPairWord>(),
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
            if (first + Block < to)
                senses.Announce(pool.Voxel + first + Block, Block);
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
        for (int i = 0; i < Block; i += Vector256<int>.Count)
        {
            if (_lanes >= Vector256<int>.Count && Vector256.Load(voxels + i) == Vector256.Create(voxels[i]) + Vector256<int>.Indices)
                LocateRun(lattice, voxels[i], first + i, place + i, mayDivide + i);
            else
                LocateEach(lattice, voxels + i, first + i, place + i, mayDivide + i);
        }
    }

    // Eight cells whose voxels lie side by side.
    private static void LocateRun(CellLattice lattice, int voxel, int slot, uint* place, uint* mayDivide)
    {
        Vector256<int> expected = Vector256.Create(slot + 1) + Vector256<int>.Indices;
        Vector256<int> resides = Vector256.Equals(Vector256.Load(lattice.Resident + voxel), expected);
        Vector256<int> alone = Vector256.Equals(Vector256.Load(lattice.Waiting + voxel), Vector256<int>.Zero);
        Vector256<int> voxels = Vector256.Create(voxel) + Vector256<int>.Indices;
        ((voxels << 1) + Vector256<int>.One + resides).AsUInt32().Store(place);
        (resides & alone & Vector256<int>.One).AsUInt32().Store(mayDivide);
    }

    private static void LocateEach(CellLattice lattice, int* voxels, int slot, uint* place, uint* mayDivide)
    {
        for (int i = 0; i < Vector256<int>.Count; i++)
        {
            int voxel = voxels[i];
            bool resident = lattice.Resident[voxel] == slot + i + 1;
            place[i] = ((uint)voxel << 1) | (resident ? 0u : 1u);
            mayDivide[i] = resident && lattice.Waiting[voxel] == 0 ? 1u : 0u;
        }
    }

    private static void Decide(
        CellPool pool, in TumourCell laws, float stepHours, ulong seed, uint step, int slot,
        in Surroundings<TLane> here, uint* place, uint* mayDivide)
    {
        // A record without a cell draws nothing.
        if (TWord.IsZero(*(TWord*)(pool.Status + slot) & TWord.Of(CellRecord.KindMask)))
        {
            *(TWord*)mayDivide = TWord.Of(0u);
            return;
        }

        var draws = CellDraws<TWord>.Of(seed, *(TWord*)place, step);
        CellWords<TWord> cell;
        cell.Status = *(TWord*)(pool.Status + slot);
        cell.Signals = *(TWord*)(pool.Signals + slot);
        cell.Exposure = *(TWord*)(pool.Exposure + slot);
        TWord before = cell.Status;
        TWord divides = CellStep.Advance(in laws, stepHours, in here, in *(TWord*)mayDivide, in draws, ref cell);
        *(TWord*)(pool.Status + slot) = cell.Status;
        *(TWord*)(pool.Signals + slot) = cell.Signals;
        *(TWord*)(pool.Exposure + slot) = cell.Exposure;

        // What is to be marked: bit 0 divides, bits 1–3 the kind before if it is another now; 0 of nearly all cells.
        TWord was = before & TWord.Of(CellRecord.KindMask);
        *(TWord*)mayDivide = divides | TWord.WhereEqual(was, cell.Status & TWord.Of(CellRecord.KindMask), TWord.Of(0u), was << 1);
    }

    private static CellEvents Mark(CellPool pool, CellLattice lattice, int first, uint* outcome, CellEvents events)
    {
        for (int i = 0; i < Block; i += 2)
        {
            if (Unsafe.ReadUnaligned<ulong>(outcome + i) == 0)
                continue;
            Mark(pool, lattice, first + i, outcome[i], ref events);
            Mark(pool, lattice, first + i + 1, outcome[i + 1], ref events);
        }

        return events;
    }

    private static void Mark(CellPool pool, CellLattice lattice, int slot, uint outcome, ref CellEvents events)
    {
        if ((outcome & 1u) != 0u)
        {
            lattice.Mark[pool.Voxel[slot]] = CellLattice.Divides;
        }
        else if (outcome != 0u)
        {
            events.Deaths += (CellKind)(outcome >> 1) == CellKind.Tumour ? 1 : 0;
            if (CellRecord.Kind(pool.Status[slot]) != CellKind.Empty)
                return;
            // The other cell of the voxel may set the same mark; a voxel with two cells never divides.
            lattice.Mark[pool.Voxel[slot]] = CellLattice.Clears;
            events.Cleared++;
        }
    }
}
