using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What the vessel and the cells of a voxel take from and give to one field: its maps of loss and gain.</summary>
/// <param name="planeVoxels">Voxels of a plane.</param>
/// <param name="vessels">By voxel of a plane: 1 where a vessel runs.</param>
/// <param name="vesselLoss">Exchange of a vessel [1/s].</param>
/// <param name="vesselGain">The same times the level in blood [field unit/s].</param>
/// <param name="uptake">First-order uptake of a living cell [1/s].</param>
/// <param name="secretion">What a living cell gives whatever its secretome [field unit/s].</param>
/// <param name="induced">What its full secretome adds [field unit/s].</param>
/// <param name="saturable">Saturable uptake of a living cell [field unit/s].</param>
/// <param name="resident">The cells that live in voxels.</param>
/// <param name="waiting">The cells that wait for room.</param>
/// <param name="loss">Takes the first-order loss.</param>
/// <param name="gain">Takes the gain.</param>
/// <param name="maximum">Takes the saturable uptake; empty if the field has none.</param>
internal readonly struct ExchangeWork(
    long planeVoxels, ArrayView<byte> vessels, float vesselLoss, float vesselGain, float uptake, float secretion, float induced,
    float saturable, CellSlots resident, CellSlots waiting, ArrayView<float> loss, ArrayView<float> gain, ArrayView<float> maximum)
    : IItemWork
{
    private readonly long _planeVoxels = planeVoxels;
    private readonly ArrayView<byte> _vessels = vessels;
    private readonly float _vesselLoss = vesselLoss;
    private readonly float _vesselGain = vesselGain;
    private readonly float _uptake = uptake;
    private readonly float _secretion = secretion;
    private readonly float _induced = induced;
    private readonly float _saturable = saturable;
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
        if (CellRecord.Kind(_resident.Status[item]) == CellKind.Tumour)
        {
            loss += _uptake;
            gain += Given(_resident.Signals[item]);
            maximum += _saturable;
        }

        if (CellRecord.Kind(_waiting.Status[item]) == CellKind.Tumour)
        {
            loss += _uptake;
            gain += Given(_waiting.Signals[item]);
            maximum += _saturable;
        }

        _loss[item] = loss;
        _gain[item] = gain;
        if (_maximum.Length > 0)
            _maximum[item] = maximum;
    }

    private float Given(uint signals)
    {
        float secretome = (int)CellRecord.Signal(signals, 2) * (1f / 255f);
        return MathF.FusedMultiplyAdd(_induced, secretome, _secretion);
    }
}
