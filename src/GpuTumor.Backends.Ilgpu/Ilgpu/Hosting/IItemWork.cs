namespace GpuTumor.Backends.Ilgpu;

/// <summary>Work done once for each item of a list: the body of a kernel, with the views and parameters it needs as its fields.</summary>
internal interface IItemWork
{
    /// <summary>Does the work of one item.</summary>
    void At(long item);
}
