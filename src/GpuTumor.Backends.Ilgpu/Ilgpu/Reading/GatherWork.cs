using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One byte a voxel of the cells' state, as it is read out.</summary>
internal readonly struct GatherWork(
    CellQuantity quantity, long first, CellSlots resident, ArrayView<uint> waiting, ArrayView<byte> bytes) : IItemWork
{
    private readonly CellQuantity _quantity = quantity;
    private readonly long _first = first;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<uint> _waiting = waiting;
    private readonly ArrayView<byte> _bytes = bytes;

    public void At(long item) => _bytes[item] = (byte)Of(_first + item);

    private uint Of(long voxel)
    {
        if (_quantity == CellQuantity.Excess)
        {
            uint second = _waiting[voxel];
            return second == 0u ? 0u : (uint)CellRecord.Founder(second) + 1u;
        }

        uint status = _resident.Status[voxel];
        if (status == 0u)
            return _quantity == CellQuantity.Founder ? TissueQuantities.NoFounder : 0u;
        if (_quantity == CellQuantity.Kind)
            return (uint)CellRecord.Kind(status);
        if (_quantity == CellQuantity.Founder)
            return (uint)CellRecord.Founder(status);
        if (_quantity == CellQuantity.Genotype)
            return (uint)CellRecord.GenotypeOf(status);
        if (_quantity == CellQuantity.Phase)
            return CellRecord.PhaseShown(status);
        if (_quantity == CellQuantity.Mode)
            return (uint)CellRecord.Mode(status);
        if (_quantity == CellQuantity.Autophagy)
            return (status & CellRecord.AutophagyBit) != 0u ? 1u : 0u;
        if (_quantity == CellQuantity.Damage)
            return DoseCode.DamageShown(_resident.Exposure[voxel]);
        if (_quantity == CellQuantity.Efflux)
            return CellRecord.Level(_resident.Exposure[voxel], CellRecord.EffluxShift);
        int shift = _quantity == CellQuantity.Fra1 ? CellRecord.Fra1Shift
            : _quantity == CellQuantity.Secretome ? CellRecord.SecretomeShift
            : _quantity == CellQuantity.Emt ? CellRecord.EmtShift
            : CellRecord.MemoryShift;
        return CellRecord.Level(_resident.Signals[voxel], shift);
    }
}

/// <summary>An activity of the resident, which is not stored, as a byte.</summary>
internal readonly struct GatherActivityWork(
    bool ofAkt, long first, CellSenses senses, CellSlots resident, ArrayView<byte> bytes) : IItemWork
{
    private readonly int _ofAkt = ofAkt ? 1 : 0;
    private readonly long _first = first;
    private readonly CellSenses _senses = senses;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<byte> _bytes = bytes;

    public void At(long item)
    {
        int voxel = (int)(_first + item);
        _bytes[item] = (byte)_senses.Activity(voxel, _resident.Status[voxel], _resident.Exposure[voxel], _ofAkt != 0);
    }
}

/// <summary>The resident's clone, 0 for none, as it is read out.</summary>
internal readonly struct GatherCloneWork(long first, CellSlots resident, ArrayView<uint> words) : IItemWork
{
    private readonly long _first = first;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<uint> _words = words;

    public void At(long item)
        => _words[item] = _resident.Status[_first + item] == 0u ? 0u : _resident.Clone[_first + item];
}
