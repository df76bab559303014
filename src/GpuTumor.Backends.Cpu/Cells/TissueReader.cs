using System.Runtime.InteropServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Copies fields and cell state out, plane by plane.</summary>
internal sealed unsafe class TissueReader(Model model, DiffusingFields fields, CellLattice lattice, CellPool pool)
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
        if (part == CellQuantity.Excess)
        {
            int waiting = lattice.Waiting[voxel] - 1;
            return waiting < 0 ? (byte)0 : (byte)(CellRecord.Founder(pool.Status[waiting]) + 1);
        }

        int slot = lattice.Resident[voxel] - 1;
        if (slot < 0)
            return part == CellQuantity.Founder ? TissueQuantities.NoFounder : (byte)0;
        return part switch
        {
            CellQuantity.Kind => (byte)CellRecord.Kind(pool.Status[slot]),
            CellQuantity.Founder => (byte)CellRecord.Founder(pool.Status[slot]),
            CellQuantity.Genotype => (byte)CellRecord.GenotypeOf(pool.Status[slot]),
            CellQuantity.Erk => (byte)CellRecord.Signal(pool.Signals[slot], 0),
            CellQuantity.Fra1 => (byte)CellRecord.Signal(pool.Signals[slot], 1),
            CellQuantity.Secretome => (byte)CellRecord.Signal(pool.Signals[slot], 2),
            _ => (byte)CellRecord.Signal(pool.Signals[slot], 3),
        };
    }
}
