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

    /// <summary>Gathers some planes of quantities into a still, as many quantities as find room; the tissue may go on at once.</summary>
    public Still TakeStill(IReadOnlyList<int> quantities, int firstPlane, int planes)
    {
        long first = firstPlane * model.Grid.PlaneVoxels;
        long count = planes * model.Grid.PlaneVoxels;
        Still still = new(context.Stills, model.Grid, Quantities, firstPlane, planes);
        try
        {
            foreach (int quantity in quantities)
            {
                if (IsReadDirectly(TissueQuantities.PartAt(model, quantity)))
                    continue;
                if (still.MakeRoom(quantity) is not { } room)
                    break;
                if (AsItLies(quantity, first, count) is { } map)
                    context.Copy(map, room);
                else
                    Gather(quantity, first, count, room);
            }

            context.Synchronise();
            return still;
        }
        catch
        {
            still.Dispose();
            throw;
        }
    }

    /// <summary>Drops what was read ahead: the tissue is about to change.</summary>
    public void Forget()
    {
        if (_held.Any(chunk => chunk.Planes > 0) && !context.IsLost)
            context.Copies.End();
        Array.Clear(_held);
    }

    public void Dispose()
    {
        Forget();
        foreach (Staging? staging in _stagings)
            staging?.Dispose();
    }

    private bool IsAbsent(CellQuantity part) => (matrix is null && part == CellQuantity.Matrix)
        || (host is null && part is (CellQuantity.HostKind or CellQuantity.Exhaustion or CellQuantity.Debris));

    private bool IsReadDirectly(CellQuantity part) => part == CellQuantity.Perfusion || IsAbsent(part);

    // What is not gathered.
    private bool ReadDirectly(CellQuantity part, long first, Span<byte> destination)
    {
        if (!IsReadDirectly(part))
            return false;
        if (IsAbsent(part))
        {
            destination.Clear();
            return true;
        }

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

        context.Copies.End();
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
        if (AsItLies(chunk.Quantity, first, count) is not { } bytes)
        {
            bytes = staging.Gathered.SubView(0L, count * Quantities[chunk.Quantity].ElementSize);
            Gather(chunk.Quantity, first, count, bytes);
        }

        context.Synchronise();
        context.Copies.Begin(bytes, staging.Pinned);
    }

    // Debris lies as it is read, and so do fields that are not parked.
    private ArrayView<byte>? AsItLies(int quantity, long first, long count)
        => quantity < model.Fields.Count ? fields.Concentration(quantity)?.SubView(first, count).Cast<byte>()
            : TissueQuantities.PartAt(model, quantity) == CellQuantity.Debris ? host!.Debris.SubView(first, count)
            : null;

    // The rest is put together.
    private void Gather(int quantity, long first, long count, ArrayView<byte> bytes)
    {
        if (quantity < model.Fields.Count)
        {
            context.ForEach(count, new LeaveParkingWork(fields.View(quantity), first, bytes.Cast<float>()));
            return;
        }

        CellQuantity part = TissueQuantities.PartAt(model, quantity);
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
    }

    private readonly record struct Chunk(int Quantity, int FirstPlane, int Planes);
}
