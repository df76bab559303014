using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What the vessel and the cells of a voxel take from and give to one field: its maps of loss and gain.</summary>
/// <param name="row">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="held">Tiles that hold cells.</param>
/// <param name="vessels">Perfusion of vessels, 255 = full, by voxel of a plane or of the box.</param>
/// <param name="evenPerfusion">Perfusion of all vessels, 0–1; negative where they differ.</param>
/// <param name="permeability">Exchange of a vessel at full perfusion [1/s].</param>
/// <param name="bloodLevel">Level in blood [field unit].</param>
/// <param name="bathLoss">What a bath takes everywhere [1/s].</param>
/// <param name="bathGain">What a bath gives everywhere [field unit/s].</param>
/// <param name="uptake">First-order uptake of a living cell [1/s].</param>
/// <param name="takers">Which living cells take it up.</param>
/// <param name="secretion">What a cell gives.</param>
/// <param name="factors">Factors on what cells give.</param>
/// <param name="saturable">Saturable uptake of a living cell [field unit/s].</param>
/// <param name="metabolism">How a switched cell spares oxygen.</param>
/// <param name="oxygen">Oxygen tension [mmHg]; nowhere if the model has none.</param>
/// <param name="resident">The cells that live in voxels.</param>
/// <param name="waiting">The cells that wait for room.</param>
/// <param name="hostSecretion">What a host cell gives.</param>
/// <param name="hostUptake">First-order uptake of a host cell [1/s].</param>
/// <param name="hostHeld">Tiles that hold host cells.</param>
/// <param name="host">The host cells; empty if there are none.</param>
/// <param name="woundSecretion">What a voxel of a fresh wound gives [field unit/s].</param>
/// <param name="wound">How fresh the wound is; empty if there is none.</param>
/// <param name="loss">Takes the first-order loss.</param>
/// <param name="gain">Takes the gain.</param>
/// <param name="maximum">Takes the saturable uptake; empty if the field has none.</param>
internal readonly struct ExchangeWork(
    int row, int plane, HeldTiles held, ArrayView<byte> vessels, float evenPerfusion, float permeability, float bloodLevel,
    float bathLoss, float bathGain, float uptake, CellGroup takers, Secretion secretion, SecretionFactors factors,
    float saturable, MetabolicSwitch metabolism, ConcentrationView oxygen, CellSlots resident, CellSlots waiting,
    HostSecretion hostSecretion, HostUptake hostUptake, HeldTiles hostHeld, ArrayView<uint> host, float woundSecretion, ArrayView<float> wound,
    ArrayView<float> loss, ArrayView<float> gain, ArrayView<float> maximum)
    : IVoxelWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly HeldTiles _held = held;
    private readonly ArrayView<byte> _vessels = vessels;
    private readonly float _evenPerfusion = evenPerfusion;
    private readonly float _permeability = permeability;
    private readonly float _bloodLevel = bloodLevel;
    private readonly float _bathLoss = bathLoss;
    private readonly float _bathGain = bathGain;
    private readonly float _uptake = uptake;
    private readonly CellGroup _takers = takers;
    private readonly Secretion _secretion = secretion;
    private readonly SecretionFactors _factors = factors;
    private readonly float _saturable = saturable;
    private readonly MetabolicSwitch _metabolism = metabolism;
    private readonly ConcentrationView _oxygen = oxygen;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly HostSecretion _hostSecretion = hostSecretion;
    private readonly HostUptake _hostUptake = hostUptake;
    private readonly HeldTiles _hostHeld = hostHeld;
    private readonly ArrayView<uint> _host = host;
    private readonly float _woundSecretion = woundSecretion;
    private readonly ArrayView<float> _wound = wound;
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _maximum = maximum;

    public void At(int x, int y, int z)
    {
        int inPlane = (y * _row) + x;
        int item = (z * _plane) + inPlane;
        float exchanged = _permeability > 0f ? VesselExchange(_vessels.Length > _plane ? item : inPlane) : 0f;
        float loss = _bathLoss + exchanged;
        float gain = _bathGain + (exchanged * _bloodLevel);
        float maximum = 0f;
        // Nobody waits in a free voxel.
        if (_held.Holds(x, y, z) && _resident.Status[item] != 0u)
        {
            float tension = _oxygen.Or(CellStep.OxygenWithoutField, item);
            Add(_resident, item, tension, ref loss, ref gain, ref maximum);
            Add(_waiting, item, tension, ref loss, ref gain, ref maximum);
        }

        if (_host.Length > 0 && _hostHeld.Holds(x, y, z) && _host[item] != 0u)
        {
            gain = MathF.FusedMultiplyAdd(_hostSecretion.Of(_host[item]), _factors.Of(HostRecord.Kind(_host[item]), item), gain);
            loss += _hostUptake.Of(_host[item]);
        }

        if (_wound.Length > 0 && _woundSecretion > 0f)
            gain = MathF.FusedMultiplyAdd(_woundSecretion, _wound[item], gain);
        _loss[item] = loss;
        _gain[item] = gain;
        if (_maximum.Length > 0)
            _maximum[item] = maximum;
    }

    private float VesselExchange(int place)
    {
        byte perfusion = _vessels[place];
        float share = _evenPerfusion >= 0f ? _evenPerfusion : perfusion * (1f / 255f);
        return perfusion == 0 ? 0f : share * _permeability;
    }

    private void Add(CellSlots cells, int item, float tension, ref float loss, ref float gain, ref float maximum)
    {
        uint status = cells.Status[item];
        if (status == 0u)
            return;
        float given = _secretion.Of(status, cells.Signals[item], tension);
        if (CellRecord.Kind(status) != CellKind.Tumour)
        {
            gain += given;
            return;
        }

        gain = MathF.FusedMultiplyAdd(given, _factors.OfTumour(status, item), gain);
        if (!_takers.Has(status))
            return;
        loss += _uptake;
        maximum += _saturable * _metabolism.UptakeKept(status);
    }
}
