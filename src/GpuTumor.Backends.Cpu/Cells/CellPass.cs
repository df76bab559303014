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
        CellPool pool, CellLattice lattice, in Senses senses, in TumourCell laws, float stepHours, ulong seed, uint step,
        int from, int to);

    /// <summary>How many of the 26 neighbours hold a cell. Not for voxels of the rim.</summary>
    protected static int Neighbours(byte* distance, int row, int plane)
    {
        int count = -1; // the cell itself
        for (int dz = -1; dz <= 1; dz++)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                byte* middle = distance + (dz * plane) + (dy * row);
                count += middle[-1] == 0 ? 0 : 1;
                count += middle[0] == 0 ? 0 : 1;
                count += middle[1] == 0 ? 0 : 1;
            }
        }

        return count;
    }
}

/// <summary>The pass in lanes of one width.</summary>
internal sealed unsafe class CellPass<TLane, TWord> : CellPass
    where TLane : unmanaged, ILane<TLane, TWord>
    where TWord : unmanaged, IWord<TWord>
{
    // Room for what one block of cells senses: eight rows of a block.
    private const int Block = CellPool.Block;

    public override CellEvents Advance(
        CellPool pool, CellLattice lattice, in Senses senses, in TumourCell laws, float stepHours, ulong seed, uint step,
        int from, int to)
    {
        float* gathered = stackalloc float[Block * 7];
        uint* place = stackalloc uint[Block];
        uint* mayDivide = stackalloc uint[Block];
        CellEvents events = default;
        for (int first = from; first < to; first += Block)
        {
            Sense(pool, lattice, in senses, first, gathered, place, mayDivide);
            for (int i = 0; i < Block; i += sizeof(TLane) / sizeof(float))
                Decide(pool, in laws, stepHours, seed, step, first + i, gathered + i, place + i, mayDivide + i);
            events = Mark(pool, lattice, first, mayDivide, events);
        }

        return events;
    }

    private static void Sense(
        CellPool pool, CellLattice lattice, in Senses senses, int first, float* gathered, uint* place, uint* mayDivide)
    {
        int* voxels = pool.Voxel + first;
        for (int i = 0; i < Block; i++)
        {
            int voxel = voxels[i];
            bool resident = lattice.Resident[voxel] == first + i + 1;
            place[i] = ((uint)voxel << 1) | (resident ? 0u : 1u);
            mayDivide[i] = resident && lattice.Waiting[voxel] == 0 ? 1u : 0u;
            byte* distance = lattice.Distance + voxel;
            bool free = CellRecord.Kind(pool.Status[first + i]) != CellKind.Tumour;
            gathered[i] = free ? 0f : Neighbours(distance, lattice.Row, lattice.Plane) * (1f / 26f);
            gathered[Block + i] = *distance * (1f / DistanceToRoom.PerVoxel);
        }

        Gather(senses.Oxygen, CellStep.OxygenWithoutField, voxels, gathered + (2 * Block));
        Gather(senses.TargetedDrug, 0f, voxels, gathered + (3 * Block));
        Gather(senses.AktInhibitor, 0f, voxels, gathered + (4 * Block));
        Gather(senses.Hgf, 0f, voxels, gathered + (5 * Block));
        Gather(senses.Igf1, 0f, voxels, gathered + (6 * Block));
    }

    private static void Gather(float* field, float otherwise, int* voxels, float* destination)
    {
        if (field is null)
        {
            new Span<float>(destination, Block).Fill(otherwise);
            return;
        }

        for (int i = 0; i < Block; i++)
            destination[i] = field[voxels[i]];
    }

    private static void Decide(
        CellPool pool, in TumourCell laws, float stepHours, ulong seed, uint step, int slot,
        float* gathered, uint* place, uint* mayDivide)
    {
        Surroundings<TLane> here;
        here.Neighbours = Load(gathered);
        here.DistanceToRoom = Load(gathered + Block);
        here.Oxygen = Load(gathered + (2 * Block));
        here.TargetedDrug = Load(gathered + (3 * Block));
        here.AktInhibitor = Load(gathered + (4 * Block));
        here.Hgf = Load(gathered + (5 * Block));
        here.Igf1 = Load(gathered + (6 * Block));

        TWord draw0 = *(TWord*)place;
        TWord draw1 = TWord.Of(step);
        TWord draw2 = TWord.Of((uint)RandomProcess.Fate);
        TWord draw3 = TWord.Of(0u);
        Philox.Draw(seed, ref draw0, ref draw1, ref draw2, ref draw3);

        TWord status = *(TWord*)(pool.Status + slot);
        TWord signals = *(TWord*)(pool.Signals + slot);
        TWord before = status;
        TWord divides = CellStep.Advance(
            in laws, stepHours, in here, *(TWord*)mayDivide, draw0, draw1, draw2, draw3, ref status, ref signals);
        *(TWord*)(pool.Status + slot) = status;
        *(TWord*)(pool.Signals + slot) = signals;

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

    private static TLane Load(float* source) => *(TLane*)source;
}
