using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sets a map to one value.</summary>
internal readonly struct FillWork(ArrayView<float> map, float value) : IItemWork
{
    private readonly ArrayView<float> _map = map;
    private readonly float _value = value;

    public void At(long item) => _map[item] = _value;
}
