using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Fibroblasts of the stroma: the suppressor and debris turn them into cancer-associated fibroblasts, and they turn back.</summary>
/// <remarks>
/// Activation 0.1/d·(h(F9, 0.5) + debris), debris 0–1 [G]; return 0.02/d [G]. They do not move or divide. At first 5 % of the voxels
/// outside the tumour hold one [G]. Invariant: their number is constant.
/// </remarks>
/// <param name="Share">Part of the voxels outside the tumour that hold a fibroblast at the start.</param>
/// <param name="Activation">Rate at full suppressor, and again at full debris.</param>
/// <param name="Suppressor">Response to the suppressor [nM].</param>
/// <param name="Return">Rate at which an activated one comes to rest.</param>
public readonly record struct FibroblastLaws(float Share, Rate Activation, Hill Suppressor, Rate Return)
{
    /// <summary>The specification's values.</summary>
    public static FibroblastLaws Default => new(0.05f, Rate.PerDayOf(0.1), new Hill(0.5f, 1f), Rate.PerDayOf(0.02));

    /// <summary>Activation of a resting fibroblast [1/h].</summary>
    /// <param name="here">What it senses.</param>
    /// <param name="debris">Debris in its voxel, 255 = 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar ActivationPerHour(in HostSurroundings here, uint debris)
    {
        Scalar called = Suppressor.Of<Scalar, ScalarWord>(new Scalar(here.Suppressor))
            + new Scalar((int)debris * (1f / 255f));
        return new Scalar(Activation.PerHour) * called;
    }
}
