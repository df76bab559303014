using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>How deep inside its mass each block of voxels lies; two bytes a block.</summary>
internal sealed class DepthMap : IStateful, IDisposable
{
    private readonly GpuContext _context;
    private readonly Grid _grid;
    private readonly int _width;
    private readonly int _height;
    private readonly int _depth;
    private MemoryBuffer1D<byte, Stride1D.Dense> _depths;
    private MemoryBuffer1D<byte, Stride1D.Dense> _next;

    public DepthMap(GpuContext context, Grid grid)
    {
        (_context, _grid) = (context, grid);
        _width = MassDepth.Blocks(grid.Nx);
        _height = MassDepth.Blocks(grid.Ny);
        _depth = MassDepth.Blocks(grid.Nz);
        _depths = context.Allocate<byte>((long)_width * _height * _depth);
        _next = context.Allocate<byte>(_depths.Length);
    }

    /// <summary>The map as kernels read it.</summary>
    public DepthView Depths => View(_depths);

    /// <summary>The map that the next pass writes.</summary>
    public DepthView NextDepths => View(_next);

    /// <summary>Some passes.</summary>
    public void Relax(int passes, LatticeView lattice, RegionView region)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            _context.ForRegion(region, 0, new DepthWork(_grid.Nx, _grid.Ny, _grid.Nz, lattice, Depths, _next.View));
            (_depths, _next) = (_next, _depths);
        }
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        byte[] depths = new byte[_depths.Length];
        _context.Read(_depths.View, depths.AsSpan());
        archive.List(TissueArchive.DepthOfMass, ref depths);
        if (!archive.Restores)
            return;
        if (depths.Length != _depths.Length)
            throw new StateException($"'{TissueArchive.DepthOfMass}' has {depths.Length} blocks, not {_depths.Length}");
        _context.Write<byte>(depths, _depths.View);
    }

    public void Dispose()
    {
        _context.Free(_depths);
        _context.Free(_next);
    }

    private DepthView View(MemoryBuffer1D<byte, Stride1D.Dense> depths) => new(depths.View, _width, _height, _depth);
}
