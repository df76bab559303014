using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Copies fields and cell state out, some planes at a time; cell state is put together on the device.</summary>
/// <remarks>
/// Whoever reads planes will want the next ones: while the caller works on some, those that follow are gathered and copied, on a
/// stream of their own, into pinned memory. What was read ahead is dropped when the tissue changes.
/// </remarks>
internal sealed class TissueReader(
    GpuContext context, Model model, DeviceFields fields, CellLattice lattice, VesselMap vessels, HostLayer? host,
    MatrixMap? matrix, SensedFields sensed) : IDisposable
{
    private const long BytesOfChunk = 4 << 20;
    private readonly Staging?[] _stagings = new Staging?[2];
    private readonly Chunk[] _held = new Chunk[2];
    private int _turn;

    /// <summary>What can be read: the fields, then the cell state.</summary>
    public IReadOnlyList<Quantity> Quantities { get; } = TissueQuantities.Of(model);

    private int PlanesOfChunk => (int)Math.Clamp(BytesOfChunk / (sizeof(float) * model.Grid.PlaneVoxels), 1, model.Grid.Nz);

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        if (ReadDirectly(TissueQuantities.PartAt(model, quantity), firstPlane * model.Grid.PlaneVoxels, destination))
            return;

        long bytesOfPlane = model.Grid.PlaneVoxels * Quantities[quantity].ElementSize;
        int planes = (int)(destination.Length / bytesOfPlane);
        for (int done = 0; done < planes; done += PlanesOfChunk)
        {
            Chunk wanted = new(quantity, firstPlane + done, Math.Min(PlanesOfChunk, planes - done));
            int slot = Take(wanted);
            int left = planes - done - wanted.Planes;
            ReadAhead(new Chunk(quantity, wanted.FirstPlane + wanted.Planes, Math.Min(PlanesOfChunk, left > 0 ? left : planes)));
            int bytes = (int)(wanted.Planes * bytesOfPlane);
            _stagings[slot]!.Pinned.Span[..bytes].CopyTo(destination.Slice((int)(done * bytesOfPlane), bytes));
        }
    }

    /// <summary>Drops what was read ahead: the tissue is about to change.</summary>
    public void Forget()
    {
        if (_held.Any(chunk => chunk.Planes > 0) && !context.IsLost)
            context.EndReads();
        Array.Clear(_held);
    }

    public void Dispose()
    {
        Forget();
        foreach (Staging? staging in _stagings)
            staging?.Dispose();
    }

    // What is not gathered.
    private bool ReadDirectly(CellQuantity part, long first, Span<byte> destination)
    {
        if ((matrix is null && part == CellQuantity.Matrix)
            || (host is null && part is (CellQuantity.HostKind or CellQuantity.Exhaustion or CellQuantity.Debris)))
        {
            destination.Clear();
            return true;
        }

        if (part != CellQuantity.Perfusion)
            return false;
        int plane = (int)model.Grid.PlaneVoxels;
        for (int done = 0; done < destination.Length; done += plane)
            vessels.Read(first + done, destination.Slice(done, plane));
        return true;
    }

    // The slot that holds a chunk on the host.
    private int Take(Chunk wanted)
    {
        int slot = Array.IndexOf(_held, wanted);
        if (slot < 0)
        {
            slot = _turn;
            Begin(slot, wanted);
        }

        context.EndReads();
        _turn = 1 - slot;
        return slot;
    }

    private void ReadAhead(Chunk next)
    {
        int planes = Math.Min(next.Planes, model.Grid.Nz - next.FirstPlane);
        if (planes > 0)
            Begin(_turn, next with { Planes = planes });
    }

    private void Begin(int slot, Chunk chunk)
    {
        Staging staging = _stagings[slot] ??= new Staging(context, PlanesOfChunk * model.Grid.PlaneVoxels * sizeof(float));
        long first = chunk.FirstPlane * model.Grid.PlaneVoxels;
        long count = chunk.Planes * model.Grid.PlaneVoxels;
        _held[slot] = chunk;
        context.BeginRead(Gathered(chunk.Quantity, first, count, staging), staging.Pinned);
    }

    // Fields lie as they are read; cell state is gathered.
    private ArrayView<byte> Gathered(int quantity, long first, long count, Staging staging)
    {
        if (quantity < model.Fields.Count)
            return fields.Concentration(quantity).SubView(first, count).Cast<byte>();
        CellQuantity part = TissueQuantities.PartAt(model, quantity);
        if (part == CellQuantity.Debris)
            return host!.Debris.SubView(first, count);
        ArrayView<byte> bytes = staging.Gathered.SubView(0L, count * Quantities[quantity].ElementSize);
        if (part == CellQuantity.Clone)
            context.ForEach(count, new GatherCloneWork(first, lattice.Resident, bytes.Cast<uint>()));
        else if (part is CellQuantity.ChemoAInside or CellQuantity.ChemoBInside)
            context.ForEach(count, new GatherDoseWork(part == CellQuantity.ChemoAInside ? CellRecord.ChemoAShift : CellRecord.ChemoBShift, first, lattice.Resident, bytes.Cast<float>()));
        else if (part == CellQuantity.Matrix)
            context.ForEach(count, new GatherMatrixWork(first, matrix!.Density, bytes));
        else if (part is CellQuantity.HostKind or CellQuantity.Exhaustion)
            context.ForEach(count, new GatherHostWork(part, first, host!.State, bytes));
        else if (part is CellQuantity.Erk or CellQuantity.Akt)
            context.ForEach(count, new GatherActivityWork(part == CellQuantity.Akt, first, lattice.Senses(sensed), lattice.Resident, bytes));
        else
            context.ForEach(count, new GatherWork(part, first, lattice.Resident, lattice.Waiting.Status, bytes));
        return bytes;
    }

    private readonly record struct Chunk(int Quantity, int FirstPlane, int Planes);
}
