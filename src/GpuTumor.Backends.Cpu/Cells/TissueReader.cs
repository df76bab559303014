using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Copies fields and cell state out, plane by plane.</summary>
internal sealed unsafe class TissueReader(
    Model model, DiffusingFields fields, CellLattice lattice, CellPool pool, VesselMap vessels, HostLayer? host,
    MatrixMap? matrix, Senses senses, Workers workers)
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
            fields.Read(quantity, first, MemoryMarshal.Cast<byte, float>(destination)[..voxels]);
            return;
        }

        CellQuantity part = TissueQuantities.PartAt(model, quantity);
        fixed (byte* place = destination)
        {
            byte* start = place;
            workers.Run(
                member =>
                {
                    (int from, int to) = workers.Share(voxels, member);
                    if (part == CellQuantity.Clone)
                        ReadClones(first + from, to - from, (uint*)start + from);
                    else if (part is CellQuantity.ChemoAInside or CellQuantity.ChemoBInside)
                        ReadDoses(part == CellQuantity.ChemoAInside ? CellRecord.ChemoAShift : CellRecord.ChemoBShift, first + from, to - from, (float*)start + from);
                    else
                        ReadBytes(part, first + from, to - from, start + from);
                },
                voxels);
        }
    }

    private void ReadClones(long first, int voxels, uint* clones)
    {
        for (int i = 0; i < voxels; i++)
        {
            int empty = Vacant(lattice.Resident, first + i, voxels - i);
            new Span<uint>(clones + i, empty).Clear();
            i += empty;
            if (i < voxels)
                clones[i] = pool.Clone[lattice.Resident[first + i] - 1];
        }
    }

    private void ReadDoses(int shift, long first, int voxels, float* doses)
    {
        new Span<float>(doses, voxels).Clear();
        for (int i = Vacant(lattice.Resident, first, voxels); i < voxels; i += 1 + Vacant(lattice.Resident, first + i + 1, voxels - i - 1))
            doses[i] = DoseCode.DrugInside(pool.Exposure[lattice.Resident[first + i] - 1], shift);
    }

    private void ReadBytes(CellQuantity part, long first, int voxels, byte* bytes)
    {
        Span<byte> all = new(bytes, voxels);
        switch (part)
        {
            case CellQuantity.HostKind or CellQuantity.Exhaustion or CellQuantity.Debris when host is null:
            case CellQuantity.Matrix when matrix is null:
                all.Clear();
                break;
            case CellQuantity.Excess:
                all.Clear();
                for (int i = Vacant(lattice.Waiting, first, voxels); i < voxels; i += 1 + Vacant(lattice.Waiting, first + i + 1, voxels - i - 1))
                    bytes[i] = (byte)(CellRecord.Founder(pool.Status[lattice.Waiting[first + i] - 1]) + 1);
                break;
            case CellQuantity.Perfusion or CellQuantity.Matrix or CellQuantity.HostKind or CellQuantity.Exhaustion or CellQuantity.Debris:
                for (int i = 0; i < voxels; i++)
                    bytes[i] = OfPlace(part, first + i);
                break;
            default:
                all.Fill(part == CellQuantity.Founder ? TissueQuantities.NoFounder : (byte)0);
                for (int i = Vacant(lattice.Resident, first, voxels); i < voxels; i += 1 + Vacant(lattice.Resident, first + i + 1, voxels - i - 1))
                    bytes[i] = OfCell(part, lattice.Resident[first + i] - 1, first + i);
                break;
        }
    }

    // How many voxels hold no cell before the first that does. Most of a lattice is empty.
    private static int Vacant(int* slots, long first, int voxels)
    {
        int i = 0;
        for (; i + Vector256<int>.Count <= voxels && Vector256.Load(slots + first + i) == Vector256<int>.Zero; i += Vector256<int>.Count)
        {
        }

        while (i < voxels && slots[first + i] == 0)
            i++;
        return i;
    }

    private byte OfPlace(CellQuantity part, long voxel) => part switch
    {
        CellQuantity.Perfusion => vessels.Perfusion(voxel),
        CellQuantity.Matrix => (byte)MathF.Round(255f * MathF.Min(1f, matrix!.Density[voxel])),
        _ => HostByte(host!, part, voxel),
    };

    private byte OfCell(CellQuantity part, int slot, long voxel)
    {
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
