using System.Runtime.Intrinsics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Gathers what vessels and cells take from and give to one field into its maps of loss and gain.</summary>
/// <remarks>
/// The maps are shared by all fields, so they begin anew with what a bath gives and takes, if there is one. Each voxel has at most one resident and one waiting cell,
/// added in that order: sums are the same for any threads.
/// </remarks>
internal sealed unsafe class Exchange
{
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly CrowdedVoxels _crowded;
    private readonly VesselMap _vessels;
    private readonly HostLayer? _host;
    private readonly WoundMap _wound;
    private readonly ConcentrationView _oxygen;
    private readonly MetabolicSwitch _metabolism;
    private readonly Workers _workers;
    private readonly Grid _grid;
    private readonly LaneWidth _lanes;
    private readonly Action<int> _fillShare;
    private FieldDefinition _field = null!;
    private SecretionFactors _secretion;
    private float* _loss;
    private float* _gain;
    private float* _saturable;
    private float _bloodLevel;
    private float _bathLoss;
    private float _bathGain;

    public Exchange(
        CellLattice lattice, CellPool pool, CrowdedVoxels crowded, VesselMap vessels, HostLayer? host, WoundMap wound, ConcentrationView oxygen,
        MetabolicSwitch metabolism, Workers workers, LaneWidth lanes)
    {
        _lanes = lanes;
        _lattice = lattice;
        _pool = pool;
        _crowded = crowded;
        _vessels = vessels;
        _host = host;
        _wound = wound;
        _oxygen = oxygen;
        _metabolism = metabolism;
        _workers = workers;
        _grid = lattice.Grid;
        _fillShare = FillShare;
    }

    /// <summary>Fills the maps for a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="bloodLevel">Its level in blood, in the field's unit.</param>
    /// <param name="secretion">Factors on what cells secrete.</param>
    /// <param name="bathLoss">What a bath takes everywhere [1/s]; 0 for none.</param>
    /// <param name="bathGain">What it gives everywhere [field unit/s].</param>
    /// <param name="loss">First-order loss [1/s].</param>
    /// <param name="gain">Gain [field unit/s].</param>
    /// <param name="saturable">Saturable loss [field unit/s]; null if there is none.</param>
    public void Fill(
        FieldDefinition field, float bloodLevel, SecretionFactors secretion, float bathLoss, float bathGain,
        float* loss, float* gain, float* saturable)
    {
        (_bathLoss, _bathGain) = (bathLoss, bathGain);
        _field = field;
        _bloodLevel = bloodLevel;
        _secretion = secretion;
        _loss = loss;
        _gain = gain;
        _saturable = saturable;
        _workers.Run(_fillShare);
    }

    private void FillShare(int member)
    {
        Begin(member);
        if (!_field.Secretion.IsNone || _field.CellUptake.PerHour != 0f || _saturable is not null)
        {
            _workers.Barrier();
            AddResidents(member);
            _workers.Barrier();
            AddWaiting(member);
        }

        if (_host is not null && !(_field.HostSecretion.IsNone && _field.HostUptake.IsNone))
        {
            _workers.Barrier();
            AddHost(_host, member);
        }

        if (_wound.IsWounded && _field.WoundSecretion > 0f)
        {
            _workers.Barrier();
            AddWound(member);
        }
    }

    // What a bath and the vessels give and take, plane by plane, while the cache holds it.
    private void Begin(int member)
    {
        (int start, int end) = _workers.Share(_grid.Nz, member);
        int plane = (int)_grid.PlaneVoxels;
        float permeability = _field.Vessels.Permeability.PerHour / 3600f;
        for (int z = start; z < end; z++)
        {
            new Span<float>(_loss + ((long)z * plane), plane).Fill(_bathLoss);
            new Span<float>(_gain + ((long)z * plane), plane).Fill(_bathGain);
            if (_saturable is not null)
                new Span<float>(_saturable + ((long)z * plane), plane).Clear();
            if (permeability > 0f)
                _vessels.Exchange(z, permeability, _bloodLevel, _loss, _gain);
        }
    }

    private void AddResidents(int member)
    {
        (int slot, int end) = _workers.Share(_pool.Count, member);
        for (; _lanes >= LaneWidth.Octet && slot + Vector256<int>.Count <= end; slot += Vector256<int>.Count)
        {
            if (IsRunOfResidents(slot))
                AddEight(slot, _pool.Voxel[slot]);
            else
                AddResidents(slot, slot + Vector256<int>.Count);
        }

        AddResidents(slot, end);
    }

    private void AddResidents(int start, int end)
    {
        for (int slot = start; slot < end; slot++)
        {
            if (CellRecord.Kind(_pool.Status[slot]) != CellKind.Empty && _lattice.Resident[_pool.Voxel[slot]] == slot + 1)
                Add(slot);
        }
    }

    private void AddWaiting(int member)
    {
        (int start, int end) = _workers.Share(_crowded.Count, member);
        for (int entry = start; entry < end; entry++)
        {
            int slot = _lattice.Waiting[_crowded[entry]] - 1;
            if (slot >= 0)
                Add(slot);
        }
    }

    private void AddWound(int member)
    {
        (int start, int end) = _workers.Share(_grid.Nz, member);
        for (int z = start; z < end; z++)
            _wound.Secrete(z, _field.WoundSecretion, _gain);
    }

    private void AddHost(HostLayer host, int member)
    {
        (int start, int end) = _workers.Share(host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = host.Cells[i];
            uint state = host.State[voxel];
            float factor = _secretion.Of(HostRecord.Kind(state), voxel);
            _gain[voxel] = MathF.FusedMultiplyAdd(_field.HostSecretion.Of(state), factor, _gain[voxel]);
            _loss[voxel] += _field.HostUptake.Of(state);
        }
    }

    // Eight cells side by side in a row, each the resident of its voxel: no other member writes there.
    private bool IsRunOfResidents(int slot)
    {
        int voxel = _pool.Voxel[slot];
        return Vector256.Load(_pool.Voxel + slot) == Vector256.Create(voxel) + Vector256<int>.Indices
            && Vector256.Load(_lattice.Resident + voxel) == Vector256.Create(slot + 1) + Vector256<int>.Indices;
    }

    private void AddEight(int slot, int voxel)
    {
        var status = *(OctetWord*)(_pool.Status + slot);
        Octet oxygen = _oxygen.IsAbsent ? Octet.Of(CellStep.OxygenWithoutField) : new Octet(_oxygen.Eight(voxel));
        Octet secreted = _field.Secretion.Of(status, *(OctetWord*)(_pool.Signals + slot), oxygen);
        Octet factor = WhereLiving(status, _secretion.OfTumours(status, voxel), Octet.Of(1f));
        *(Octet*)(_gain + voxel) = Octet.Fma(secreted, factor, *(Octet*)(_gain + voxel));

        *(Octet*)(_loss + voxel) += Taken(status, Octet.Of(_field.CellUptake.PerHour * (1f / 3600f)));
        if (_saturable is not null)
        {
            *(Octet*)(_saturable + voxel) += Taken(
                status, _metabolism.UptakeKept<Octet, OctetWord>(status) * Octet.Of(_field.SaturableUptake.Maximum));
        }
    }

    // An amount where a living cell takes up, else 0.
    private Octet Taken(OctetWord status, Octet amount)
        => WhereLiving(status, _field.TakenUpBy.Where(status, amount, Octet.Of(0f)), Octet.Of(0f));

    private static Octet WhereLiving(OctetWord status, Octet then, Octet otherwise)
        => Octet.WhereEqual(status & OctetWord.Of(CellRecord.KindMask), OctetWord.Of((uint)CellKind.Tumour), then, otherwise);

    private void Add(int slot)
    {
        int voxel = _pool.Voxel[slot];
        uint status = _pool.Status[slot];
        float oxygen = _oxygen.Or(CellStep.OxygenWithoutField, voxel);
        float secreted = _field.Secretion.Of(status, _pool.Signals[slot], oxygen);
        if (CellRecord.Kind(status) != CellKind.Tumour)
        {
            _gain[voxel] += secreted;
            return;
        }

        _gain[voxel] = MathF.FusedMultiplyAdd(secreted, _secretion.OfTumour(status, voxel), _gain[voxel]);
        if (!_field.TakenUpBy.Has(status))
            return;
        _loss[voxel] += _field.CellUptake.PerHour * (1f / 3600f);
        if (_saturable is not null)
            _saturable[voxel] += _field.SaturableUptake.Maximum * _metabolism.UptakeKept(status);
    }
}
