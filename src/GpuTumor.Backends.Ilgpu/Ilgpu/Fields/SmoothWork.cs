using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Relaxes the voxels of one colour; item x is the x-th of its colour in the row.</summary>
internal readonly struct SmoothWork(
    FieldLattice lattice, ArrayView<float> unknown, ReactionMaps reaction, float loss, int isConcentration, int colour) : IVoxelWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly int _isConcentration = isConcentration;
    private readonly int _colour = colour;

    /// <summary>The value of a voxel that leaves no defect.</summary>
    /// <param name="reaction">What reacts.</param>
    /// <param name="voxel">Where.</param>
    /// <param name="centre">The value before.</param>
    /// <param name="outflow">What leaves by first-order loss and diffusion.</param>
    /// <param name="diagonal">First-order loss and all couplings.</param>
    /// <param name="isConcentration">1 if the unknown is a concentration, never negative; 0 if it is a correction to one.</param>
    public static Scalar Relaxed(
        ReactionMaps reaction, long voxel, Scalar centre, Scalar outflow, Scalar diagonal, int isConcentration)
    {
        Scalar source = new(reaction.Source[voxel]);
        if (reaction.IsSaturable)
        {
            Saturation.Linearise(
                centre, new Scalar(reaction.Maximum[voxel]), new Scalar(reaction.HalfSaturation), ref outflow, ref diagonal);
        }

        Scalar relaxed = Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal);
        return isConcentration == 0 ? relaxed : Clipping.Positive(relaxed);
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
        Couplings along = new(axis, place);
        Scalar outflow = row.Outflow(_unknown, axis, place, centre, along, loss);
        Scalar diagonal = loss + row.Sum(along);
        _unknown[voxel] = Relaxed(_reaction, voxel, centre, outflow, diagonal, _isConcentration).Value;
    }
}
