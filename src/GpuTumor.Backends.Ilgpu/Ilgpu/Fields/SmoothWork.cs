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

    /// <summary>The value of a voxel that leaves no defect.</summary>
    /// <param name="reaction">What reacts.</param>
    /// <param name="voxel">Where.</param>
    /// <param name="centre">The value before.</param>
    /// <param name="outflow">What leaves by first-order loss and diffusion.</param>
    /// <param name="diagonal">First-order loss and all couplings.</param>
    public static Scalar Relaxed(ReactionMaps reaction, long voxel, Scalar centre, Scalar outflow, Scalar diagonal)
    {
        Scalar source = new(reaction.Source[voxel]);
        if (!reaction.IsSaturable)
            return Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal);
        Saturation.Linearise(
            centre, new Scalar(reaction.Maximum[voxel]), new Scalar(reaction.HalfSaturation), ref outflow, ref diagonal);
        return Clipping.Positive(Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal));
    }

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
        _unknown[voxel] = Relaxed(_reaction, voxel, centre, outflow, loss + row.Couplings(axis, place)).Value;
    }
}
