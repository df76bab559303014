using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where the cells read the concentrations they sense; empty for a substance that the model does not have.</summary>
internal readonly struct SensedFields(
    ArrayView<float> oxygen, ArrayView<float> targetedDrug, ArrayView<float> aktInhibitor, ArrayView<float> hgf, ArrayView<float> igf1)
{
    private readonly ArrayView<float> _oxygen = oxygen;
    private readonly ArrayView<float> _targetedDrug = targetedDrug;
    private readonly ArrayView<float> _aktInhibitor = aktInhibitor;
    private readonly ArrayView<float> _hgf = hgf;
    private readonly ArrayView<float> _igf1 = igf1;

    public float Oxygen(int voxel) => _oxygen.Length > 0 ? _oxygen[voxel] : CellStep.OxygenWithoutField;

    public float TargetedDrug(int voxel) => _targetedDrug.Length > 0 ? _targetedDrug[voxel] : 0f;

    public float AktInhibitor(int voxel) => _aktInhibitor.Length > 0 ? _aktInhibitor[voxel] : 0f;

    public float Hgf(int voxel) => _hgf.Length > 0 ? _hgf[voxel] : 0f;

    public float Igf1(int voxel) => _igf1.Length > 0 ? _igf1[voxel] : 0f;
}
