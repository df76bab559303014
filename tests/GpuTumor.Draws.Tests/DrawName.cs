using GpuTumor.Kernels;

namespace GpuTumor.Draws.Tests;

/// <summary>The counter that four random words are drawn from: it names what they decide, where and when.</summary>
internal readonly record struct DrawName(ulong Seed, uint Place, uint Step, uint ProcessAndPlace, uint Number)
{
    /// <summary>What is decided.</summary>
    public RandomProcess Process => (RandomProcess)(ProcessAndPlace & 255u);

    public override string ToString() => $"{Process} {Number} at {Place} of step {Step}";
}
