using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A step of conjugate gradients in a voxel; it also takes the place of what was before the former cycle.</summary>
internal readonly struct ConjugateWork(
    ArrayView<float> before, ArrayView<float> beforeThat, ArrayView<float> after, float along, float onward) : IItemWork
{
    private readonly ArrayView<float> _before = before;
    private readonly ArrayView<float> _beforeThat = beforeThat;
    private readonly ArrayView<float> _after = after;
    private readonly float _along = along;
    private readonly float _onward = onward;

    public void At(long item)
    {
        Scalar next = Conjugation.Next(
            new Scalar(_before[item]), new Scalar(_beforeThat[item]), new Scalar(_after[item]), new Scalar(_along), new Scalar(_onward));
        _after[item] = next.Value;
        _beforeThat[item] = next.Value;
    }
}
