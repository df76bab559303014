using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The table of clones as kernels see it.</summary>
internal readonly struct CloneColumns(ArrayView<uint> parents, ArrayView<uint> birthSteps, ArrayView<uint> traits)
{
    public readonly ArrayView<uint> Parents = parents;
    public readonly ArrayView<uint> BirthSteps = birthSteps;
    public readonly ArrayView<uint> Traits = traits;
}
