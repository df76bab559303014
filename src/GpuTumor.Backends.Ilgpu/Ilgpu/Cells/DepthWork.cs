using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One pass over a block, done at its first voxel: counts its cells and relaxes its depth in the mass.</summary>
internal readonly struct DepthWork(int nx, int ny, int nz, LatticeView lattice, DepthView depths, ArrayView<byte> next) : IRegionWork
{
    private readonly int _nx = nx;
    private readonly int _ny = ny;
    private readonly int _nz = nz;
    private readonly LatticeView _lattice = lattice;
    private readonly DepthView _depths = depths;
    private readonly ArrayView<byte> _next = next;

    public void At(int x, int y, int z)
    {
        const int WithinBlock = MassDepth.Edge - 1;
        if (((x | y | z) & WithinBlock) == 0)
            Relax(x / MassDepth.Edge, y / MassDepth.Edge, z / MassDepth.Edge);
    }

    private void Relax(int x, int y, int z)
    {
        int occupied = 0;
        for (int inZ = z * MassDepth.Edge; inZ < (z + 1) * MassDepth.Edge && inZ < _nz; inZ++)
        {
            for (int inY = y * MassDepth.Edge; inY < (y + 1) * MassDepth.Edge && inY < _ny; inY++)
            {
                int row = _nx * (inY + (_ny * inZ));
                int from = x * MassDepth.Edge;
                int to = from + MassDepth.Edge < _nx ? from + MassDepth.Edge : _nx;
                occupied += MassDepth.Occupied(_lattice, row + from, row + to);
            }
        }

        int width = (_nx + MassDepth.Edge - 1) / MassDepth.Edge;
        int height = (_ny + MassDepth.Edge - 1) / MassDepth.Edge;
        _next[x + (width * (y + (height * z)))] = MassDepth.Relax(_depths, x, y, z, occupied);
    }
}
