using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A chemotherapy inside the resident [µM], 0 without one, as it is read out.</summary>
internal readonly struct GatherDoseWork(int shift, long first, CellSlots resident, ArrayView<float> doses) : IItemWork
{
    private readonly int _shift = shift;
    private readonly long _first = first;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<float> _doses = doses;

    public void At(long item)
        => _doses[item] = _resident.Status[_first + item] == 0u ? 0f : DoseCode.DrugInside(_resident.Exposure[_first + item], _shift);
}
