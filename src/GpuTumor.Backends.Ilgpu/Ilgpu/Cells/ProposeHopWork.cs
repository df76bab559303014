using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// A living cell that is alone in its voxel proposes where to hop, if it looks for a better place now; and the distance to free
/// space is relaxed.
/// </summary>
/// <remarks>The proposal is marked in every voxel of the region, 0 for none.</remarks>
internal readonly struct ProposeHopWork(
    int row, int plane, ulong seed, uint substep, uint threshold, float aloneFrom, Compaction compaction,
    LatticeView lattice, DepthView depths, RelaxedDistance relaxed, GroundView ground, ArrayView<uint> resident, ArrayView<uint> waiting,
    ArrayView<byte> mark, ArrayView<byte> nextDistance) : IRegionWork
{
    // Beside a free voxel the distance is that of a corner or less.
    private const byte BesideRoom = 5;
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _substep = substep;
    private readonly uint _threshold = threshold;
    private readonly float _aloneFrom = aloneFrom;
    private readonly Compaction _compaction = compaction;
    private readonly LatticeView _lattice = lattice;
    private readonly DepthView _depths = depths;
    private readonly RelaxedDistance _relaxed = relaxed;
    private readonly GroundView _ground = ground;
    private readonly ArrayView<uint> _resident = resident;
    private readonly ArrayView<uint> _waiting = waiting;
    private readonly ArrayView<byte> _mark = mark;
    private readonly ArrayView<byte> _nextDistance = nextDistance;

    /// <summary>Whether a cell at this distance lies beside a free voxel; nothing does that is free itself.</summary>
    public static bool IsBesideRoom(byte distance) => distance != 0 && distance <= BesideRoom;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        byte proposal = 0;
        if (IsBesideRoom(_lattice.Distance(voxel)) && CellRecord.Kind(_resident[voxel]) == CellKind.Tumour && _waiting[voxel] == 0u)
        {
            uint draw = Philox.Word(_seed, RandomProcess.Compaction, (uint)voxel, _substep, 0);
            if (draw < _threshold && _ground.Emt(voxel) <= _aloneFrom)
                proposal = Propose(voxel, x, y, z);
        }

        _mark[voxel] = proposal;
        _nextDistance[voxel] = _relaxed.At(voxel);
    }

    private byte Propose(int voxel, int x, int y, int z)
    {
        DepthSlopes slopes = DepthSlopes.At(_depths, x / MassDepth.Edge, y / MassDepth.Edge, z / MassDepth.Edge);
        uint tie = Philox.Word(_seed, RandomProcess.Compaction, (uint)voxel, _substep, 1);
        return _compaction.Propose(_lattice, voxel, _row, _plane, slopes, tie);
    }
}
