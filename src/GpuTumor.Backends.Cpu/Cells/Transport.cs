using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lets crowded cells move towards free space: relax distances, propose, resolve, apply; a few substeps a step.</summary>
internal sealed unsafe class Transport
{
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly CrowdedVoxels _crowded;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Grid _grid;
    private readonly Action<int> _relax;
    private readonly Action<int> _relaxAndPropose;
    private readonly Action<int> _resolve;
    private readonly Action<int> _apply;
    private readonly (int Start, int End)[] _kept;
    private ulong _seed;
    private uint _substep;

    public Transport(CellLattice lattice, CellPool pool, CrowdedVoxels crowded, Workers workers, LaneWidth lanes)
    {
        _lattice = lattice;
        _pool = pool;
        _crowded = crowded;
        _workers = workers;
        _lanes = lanes;
        _grid = lattice.Grid;
        _kept = new (int, int)[workers.Count];
        _relax = RelaxShare;
        _relaxAndPropose = RelaxAndPropose;
        _resolve = Resolve;
        _apply = Apply;
    }

    /// <summary>Relaxes the distances until they are exact, for a lattice that was just filled.</summary>
    public void SettleDistances()
    {
        int passes = DistanceToRoom.Farthest / DistanceToRoom.PerVoxel;
        for (int pass = 0; pass < passes; pass++)
            Relax();
    }

    /// <summary>One step's moves.</summary>
    public void Move(ulong seed, long step, int substeps)
    {
        _seed = seed;
        for (int i = 0; i < substeps; i++)
        {
            _substep = (uint)((step * substeps) + i);
            _workers.Run(_relaxAndPropose, (_lattice.Active.Voxels / 8) + (100L * _crowded.Count));
            _lattice.SwapDistances();
            if (_crowded.Count == 0)
                continue;
            _workers.Run(_resolve, 100L * _crowded.Count);
            _workers.Run(_apply, 10L * _crowded.Count);
            _crowded.Join(_kept);
        }
    }

    private void Relax()
    {
        _workers.Run(_relax, _lattice.Active.Voxels / 8);
        _lattice.SwapDistances();
    }

    private void RelaxAndPropose(int member)
    {
        RelaxShare(member);
        LatticeView view = new(_lattice);
        (int start, int end) = _workers.Share(_crowded.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = _crowded[i];
            _lattice.Mark[voxel] = Shoving.Propose(in view, voxel, _lattice.Row, _lattice.Plane, _seed, _substep);
        }
    }

    private void Resolve(int member)
    {
        LatticeView view = new(_lattice);
        (int start, int end) = _workers.Share(_crowded.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = _crowded[i];
            bool moves = view.Proposal(voxel) != 0
                && Shoving.Wins(in view, voxel, _lattice.Row, _lattice.Plane, _seed, RandomProcess.Priority, _substep);
            _crowded[i] = moves ? voxel : ~voxel;
        }
    }

    // Entries where a cell still waits move to the front of the member's share.
    private void Apply(int member)
    {
        (int start, int end) = _workers.Share(_crowded.Count, member);
        int kept = start;
        for (int i = start; i < end; i++)
        {
            int voxel = _crowded[i];
            bool moves = voxel >= 0;
            voxel = moves ? voxel : ~voxel;
            int direction = _lattice.Mark[voxel] - 1;
            _lattice.Mark[voxel] = 0;
            int target = moves ? voxel + _lattice.Offsets[direction] : voxel;
            if (!moves || !Settles(voxel, target))
                _crowded[kept++] = target;
        }

        _kept[member] = (start, kept);
    }

    // The target was chosen by this voxel alone, and had no second cell: nobody else touches either. Whether it was free.
    private bool Settles(int voxel, int target)
    {
        int arriving = _lattice.Waiting[voxel];
        int former = _lattice.Resident[target];
        _lattice.Waiting[voxel] = 0;
        _lattice.Resident[target] = arriving;
        _lattice.Waiting[target] = former;
        _pool.Voxel[arriving - 1] = target;
        if (former != 0)
            return false;
        _lattice.Distance[target] = DistanceToRoom.JustEntered;
        _lattice.Active.Enter(target);
        return true;
    }

    // A member's part of one relaxation of the distances.
    private void RelaxShare(int member)
    {
        (int start, int end) = _lattice.Active.Share(_workers.Count, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                foreach (RowRun run in _lattice.Active.At(y, z))
                    Relax(run, y, z);
            }
        }
    }

    /// <summary>Relaxes the distances of a part of a row.</summary>
    public void Relax(RowRun run, int y, int z)
    {
        long voxel = _grid.Index(run.X0, y, z);
        RelaxRow(_lattice.Distance + voxel, _lattice.NextDistance + voxel, run.X1 - run.X0);
    }

    private void RelaxRow(byte* distance, byte* next, int count)
    {
        if (_lanes == LaneWidth.Hexadec && count >= sizeof(HexadecByte))
            RelaxRow<HexadecByte, VectorBytes<HexadecByte>>(distance, next, count);
        else if (_lanes != LaneWidth.Scalar && count >= sizeof(OctetByte))
            RelaxRow<OctetByte, VectorBytes<OctetByte>>(distance, next, count);
        else
            RelaxRow<ScalarByte, ScalarBytes>(distance, next, count);
    }

    // The last register of a row goes back over what is done, so that none is left to do byte by byte.
    private void RelaxRow<TByte, TSource>(byte* distance, byte* next, int count)
        where TByte : unmanaged, IByteLane<TByte>
        where TSource : struct, IByteSource<TByte>
    {
        for (int x = 0; x < count; x += TSource.Bytes)
        {
            int at = Math.Min(x, count - TSource.Bytes);
            TSource.Store(next + at, Relaxed<TByte, TSource>(distance + at));
        }
    }

    // Not marked to be inlined: the loop above is too small for the compiler to take all of this in.
    private TByte Relaxed<TByte, TSource>(byte* at)
        where TByte : struct, IByteLane<TByte>
        where TSource : struct, IByteSource<TByte>
    {
        int row = _lattice.Row;
        int plane = _lattice.Plane;
        TByte near = Least<TByte, TSource>(at - row, at + row, at - plane, at + plane, 0);
        TByte nearSides = TByte.Min(
            Least<TByte, TSource>(at - row, at + row, at - plane, at + plane, -1),
            Least<TByte, TSource>(at - row, at + row, at - plane, at + plane, 1));
        byte* below = at - plane;
        byte* above = at + plane;
        TByte far = Least<TByte, TSource>(below - row, below + row, above - row, above + row, 0);
        TByte farSides = TByte.Min(
            Least<TByte, TSource>(below - row, below + row, above - row, above + row, -1),
            Least<TByte, TSource>(below - row, below + row, above - row, above + row, 1));
        return DistanceToRoom.Relax(
            TSource.Load(at), TByte.Min(TSource.Load(at - 1), TSource.Load(at + 1)), near, nearSides, far, farSides);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TByte Least<TByte, TSource>(byte* a, byte* b, byte* c, byte* d, int shift)
        where TByte : struct, IByteLane<TByte>
        where TSource : struct, IByteSource<TByte>
        => TByte.Min(
            TByte.Min(TSource.Load(a + shift), TSource.Load(b + shift)),
            TByte.Min(TSource.Load(c + shift), TSource.Load(d + shift)));

    // How bytes in memory become a lane, and back: a word holds one, a register many.
    private interface IByteSource<TByte>
    {
        static abstract int Bytes { get; }

        static abstract TByte Load(byte* source);

        static abstract void Store(byte* target, TByte value);
    }

    private readonly struct ScalarBytes : IByteSource<ScalarByte>
    {
        public static int Bytes => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ScalarByte Load(byte* source) => new(*source);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(byte* target, ScalarByte value) => *target = (byte)value.Value;
    }

    private readonly struct VectorBytes<TByte> : IByteSource<TByte>
        where TByte : unmanaged
    {
        public static int Bytes => sizeof(TByte);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TByte Load(byte* source) => *(TByte*)source;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(byte* target, TByte value) => *(TByte*)target = value;
    }
}
