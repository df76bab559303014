using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The host cell of a voxel inside the rim proposes where to hop; the proposal is marked in every voxel of the region, 0 for none.</summary>
internal readonly struct WanderWork(
    int row, int plane, ulong seed, uint substep, HostWalk tCell, uint tCellThreshold, HostWalk myeloid, uint myeloidThreshold,
    HostSenses senses, ArrayView<uint> host, ArrayView<byte> distance, ArrayView<byte> mark) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _substep = substep;
    private readonly HostWalk _tCell = tCell;
    private readonly uint _tCellThreshold = tCellThreshold;
    private readonly HostWalk _myeloid = myeloid;
    private readonly uint _myeloidThreshold = myeloidThreshold;
    private readonly HostSenses _senses = senses;
    private readonly ArrayView<uint> _host = host;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _mark = mark;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        HostKind kind = HostRecord.Kind(_host[voxel]);
        byte proposal = 0;
        if (kind == HostKind.TCell)
            proposal = Proposal(voxel, kind, _tCell, _tCellThreshold);
        else if (kind == HostKind.Mdsc || kind == HostKind.Tam)
            proposal = Proposal(voxel, kind, _myeloid, _myeloidThreshold);
        _mark[voxel] = proposal;
    }

    private byte Proposal(int voxel, HostKind kind, HostWalk walk, uint threshold)
    {
        RandomWords draws = Philox.Words(_seed, RandomProcess.HostWalk, (uint)voxel, _substep);
        if (!_senses.Hops(kind, voxel, threshold, draws.First))
            return 0;
        float here = _senses.Calling(kind, voxel);
        int x = walk.Along(_senses.Calling(kind, voxel - 1), here, _senses.Calling(kind, voxel + 1), draws.Second);
        int y = walk.Along(_senses.Calling(kind, voxel - _row), here, _senses.Calling(kind, voxel + _row), draws.Third);
        int z = walk.Along(_senses.Calling(kind, voxel - _plane), here, _senses.Calling(kind, voxel + _plane), draws.Fourth);
        int target = voxel + x + (_row * y) + (_plane * z);
        bool open = _host[target] == 0u && _distance[target] != DistanceToRoom.Closed;
        return open ? (byte)(1 + Neighbourhood.Code(x, y, z)) : (byte)0;
    }
}
