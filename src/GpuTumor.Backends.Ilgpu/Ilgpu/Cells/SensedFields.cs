using GpuTumor.Kernels;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where the cells read the concentrations they sense; empty for a substance that the model does not have.</summary>
internal readonly struct SensedFields(
    ConcentrationView oxygen, ConcentrationView targetedDrug, ConcentrationView nextDrug, ConcentrationView aktInhibitor,
    ConcentrationView chemoA, ConcentrationView chemoB, ConcentrationView hgf, ConcentrationView igf1, ConcentrationView suppressor,
    ConcentrationView damp, ConcentrationView ecm, TumourCoupling division, TumourCoupling death)
{
    private readonly ConcentrationView _oxygen = oxygen;
    private readonly ConcentrationView _targetedDrug = targetedDrug;
    private readonly ConcentrationView _nextDrug = nextDrug;
    private readonly ConcentrationView _aktInhibitor = aktInhibitor;
    private readonly ConcentrationView _chemoA = chemoA;
    private readonly ConcentrationView _chemoB = chemoB;
    private readonly ConcentrationView _hgf = hgf;
    private readonly ConcentrationView _igf1 = igf1;
    private readonly ConcentrationView _suppressor = suppressor;
    private readonly ConcentrationView _damp = damp;
    private readonly ConcentrationView _ecm = ecm;
    private readonly TumourCoupling _division = division;
    private readonly TumourCoupling _death = death;

    /// <summary>Fills in what the fields tell a cell of a status at a voxel.</summary>
    public void Sense(int voxel, uint status, ref Surroundings<Scalar> here)
    {
        here.Oxygen = new(_oxygen.Or(CellStep.OxygenWithoutField, voxel));
        here.TargetedDrug = new(_targetedDrug.Or(0f, voxel));
        here.NextDrug = new(_nextDrug.Or(0f, voxel));
        here.AktInhibitor = new(_aktInhibitor.Or(0f, voxel));
        here.ChemoA = new(_chemoA.Or(0f, voxel));
        here.ChemoB = new(_chemoB.Or(0f, voxel));
        here.Hgf = new(_hgf.Or(0f, voxel));
        here.Igf1 = new(_igf1.Or(0f, voxel));
        here.Suppressor = new(_suppressor.Or(0f, voxel));
        here.Damp = new(_damp.Or(0f, voxel));
        here.Ecm = new(_ecm.Or(CellStep.EcmWithoutField, voxel));
        here.DivisionFactor = new(_division.Factor(status, voxel));
        here.AddedDeath = new(_death.Rate(status, voxel));
    }
}
