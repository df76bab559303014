using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Relaxes the voxels of one colour; item x is the x-th of its colour in the row.</summary>
internal readonly struct SmoothWork<TLattice, TRow>(
    TLattice lattice, ArrayView<float> unknown, ReactionMaps reaction, float loss, int isConcentration, int colour) : IVoxelWork
    where TLattice : struct, IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    private readonly TLattice _lattice = lattice;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly int _isConcentration = isConcentration;
    private readonly int _colour = colour;

    public void At(int x, int y, int z)
    {
        int place = (2 * x) + ((y + z + _colour) & 1);
        AxisView axis = _lattice.Axes.X;
        if (place >= axis.Count)
            return;
        TRow row = _lattice.Row(y, z, _loss);
        long voxel = row.Start + place;
        Scalar centre = new(_unknown[voxel]);
        Scalar loss = row.TotalLoss(axis, place, new Scalar(_reaction.Loss[voxel]));
        Scalar outflow = loss * centre;
        Scalar diagonal = loss;
        row.Exchange(
            _unknown, axis, place, centre, row.West(_unknown, axis, place), row.East(_unknown, axis, place), ref outflow, ref diagonal);
        _unknown[voxel] = _reaction.Relaxed(voxel, centre, outflow, diagonal, _isConcentration).Value;
    }
}
