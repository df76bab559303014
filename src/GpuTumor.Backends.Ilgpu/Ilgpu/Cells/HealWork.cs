using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The wound of a voxel heals by one step.</summary>
internal readonly struct HealWork(float kept, ArrayView<float> freshness) : IItemWork
{
    private readonly float _kept = kept;
    private readonly ArrayView<float> _freshness = freshness;

    public void At(long item) => _freshness[item] = _freshness[item] * _kept;
}
