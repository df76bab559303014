using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <content>What crosses the bus, and what is copied on the device.</content>
internal sealed partial class GpuContext
{
    /// <summary>Copies on the device, after what was asked before.</summary>
    public void Copy<T>(ArrayView<T> source, ArrayView<T> destination)
        where T : unmanaged
        => Do("copying", () => source.CopyTo(_accelerator.DefaultStream, destination));

    /// <summary>Sets an array to zero, after what was asked before.</summary>
    public void Clear<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged
        => Do("clearing memory", () => buffer.MemSetToZero());

    /// <summary>Waits until all that was asked is done.</summary>
    /// <remarks>Not for copies on streams of their own: those run on.</remarks>
    public void Synchronise() => Do("waiting", _accelerator.DefaultStream.Synchronize);

    /// <summary>Copies from the device, after what was asked before.</summary>
    public void Read<T>(ArrayView<T> source, Span<T> destination)
        where T : unmanaged
    {
        try
        {
            _beforeCall?.Invoke("copying");
            source.CopyToCPU(_accelerator.DefaultStream, destination);
            CountRead(source.LengthInBytes);
        }
        catch (AcceleratorException failure)
        {
            throw Lost("copying", failure);
        }
    }

    /// <summary>Saves a map of the device, or restores it, plane by plane.</summary>
    public void Carry<T>(IStateArchive archive, string name, Grid grid, ArrayView<T> map)
        where T : unmanaged
    {
        if (Keeps<T>(archive, name, grid, room => Copy(map, room)))
            return;
        archive.Voxels<T>(
            name, grid,
            (z, values) => Read(map.SubView(z * grid.PlaneVoxels, grid.PlaneVoxels), values),
            (z, values) => Write<T>(values, map.SubView(z * grid.PlaneVoxels, grid.PlaneVoxels)));
    }

    /// <summary>Keeps a map for an archive that is read later, if there is room.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="name">What it is.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="gather">Fills the copy, after what was asked before.</param>
    public bool Keeps<T>(IStateArchive archive, string name, Grid grid, Action<ArrayView<T>> gather)
        where T : unmanaged
    {
        long bytes = Interop.SizeOf<T>();
        if (archive is not IStillArchive { TakesCopies: true } stills || Stills.TryTake(grid.Voxels * bytes) is not { } room)
            return false;
        stills.Keep<T>(name, grid, new StillMap(Stills, room, grid.PlaneVoxels * bytes));
        ArrayView<byte> view = room.View;
        gather(view.Cast<T>());
        return true;
    }

    /// <summary>Memory of the host that the device copies into by itself.</summary>
    public PageLockedArray1D<byte> AllocatePinned(long bytes)
        => Guard("pinning memory", () => _accelerator.AllocatePageLocked1D<byte>(bytes));

    /// <summary>Gives pinned memory back.</summary>
    public void Free(PageLockedArray1D<byte> pinned) => Release(pinned);

    /// <summary>A stream for copies from the device, which run beside what is computed.</summary>
    /// <param name="doing">What is done by it, for messages.</param>
    public CopyStream OpenCopies(string doing) => new(this, _accelerator.CreateStream(), doing);

    /// <summary>Counts bytes that crossed the bus; any thread.</summary>
    public void CountRead(long bytes) => Interlocked.Add(ref _bytesRead, bytes);

    /// <summary>Copies to the device, after what was asked before.</summary>
    public void Write<T>(ReadOnlySpan<T> source, ArrayView<T> destination)
        where T : unmanaged
    {
        try
        {
            _beforeCall?.Invoke("copying");
            destination.CopyFromCPU(_accelerator.DefaultStream, source);
            BytesWritten += destination.LengthInBytes;
        }
        catch (AcceleratorException failure)
        {
            throw Lost("copying", failure);
        }
    }
}
