using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Relaxes both colours of a lattice that closes on itself over an odd number of cells: voxels of one colour are then neighbours
/// across the seam, so rows are done one after another, as the processor does them.
/// </summary>
internal readonly struct OrderedSmoothWork<TLattice, TRow>(
    TLattice lattice, ArrayView<float> unknown, ReactionMaps reaction, float loss, int isConcentration) : IGroupWork
    where TLattice : struct, IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    private readonly TLattice _lattice = lattice;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly int _isConcentration = isConcentration;

    public void Run(int thread, int threads)
    {
        int planes = _lattice.Axes.Z.Count;
        for (int z = 0; z < planes; z++)
            Plane(z, 0, thread, threads);

        // Where planes close on themselves the first waits for its second colour until the last has had it.
        int first = _lattice.Axes.Z.IsPeriodic != 0 && planes > 1 ? 1 : 0;
        for (int i = 0; i < planes; i++)
        {
            int z = i + first;
            Plane(z < planes ? z : 0, 1, thread, threads);
        }
    }

    private void Plane(int z, int colour, int thread, int threads)
    {
        AxisView axis = _lattice.Axes.X;
        for (int y = 0; y < _lattice.Axes.Y.Count; y++)
        {
            TRow row = _lattice.Row(y, z, _loss);
            Group.Barrier();
            Scalar beforeFirst = row.West(_unknown, axis, 0);
            Scalar afterLast = row.East(_unknown, axis, axis.Count - 1);
            Group.Barrier();
            for (int x = (2 * thread) + ((y + z + colour) & 1); x < axis.Count; x += 2 * threads)
            {
                Scalar west = x == 0 ? beforeFirst : new Scalar(_unknown[row.Start + x - 1]);
                Scalar east = x == axis.Count - 1 ? afterLast : new Scalar(_unknown[row.Start + x + 1]);
                Relax(row, x, west, east);
            }
        }
    }

    private void Relax(TRow row, int x, Scalar west, Scalar east)
    {
        AxisView axis = _lattice.Axes.X;
        long voxel = row.Start + x;
        Scalar centre = new(_unknown[voxel]);
        Scalar loss = row.TotalLoss(axis, x, new Scalar(_reaction.Loss[voxel]));
        Scalar outflow = loss * centre;
        Scalar diagonal = loss;
        row.Exchange(_unknown, axis, x, centre, west, east, ref outflow, ref diagonal);
        _unknown[voxel] = _reaction.Relaxed(voxel, centre, outflow, diagonal, _isConcentration).Value;
    }
}
