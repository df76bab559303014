using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Relaxes the voxels of one colour; item x is the x-th of its colour in the row.</summary>
internal readonly struct SmoothWork(
    FieldLattice lattice, ArrayView<float> unknown, ReactionMaps reaction, float loss, int colour) : IVoxelWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly int _colour = colour;

    public void At(int x, int y, int z)
    {
        int place = (2 * x) + ((y + z + _colour) & 1);
        AxisView axis = _lattice.X;
        if (place >= axis.Count)
            return;
        RowStencil row = _lattice.Row(y, z, _loss);
        long voxel = row.Centre + place;
        Scalar centre = new(_unknown[voxel]);
        Scalar loss = row.TotalLoss(axis, place, new Scalar(_reaction.Loss[voxel]));
        Scalar outflow = row.Outflow(_unknown, axis, place, centre, loss);
        Scalar diagonal = loss + row.Couplings(axis, place);
        Scalar source = new(_reaction.Source[voxel]);
        if (_reaction.IsSaturable)
        {
            Saturation.Linearise(
                centre, new Scalar(_reaction.Maximum[voxel]), new Scalar(_reaction.HalfSaturation), ref outflow, ref diagonal);
            _unknown[voxel] = Clipping.Positive(
                Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal)).Value;
            return;
        }

        _unknown[voxel] = Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal).Value;
    }
}
