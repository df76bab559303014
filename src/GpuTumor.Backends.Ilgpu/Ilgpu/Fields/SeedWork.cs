using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Starts a Clenshaw recurrence: the first vector, and zero before it.</summary>
internal readonly struct SeedWork(ArrayView<float> gain, ArrayView<float> first, ArrayView<float> beforeFirst, float coefficient) : IItemWork
{
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _first = first;
    private readonly ArrayView<float> _beforeFirst = beforeFirst;
    private readonly float _coefficient = coefficient;

    public void At(long item)
    {
        _first[item] = (new Scalar(_coefficient) * new Scalar(_gain[item])).Value;
        _beforeFirst[item] = 0f;
    }
}
