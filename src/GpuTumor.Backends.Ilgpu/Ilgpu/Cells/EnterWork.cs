using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Host cells enter through the vessels of a row; debris is cleared. Counts T cells and myeloid cells that entered.</summary>
internal readonly struct EnterWork(
    int row, int plane, int height, int depth, ulong seed, uint step, float stepHours, float inhibited, uint debrisKept, HostLaws laws,
    HostSenses senses, ArrayView<byte> perfusion, ArrayView<uint> host, HeldTiles tumour,
    HeldTiles walkers, ArrayView<byte> debris) : IRowWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly float _stepHours = stepHours;
    private readonly float _inhibited = inhibited;
    private readonly uint _debrisKept = debrisKept;
    private readonly HostLaws _laws = laws;
    private readonly HostSenses _senses = senses;
    private readonly ArrayView<byte> _perfusion = perfusion;
    private readonly ArrayView<uint> _host = host;
    private readonly HeldTiles _tumour = tumour;
    private readonly HeldTiles _walkers = walkers;
    private readonly ArrayView<byte> _debris = debris;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        if (y == 0 || y == _height - 1 || z == 0 || z == _depth - 1)
            return;
        for (int x = column; x < _row; x += RowSums.Columns)
        {
            if (x > 0 && x < _row - 1)
                Visit(x, y, z, ref sums);
        }
    }

    private void Visit(int x, int y, int z, ref RowSums sums)
    {
        int inPlane = (y * _row) + x;
        int voxel = (z * _plane) + inPlane;
        // Debris lies where cells died, and holds the tile.
        if (_tumour.Holds(x, y, z))
            _debris[voxel] = (byte)((_debris[voxel] * _debrisKept) >> 16);
        byte perfusion = _perfusion[_perfusion.Length > _plane ? voxel : inPlane];
        if (perfusion == 0 || _host[voxel] != 0u)
            return;
        RandomWords draws = Philox.Words(_seed, RandomProcess.HostEntry, (uint)voxel, _step);
        uint state = HostStep.Entering(_laws, _senses.At(voxel), perfusion, _inhibited, _stepHours, draws);
        if (state == 0u)
            return;
        _host[voxel] = state;
        _walkers.Enter(x, y, z);
        if (HostRecord.Kind(state) == HostKind.TCell)
            sums.First += 1f;
        else
            sums.Second += 1f;
    }
}
