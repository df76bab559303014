using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What the vessel and the cells of a voxel take from and give to one field: its maps of loss and gain.</summary>
/// <param name="planeVoxels">Voxels of a plane.</param>
/// <param name="vessels">By voxel of a plane: 1 where a vessel runs.</param>
/// <param name="vesselLoss">Exchange of a vessel [1/s].</param>
/// <param name="vesselGain">The same times the level in blood [field unit/s].</param>
/// <param name="uptake">First-order uptake of a living cell [1/s].</param>
/// <param name="secretion">What a cell gives.</param>
/// <param name="saturable">Saturable uptake of a living cell [field unit/s].</param>
/// <param name="oxygen">Oxygen tension [mmHg]; empty if the model has none.</param>
/// <param name="resident">The cells that live in voxels.</param>
/// <param name="waiting">The cells that wait for room.</param>
/// <param name="loss">Takes the first-order loss.</param>
/// <param name="gain">Takes the gain.</param>
/// <param name="maximum">Takes the saturable uptake; empty if the field has none.</param>
internal readonly struct ExchangeWork(
    long planeVoxels, ArrayView<byte> vessels, float vesselLoss, float vesselGain, float uptake, Secretion secretion,
    float saturable, ArrayView<float> oxygen, CellSlots resident, CellSlots waiting, ArrayView<float> loss, ArrayView<float> gain, ArrayView<float> maximum)
    : IItemWork
{
    private readonly long _planeVoxels = planeVoxels;
    private readonly ArrayView<byte> _vessels = vessels;
    private readonly float _vesselLoss = vesselLoss;
    private readonly float _vesselGain = vesselGain;
    private readonly float _uptake = uptake;
    private readonly Secretion _secretion = secretion;
    private readonly float _saturable = saturable;
    private readonly ArrayView<float> _oxygen = oxygen;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _maximum = maximum;

    public void At(long item)
    {
        bool vessel = _vesselLoss > 0f && _vessels[item % _planeVoxels] != 0;
        float loss = vessel ? _vesselLoss : 0f;
        float gain = vessel ? _vesselGain : 0f;
        float maximum = 0f;
        float tension = _oxygen.Length > 0 ? _oxygen[item] : CellStep.OxygenWithoutField;
        Add(_resident, item, tension, ref loss, ref gain, ref maximum);
        Add(_waiting, item, tension, ref loss, ref gain, ref maximum);
        _loss[item] = loss;
        _gain[item] = gain;
        if (_maximum.Length > 0)
            _maximum[item] = maximum;
    }

    private void Add(CellSlots cells, long item, float tension, ref float loss, ref float gain, ref float maximum)
    {
        uint status = cells.Status[item];
        if (status == 0u)
            return;
        gain += _secretion.Of(status, cells.Signals[item], tension);
        if (CellRecord.Kind(status) != CellKind.Tumour)
            return;
        loss += _uptake;
        maximum += _saturable;
    }
}
