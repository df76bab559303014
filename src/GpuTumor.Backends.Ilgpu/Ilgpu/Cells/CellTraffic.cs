using System.Runtime.InteropServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Looks at cells on the device, takes them out, kills them and puts them in, between two steps.</summary>
internal sealed class CellTraffic(GpuContext context, DeviceFields fields, CellLattice lattice) : IDisposable
{
    private const int Words = CellRecord.Bytes / sizeof(uint);
    private MemoryBuffer1D<int, Stride1D.Dense>? _places;
    private MemoryBuffer1D<uint, Stride1D.Dense>? _words;
    private MemoryBuffer1D<float, Stride1D.Dense>? _values;

    /// <summary>Living cells put in, less those taken out.</summary>
    public long LivingEntered { get; set; }

    public void Look(ReadOnlySpan<int> places, Span<CellState> cells)
    {
        if (places.Length == 0)
            return;
        Upload(places);
        context.ForEach(places.Length, new LookWork(_places!.View, _words!.View, lattice.Resident, lattice.Waiting));
        context.Read(_words.View.SubView(0, places.Length * Words), MemoryMarshal.Cast<CellState, uint>(cells[..places.Length]));
    }

    public void Sample(int field, ReadOnlySpan<int> voxels, Span<float> values)
    {
        if (voxels.Length == 0)
            return;
        Upload(voxels);
        context.ForEach(voxels.Length, new SampleWork(_places!.View, fields.View(field), _values!.View));
        context.Read(_values.View.SubView(0, voxels.Length), values[..voxels.Length]);
    }

    public void TakeOut(ReadOnlySpan<int> places)
    {
        if (places.Length == 0)
            return;
        LivingEntered -= CountLiving(places);
        context.ForEach(places.Length, new TakeOutWork(_places!.View, lattice.Resident, lattice.Waiting, lattice.Distances));
    }

    public void Kill(ReadOnlySpan<int> places)
    {
        if (places.Length == 0)
            return;
        Upload(places);
        context.ForEach(places.Length, new KillWork(_places!.View, lattice.Resident, lattice.Waiting));
    }

    public void PutIn(ReadOnlySpan<int> voxels, ReadOnlySpan<CellState> cells, Span<bool> placed)
    {
        if (voxels.Length == 0)
            return;
        Upload(voxels);
        context.Write(MemoryMarshal.Cast<CellState, uint>(cells[..voxels.Length]), _words!.View.SubView(0, voxels.Length * Words));
        context.ForEach(voxels.Length, new PutInWork(
            lattice.Row, lattice.Plane, _places!.View, _words.View, lattice.Resident, lattice.Waiting, lattice.Distances, lattice.Held));
        lattice.Entered();
        uint[] refused = new uint[voxels.Length * Words];
        context.Read(_words.View.SubView(0, refused.Length), refused.AsSpan());
        for (int i = 0; i < voxels.Length; i++)
        {
            placed[i] = refused[i * Words] == 0u;
            LivingEntered += placed[i] && cells[i].IsLiving ? 1 : 0;
        }
    }

    public void Dispose()
    {
        if (_places is null)
            return;
        context.Free(_places);
        context.Free(_words!);
        context.Free(_values!);
        (_places, _words, _values) = (null, null, null);
    }

    private int CountLiving(ReadOnlySpan<int> places)
    {
        CellState[] cells = new CellState[places.Length];
        Look(places, cells);
        return cells.Count(cell => cell.IsLiving);
    }

    private void Upload(ReadOnlySpan<int> places)
    {
        if (_places is null || _places.Length < places.Length)
        {
            Dispose();
            long length = Math.Max(1024, places.Length * 3L / 2);
            _places = context.Allocate<int>(length);
            _words = context.Allocate<uint>(length * Words);
            _values = context.Allocate<float>(length);
        }

        context.Write(places, _places.View.SubView(0, places.Length));
    }
}
