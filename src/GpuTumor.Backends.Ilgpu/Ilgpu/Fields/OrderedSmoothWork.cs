using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Relaxes both colours of a lattice that closes on itself over an odd number of cells: voxels of one colour are then neighbours
/// across the seam, so rows are done one after another, as the processor does them.
/// </summary>
internal readonly struct OrderedSmoothWork(
    FieldLattice lattice, ArrayView<float> unknown, ReactionMaps reaction, float loss, int isConcentration) : IGroupWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly int _isConcentration = isConcentration;

    public void Run(int thread, int threads)
    {
        int planes = _lattice.Z.Count;
        for (int z = 0; z < planes; z++)
            Plane(z, 0, thread, threads);

        // Where planes close on themselves the first waits for its second colour until the last has had it.
        int first = _lattice.Z.IsPeriodic != 0 && planes > 1 ? 1 : 0;
        for (int i = 0; i < planes; i++)
        {
            int z = i + first;
            Plane(z < planes ? z : 0, 1, thread, threads);
        }
    }

    private void Plane(int z, int colour, int thread, int threads)
    {
        AxisView axis = _lattice.X;
        for (int y = 0; y < _lattice.Y.Count; y++)
        {
            RowStencil row = _lattice.Row(y, z, _loss);
            Group.Barrier();
            Scalar beforeFirst = new(_unknown[row.Centre + axis.Neighbour(0, -1)]);
            Scalar afterLast = new(_unknown[row.Centre + axis.Neighbour(axis.Count - 1, 1)]);
            Group.Barrier();
            for (int x = (2 * thread) + ((y + z + colour) & 1); x < axis.Count; x += 2 * threads)
            {
                Scalar west = x == 0 ? beforeFirst : new Scalar(_unknown[row.Centre + x - 1]);
                Scalar east = x == axis.Count - 1 ? afterLast : new Scalar(_unknown[row.Centre + x + 1]);
                Relax(row, x, west, east);
            }
        }
    }

    private void Relax(RowStencil row, int x, Scalar west, Scalar east)
    {
        AxisView axis = _lattice.X;
        long voxel = row.Centre + x;
        Scalar centre = new(_unknown[voxel]);
        Scalar loss = row.TotalLoss(axis, x, new Scalar(_reaction.Loss[voxel]));
        Couplings along = new(axis, x);
        Scalar outflow = row.Outflow(_unknown, x, centre, west, east, along, loss);
        Scalar diagonal = loss + row.Sum(along);
        _unknown[voxel] = SmoothWork.Relaxed(_reaction, voxel, centre, outflow, diagonal, _isConcentration).Value;
    }
}
