using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What reacts in each voxel.</summary>
internal readonly struct ReactionMaps(
    ArrayView<float> loss, ArrayView<float> source, ArrayView<float> maximum, float halfSaturation)
{
    /// <summary>First-order loss [1/s].</summary>
    public readonly ArrayView<float> Loss = loss;

    /// <summary>Source [field unit/s].</summary>
    public readonly ArrayView<float> Source = source;

    /// <summary>Largest saturable uptake [field unit/s]; empty if there is none.</summary>
    public readonly ArrayView<float> Maximum = maximum;

    /// <summary>Half-saturation [field unit].</summary>
    public readonly float HalfSaturation = halfSaturation;

    /// <summary>Whether anything is taken up beside the first-order loss.</summary>
    public bool IsSaturable => Maximum.Length > 0;

    /// <summary>The value of a voxel that leaves no defect.</summary>
    /// <param name="voxel">Where.</param>
    /// <param name="centre">The value before.</param>
    /// <param name="outflow">What leaves by first-order loss and diffusion.</param>
    /// <param name="diagonal">First-order loss and all couplings.</param>
    /// <param name="isConcentration">1 if the unknown is a concentration, never negative; 0 if it is a correction to one.</param>
    public Scalar Relaxed(long voxel, Scalar centre, Scalar outflow, Scalar diagonal, int isConcentration)
    {
        Scalar source = new(Source[voxel]);
        if (IsSaturable)
            Saturation.Linearise(centre, new Scalar(Maximum[voxel]), new Scalar(HalfSaturation), ref outflow, ref diagonal);

        Scalar relaxed = Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal);
        return isConcentration == 0 ? relaxed : Clipping.Positive(relaxed);
    }
}
