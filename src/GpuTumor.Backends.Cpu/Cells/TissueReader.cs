using System.Runtime.InteropServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Copies fields and cell state out, plane by plane.</summary>
internal sealed unsafe class TissueReader(
    Model model, DiffusingFields fields, CellLattice lattice, CellPool pool, VesselMap vessels, HostLayer? host,
    MatrixMap? matrix, Senses senses)
{
    /// <summary>What can be read: the fields, then the cell state.</summary>
    public IReadOnlyList<Quantity> Quantities { get; } = TissueQuantities.Of(model);

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        Quantity what = Quantities[quantity];
        long first = firstPlane * model.Grid.PlaneVoxels;
        int voxels = destination.Length / what.ElementSize;
        if (quantity < model.Fields.Count)
        {
            MemoryMarshal.AsBytes(fields.Concentration(quantity).Slice(first, voxels)).CopyTo(destination);
            return;
        }

        var part = (CellQuantity)(quantity - model.Fields.Count);
        if (part == CellQuantity.Clone)
        {
            Span<uint> words = MemoryMarshal.Cast<byte, uint>(destination);
            for (int i = 0; i < voxels; i++)
                words[i] = lattice.Resident[first + i] is int slot and not 0 ? pool.Clone[slot - 1] : 0u;
            return;
        }

        for (int i = 0; i < voxels; i++)
            destination[i] = Byte(part, first + i);
    }

    private byte Byte(CellQuantity part, long voxel)
    {
        if (part == CellQuantity.Perfusion)
            return vessels.Perfusion(voxel);
        if (part == CellQuantity.Matrix)
            return matrix is null ? (byte)0 : (byte)MathF.Round(255f * MathF.Min(1f, matrix.Density[voxel]));
        if (part is CellQuantity.HostKind or CellQuantity.Exhaustion or CellQuantity.Debris)
            return host is null ? (byte)0 : HostByte(host, part, voxel);
        if (part == CellQuantity.Excess)
        {
            int waiting = lattice.Waiting[voxel] - 1;
            return waiting < 0 ? (byte)0 : (byte)(CellRecord.Founder(pool.Status[waiting]) + 1);
        }

        int slot = lattice.Resident[voxel] - 1;
        if (slot < 0)
            return part == CellQuantity.Founder ? TissueQuantities.NoFounder : (byte)0;
        uint status = pool.Status[slot];
        uint signals = pool.Signals[slot];
        uint exposure = pool.Exposure[slot];
        return part switch
        {
            CellQuantity.Kind => (byte)CellRecord.Kind(status),
            CellQuantity.Founder => (byte)CellRecord.Founder(status),
            CellQuantity.Genotype => (byte)CellRecord.GenotypeOf(status),
            CellQuantity.Erk => (byte)senses.Activities((int)voxel, status, exposure).Erk,
            CellQuantity.Akt => (byte)senses.Activities((int)voxel, status, exposure).Akt,
            CellQuantity.Fra1 => (byte)CellRecord.Level(signals, CellRecord.Fra1Shift),
            CellQuantity.Secretome => (byte)CellRecord.Level(signals, CellRecord.SecretomeShift),
            CellQuantity.Phase => (byte)CellRecord.PhaseShown(status),
            CellQuantity.Mode => (byte)CellRecord.Mode(status),
            CellQuantity.Emt => (byte)CellRecord.Level(signals, CellRecord.EmtShift),
            CellQuantity.Memory => (byte)CellRecord.Level(signals, CellRecord.MemoryShift),
            CellQuantity.Efflux => (byte)CellRecord.Level(exposure, CellRecord.EffluxShift),
            CellQuantity.Damage => (byte)DoseCode.DamageShown(exposure),
            _ => (status & CellRecord.AutophagyBit) != 0u ? (byte)1 : (byte)0,
        };
    }

    private static byte HostByte(HostLayer host, CellQuantity part, long voxel) => part switch
    {
        CellQuantity.HostKind => (byte)HostRecord.Kind(host.State[voxel]),
        CellQuantity.Exhaustion => (byte)HostRecord.Exhaustion(host.State[voxel]),
        _ => host.Debris[voxel],
    };
}
