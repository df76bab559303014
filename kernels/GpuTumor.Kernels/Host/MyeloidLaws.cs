using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Myeloid-derived suppressor cells: called from the blood by CCL2 and danger signals, they silence T cells and soon die.</summary>
/// <remarks>
/// Entry per vessel voxel M₀·w·(h(CCL2, 0.5) + h(DAMP, 0.5))·(1 − I_CCR2), M₀ = 0.5/d [G]; life 4 d in the mean [G]; 2 µm/min along CCL2 [G].
/// Tumour-associated macrophages are modelled as MDSC that mature instead of dying, a part that is 0 unless set [G], and that
/// live as long again. Invariant: entered = alive + died, macrophages included.
/// </remarks>
/// <param name="Entry">M₀, per vessel voxel at full perfusion.</param>
/// <param name="Walk">How they wander; along CCL2.</param>
/// <param name="Ccl2">Response to CCL2 [nM].</param>
/// <param name="Damp">Response to danger signals [cell equivalents].</param>
/// <param name="Death">1/life.</param>
/// <param name="Maturing">Part of the MDSC whose life ends that become macrophages.</param>
public readonly record struct MyeloidLaws(Rate Entry, HostWalk Walk, Hill Ccl2, Hill Damp, Rate Death, float Maturing)
{
    /// <summary>The specification's values.</summary>
    public static MyeloidLaws Default => new(
        Rate.PerDayOf(0.5), new HostWalk(2f, 2f, 0.5f), new Hill(0.5f, 1f), new Hill(0.5f, 1f), Rate.Relaxing(96), 0f);

    /// <summary>Entry through a vessel voxel at full perfusion [1/h].</summary>
    /// <param name="here">What is sensed there.</param>
    /// <param name="inhibited">I, how far CCR2 is inhibited, 0–1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar EntryPerHour(in HostSurroundings here, float inhibited)
    {
        Scalar called = Ccl2.Of<Scalar, ScalarWord>(new Scalar(here.Ccl2)) + Damp.Of<Scalar, ScalarWord>(new Scalar(here.Damp));
        return new Scalar(Entry.PerHour) * called * new Scalar(1f - inhibited);
    }
}
