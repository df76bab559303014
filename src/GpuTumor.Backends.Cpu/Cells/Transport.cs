using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lets crowded cells move towards free space: relax distances, propose, resolve, apply; a few substeps a step.</summary>
internal sealed unsafe class Transport(CellLattice lattice, CellPool pool, CrowdedVoxels crowded, Workers workers, LaneWidth lanes)
{
    private readonly Grid _grid = lattice.Grid;
    private readonly ActiveBox[] _entered = new ActiveBox[workers.Count];
    private ulong _seed;
    private uint _substep;

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
            workers.Run(RelaxAndPropose);
            lattice.SwapDistances();
            if (crowded.Count == 0)
                continue;
            workers.Run(ResolveAndApply);
            crowded.DropSettled(lattice);
        }

        foreach (ActiveBox entered in _entered)
            lattice.Occupied = lattice.Occupied.With(entered);
        lattice.Activate(substeps + 1);
    }

    private void Relax()
    {
        workers.Run(RelaxShare);
        lattice.SwapDistances();
    }

    private void RelaxAndPropose(int member)
    {
        RelaxShare(member);
        LatticeView view = new(lattice);
        (int start, int end) = workers.Share(crowded.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = crowded[i];
            lattice.Mark[voxel] = Shoving.Propose(in view, voxel, lattice.Row, lattice.Plane, _seed, _substep);
        }
    }

    private void ResolveAndApply(int member)
    {
        LatticeView view = new(lattice);
        (int start, int end) = workers.Share(crowded.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = crowded[i];
            bool moves = view.Proposal(voxel) != 0 && Shoving.Wins(in view, voxel, lattice.Row, lattice.Plane, _seed, _substep);
            crowded[i] = moves ? voxel : ~voxel;
        }

        workers.Barrier();
        for (int i = start; i < end; i++)
        {
            int voxel = crowded[i];
            bool moves = voxel >= 0;
            voxel = moves ? voxel : ~voxel;
            int direction = lattice.Mark[voxel] - 1;
            lattice.Mark[voxel] = 0;
            crowded[i] = moves
                ? Settle(voxel, voxel + Neighbourhood.Offset(direction, lattice.Row, lattice.Plane), ref _entered[member])
                : voxel;
        }
    }

    // The target was chosen by this voxel alone, and had no second cell: nobody else touches either.
    private int Settle(int voxel, int target, ref ActiveBox entered)
    {
        int arriving = lattice.Waiting[voxel];
        int former = lattice.Resident[target];
        lattice.Waiting[voxel] = 0;
        lattice.Resident[target] = arriving;
        lattice.Waiting[target] = former;
        pool.Voxel[arriving - 1] = target;
        if (former == 0)
        {
            lattice.Distance[target] = DistanceToRoom.JustEntered;
            entered = entered.With(ActiveBox.Of(target % lattice.Row, target / lattice.Row % _grid.Ny, target / lattice.Plane));
        }

        return target;
    }

    private void RelaxShare(int member)
    {
        ActiveBox box = lattice.Active;
        (int start, int end) = workers.Share(box.Planes, member);
        for (int z = box.Z0 + start; z < box.Z0 + end; z++)
        {
            for (int y = box.Y0; y < box.Y1; y++)
            {
                long voxel = _grid.Index(box.X0, y, z);
                RelaxRow(lattice.Distance + voxel, lattice.NextDistance + voxel, box.X1 - box.X0);
            }
        }
    }

    private void RelaxRow(byte* distance, byte* next, int count)
    {
        int done = lanes switch
        {
            LaneWidth.Hexadec => RelaxRow<HexadecByte>(distance, next, 0, count),
            LaneWidth.Octet => RelaxRow<OctetByte>(distance, next, 0, count),
            _ => 0,
        };
        for (int x = done; x < count; x++)
            next[x] = (byte)Relaxed<ScalarByte, ScalarBytes>(distance + x).Value;
    }

    private int RelaxRow<TByte>(byte* distance, byte* next, int from, int count)
        where TByte : unmanaged, IByteLane<TByte>
    {
        int x = from;
        for (; x + sizeof(TByte) <= count; x += sizeof(TByte))
            *(TByte*)(next + x) = Relaxed<TByte, VectorBytes<TByte>>(distance + x);
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TByte Relaxed<TByte, TSource>(byte* at)
        where TByte : struct, IByteLane<TByte>
        where TSource : struct, IByteSource<TByte>
    {
        int row = lattice.Row;
        int plane = lattice.Plane;
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

    // How bytes in memory become a lane: a word holds one, a register many.
    private interface IByteSource<TByte>
    {
        static abstract TByte Load(byte* source);
    }

    private readonly struct ScalarBytes : IByteSource<ScalarByte>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ScalarByte Load(byte* source) => new(*source);
    }

    private readonly struct VectorBytes<TByte> : IByteSource<TByte>
        where TByte : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TByte Load(byte* source) => *(TByte*)source;
    }
}
