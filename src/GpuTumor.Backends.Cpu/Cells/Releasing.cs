using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Gives back the tiles of the active region in which nothing is left, so that a tumour that has shrunk costs what it is and not what it was.</summary>
/// <remarks>
/// A tile is given back once both maps of distances, both of depths and the debris are zero in it: what the region promises of all that
/// lies outside. Passes over it change nothing then, so the bits are those of a region that only grows.
/// </remarks>
internal sealed unsafe class Releasing
{
    // A look at a tile costs a fraction of a pass over it.
    private const int StepsBetween = 8;
    private readonly CellLattice _lattice;
    private readonly DepthMap _depths;
    private readonly HostLayer? _host;
    private readonly Workers _workers;
    private readonly Action<int> _release;

    public Releasing(CellLattice lattice, DepthMap depths, HostLayer? host, Workers workers)
    {
        (_lattice, _depths, _host, _workers) = (lattice, depths, host, workers);
        _release = Release;
    }

    /// <summary>Looks for such tiles, if it is time to.</summary>
    public void ReleaseIfDue(long step)
    {
        if (step % StepsBetween == 0)
            _workers.Run(_release, _lattice.Active.Voxels / 16);
    }

    private void Release(int member)
    {
        (int start, int end) = _workers.Share(_lattice.Active.TilesDeep, member);
        for (int z = start; z < end; z++)
            _lattice.Active.Leave(z, IsEmpty);
    }

    private bool IsEmpty(int tileX, int tileY, int tileZ)
    {
        Grid grid = _lattice.Grid;
        int firstX = tileX * ActiveRegion.Length;
        int count = Math.Min(ActiveRegion.Length, grid.Nx - firstX);
        for (int z = tileZ * ActiveRegion.Edge; z < Math.Min(grid.Nz, (tileZ + 1) * ActiveRegion.Edge); z++)
        {
            for (int y = tileY * ActiveRegion.Edge; y < Math.Min(grid.Ny, (tileY + 1) * ActiveRegion.Edge); y++)
            {
                long first = grid.Index(firstX, y, z);
                if (!IsFree(_lattice.Distance + first, count) || !IsFree(_lattice.NextDistance + first, count))
                    return false;
                if (_host is not null && new ReadOnlySpan<byte>(_host.Debris + first, count).ContainsAnyExcept((byte)0))
                    return false;
            }
        }

        return _depths.IsZero(firstX, count, tileY, tileZ);
    }

    private static bool IsFree(byte* distance, int count)
        => !new ReadOnlySpan<byte>(distance, count).ContainsAnyExcept((byte)0, DistanceToRoom.Closed);
}
