using System.Runtime.InteropServices;
using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Copies fields and cell state out, plane by plane; cell state is put together on the device.</summary>
internal sealed class TissueReader(
    GpuContext context, Model model, DeviceFields fields, CellLattice lattice, VesselMap vessels, HostLayer? host,
    SensedFields sensed) : IDisposable
{
    private MemoryBuffer1D<byte, Stride1D.Dense>? _bytes;
    private MemoryBuffer1D<uint, Stride1D.Dense>? _words;

    /// <summary>What can be read: the fields, then the cell state.</summary>
    public IReadOnlyList<Quantity> Quantities { get; } = TissueQuantities.Of(model);

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        int voxels = destination.Length / Quantities[quantity].ElementSize;
        int chunk = (int)Math.Min(int.MaxValue, model.Grid.PlaneVoxels);
        long first = firstPlane * model.Grid.PlaneVoxels;
        for (int done = 0; done < voxels; done += chunk)
            ReadChunk(quantity, first + done, destination, done, Math.Min(chunk, voxels - done));
    }

    public void Dispose()
    {
        if (_bytes is not null)
            context.Free(_bytes);
        if (_words is not null)
            context.Free(_words);
    }

    private void ReadChunk(int quantity, long first, Span<byte> destination, int done, int count)
    {
        if (quantity < model.Fields.Count)
        {
            Span<float> values = MemoryMarshal.Cast<byte, float>(destination).Slice(done, count);
            context.Read(fields.Concentration(quantity).SubView(first, count), values);
            return;
        }

        var part = (CellQuantity)(quantity - model.Fields.Count);
        if (part == CellQuantity.Matrix || (host is null && part is (CellQuantity.HostKind or CellQuantity.Exhaustion or CellQuantity.Debris)))
        {
            // A tissue with a matrix is refused.
            destination.Slice(done, count).Clear();
            return;
        }

        if (part == CellQuantity.Debris)
        {
            context.Read(host!.Debris.SubView(first, count), destination.Slice(done, count));
            return;
        }

        if (part == CellQuantity.Perfusion)
        {
            vessels.Read(first, destination.Slice(done, count));
            return;
        }

        if (part == CellQuantity.Clone)
        {
            _words ??= context.Allocate<uint>(model.Grid.PlaneVoxels);
            context.ForEach(count, new GatherCloneWork(first, lattice.Resident, _words.View));
            context.Read(_words.View.SubView(0, count), MemoryMarshal.Cast<byte, uint>(destination).Slice(done, count));
            return;
        }

        _bytes ??= context.Allocate<byte>(model.Grid.PlaneVoxels);
        if (part is CellQuantity.HostKind or CellQuantity.Exhaustion)
        {
            context.ForEach(count, new GatherHostWork(part, first, host!.State, _bytes.View));
            context.Read(_bytes.View.SubView(0, count), destination.Slice(done, count));
            return;
        }

        if (part is CellQuantity.Erk or CellQuantity.Akt)
        {
            context.ForEach(count, new GatherActivityWork(
                part == CellQuantity.Akt, first, lattice.Senses(sensed), lattice.Resident, _bytes.View));
        }
        else
        {
            context.ForEach(count, new GatherWork(part, first, lattice.Resident, lattice.Waiting.Status, _bytes.View));
        }

        context.Read(_bytes.View.SubView(0, count), destination.Slice(done, count));
    }
}
