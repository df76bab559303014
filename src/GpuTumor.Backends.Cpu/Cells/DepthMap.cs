using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>How deep inside its mass each block of voxels lies; two bytes a block, 1/32 byte a voxel.</summary>
internal sealed unsafe class DepthMap : IStateful, IDisposable
{
    private readonly CellLattice _lattice;
    private readonly Workers _workers;
    private readonly Grid _grid;
    private readonly int _width;
    private readonly int _height;
    private readonly int _depth;
    private readonly Action<int> _pass;
    private NativeArray<byte> _depths;
    private NativeArray<byte> _next;

    public DepthMap(CellLattice lattice, Workers workers)
    {
        (_lattice, _workers, _grid) = (lattice, workers, lattice.Grid);
        _width = MassDepth.Blocks(_grid.Nx);
        _height = MassDepth.Blocks(_grid.Ny);
        _depth = MassDepth.Blocks(_grid.Nz);
        _depths = new((long)_width * _height * _depth);
        _next = new(_depths.Length);
        _pass = Pass;
    }

    public long AllocatedBytes => 2 * _depths.Length;

    /// <summary>The map as kernels read it.</summary>
    public View Depths => new(this);

    /// <summary>Some passes.</summary>
    public void Relax(int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            _workers.Run(_pass, _lattice.Active.Voxels);
            (_depths, _next) = (_next, _depths);
        }
    }

    /// <summary>Whether both maps are zero in the blocks of a row of them from a voxel on.</summary>
    public bool IsZero(int firstX, int voxels, int blockY, int blockZ)
    {
        long first = (firstX / MassDepth.Edge) + (_width * (blockY + ((long)_height * blockZ)));
        int count = MassDepth.Blocks(voxels);
        return !_depths.Slice(first, count).ContainsAnyExcept((byte)0) && !_next.Slice(first, count).ContainsAnyExcept((byte)0);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        byte[] depths = _depths.Slice(0, (int)_depths.Length).ToArray();
        archive.List(TissueArchive.DepthOfMass, ref depths);
        if (!archive.Restores)
            return;
        if (depths.Length != _depths.Length)
            throw new StateException($"'{TissueArchive.DepthOfMass}' has {depths.Length} blocks, not {_depths.Length}");
        // Passes write inside the active region only: outside, both must say the same, and what is not zero must lie inside.
        depths.CopyTo(_depths.Slice(0, depths.Length));
        depths.CopyTo(_next.Slice(0, depths.Length));
        for (int block = 0; block < depths.Length; block++)
        {
            if (depths[block] != 0)
                Enter(block);
        }
    }

    public void Dispose()
    {
        _depths.Dispose();
        _next.Dispose();
    }

    private void Pass(int member)
    {
        View map = Depths;
        (int start, int end) = _workers.Share(_depth, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < _height; y++)
            {
                // Tiles are as high and deep as blocks.
                foreach (RowRun run in _lattice.Active.OfTiles(y, z))
                {
                    for (int x = run.X0 / MassDepth.Edge; x < MassDepth.Blocks(run.X1); x++)
                        _next[x + (_width * (y + ((long)_height * z)))] = MassDepth.Relax(in map, x, y, z, Occupied(x, y, z));
                }
            }
        }
    }

    private void Enter(int block)
        => _lattice.Active.Enter(
            block % _width * MassDepth.Edge, block / _width % _height * MassDepth.Edge, block / (_width * _height) * MassDepth.Edge);

    private int Occupied(int blockX, int blockY, int blockZ)
    {
        LatticeView lattice = new(_lattice);
        int from = blockX * MassDepth.Edge;
        int to = Math.Min(from + MassDepth.Edge, _grid.Nx);
        int count = 0;
        for (int z = blockZ * MassDepth.Edge; z < Math.Min((blockZ + 1) * MassDepth.Edge, _grid.Nz); z++)
        {
            for (int y = blockY * MassDepth.Edge; y < Math.Min((blockY + 1) * MassDepth.Edge, _grid.Ny); y++)
            {
                int row = (int)_grid.Index(0, y, z);
                count += MassDepth.Occupied(in lattice, row + from, row + to);
            }
        }

        return count;
    }

    /// <summary>The map of the pass before.</summary>
    internal readonly struct View(DepthMap map) : IDepthMap
    {
        private readonly byte* _depths = map._depths.Pointer;
        private readonly int _width = map._width;
        private readonly int _height = map._height;
        private readonly int _depth = map._depth;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte Depth(int x, int y, int z)
        {
            x = Math.Clamp(x, 0, _width - 1);
            y = Math.Clamp(y, 0, _height - 1);
            z = Math.Clamp(z, 0, _depth - 1);
            return _depths[x + (_width * (y + ((long)_height * z)))];
        }
    }
}
