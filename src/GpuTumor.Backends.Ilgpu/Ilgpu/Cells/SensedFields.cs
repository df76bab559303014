using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where the cells read the concentrations they sense; empty for a substance that the model does not have.</summary>
internal readonly struct SensedFields(
    ArrayView<float> oxygen, ArrayView<float> targetedDrug, ArrayView<float> nextDrug, ArrayView<float> aktInhibitor,
    ArrayView<float> chemoA, ArrayView<float> chemoB, ArrayView<float> hgf, ArrayView<float> igf1, ArrayView<float> suppressor,
    ArrayView<float> damp, ArrayView<float> ecm, ArrayView<float> divisionFactor, ArrayView<float> addedDeath)
{
    private readonly ArrayView<float> _oxygen = oxygen;
    private readonly ArrayView<float> _targetedDrug = targetedDrug;
    private readonly ArrayView<float> _nextDrug = nextDrug;
    private readonly ArrayView<float> _aktInhibitor = aktInhibitor;
    private readonly ArrayView<float> _chemoA = chemoA;
    private readonly ArrayView<float> _chemoB = chemoB;
    private readonly ArrayView<float> _hgf = hgf;
    private readonly ArrayView<float> _igf1 = igf1;
    private readonly ArrayView<float> _suppressor = suppressor;
    private readonly ArrayView<float> _damp = damp;
    private readonly ArrayView<float> _ecm = ecm;
    private readonly ArrayView<float> _divisionFactor = divisionFactor;
    private readonly ArrayView<float> _addedDeath = addedDeath;

    /// <summary>Fills in what the fields tell at a voxel.</summary>
    public void Sense(int voxel, ref Surroundings<Scalar> here)
    {
        here.Oxygen = new(At(_oxygen, voxel, CellStep.OxygenWithoutField));
        here.TargetedDrug = new(At(_targetedDrug, voxel, 0f));
        here.NextDrug = new(At(_nextDrug, voxel, 0f));
        here.AktInhibitor = new(At(_aktInhibitor, voxel, 0f));
        here.ChemoA = new(At(_chemoA, voxel, 0f));
        here.ChemoB = new(At(_chemoB, voxel, 0f));
        here.Hgf = new(At(_hgf, voxel, 0f));
        here.Igf1 = new(At(_igf1, voxel, 0f));
        here.Suppressor = new(At(_suppressor, voxel, 0f));
        here.Damp = new(At(_damp, voxel, 0f));
        here.Ecm = new(At(_ecm, voxel, CellStep.EcmWithoutField));
        here.DivisionFactor = new(At(_divisionFactor, voxel, 1f));
        here.AddedDeath = new(At(_addedDeath, voxel, 0f));
    }

    private static float At(ArrayView<float> field, int voxel, float otherwise) => field.Length > 0 ? field[voxel] : otherwise;
}
