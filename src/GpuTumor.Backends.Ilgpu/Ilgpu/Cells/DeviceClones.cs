using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Mutation at division, and the table of clones, on a device.</summary>
/// <remarks>
/// Rows count the clones that begin in them, and are given numbers in their order; how many clones there are then comes to the host,
/// which makes room in the table; then rows number their own. Where nothing mutates, nothing is done.
/// </remarks>
internal sealed class DeviceClones : IDisposable
{
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly Grid _grid;
    private readonly uint[] _last = new uint[1];
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _rows;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _planes;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _firstClones;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _total;
    private MemoryBuffer1D<uint, Stride1D.Dense> _parents;
    private MemoryBuffer1D<uint, Stride1D.Dense> _birthSteps;
    private MemoryBuffer1D<uint, Stride1D.Dense> _traits;

    public DeviceClones(GpuContext context, Model model)
    {
        const int FirstCapacity = 1 << 12;
        (_context, _model, _grid) = (context, model, model.Grid);
        _rows = context.Allocate<uint>((long)_grid.Ny * _grid.Nz);
        _planes = context.Allocate<uint>(_grid.Nz);
        _firstClones = context.Allocate<uint>(_rows.Length);
        _total = context.Allocate<uint>(_last.Length);
        _parents = context.Allocate<uint>(FirstCapacity);
        _birthSteps = context.Allocate<uint>(FirstCapacity);
        _traits = context.Allocate<uint>(FirstCapacity);
        TakeUp(CloneTable.OfFounders(model));
    }

    /// <summary>Clones so far.</summary>
    public int Count { get; private set; }

    /// <summary>Gives the daughters of this step their mutations.</summary>
    public void Mutate(CellSlots resident, CellSlots waiting, ArrayView<byte> mark, HeldTiles held, long step)
    {
        if (_model.Mutation.IsNone)
            return;
        _context.ForEach(_rows.Length, new BeginningClonesWork(
            _model.Mutation, _model.Seed, (uint)step, _grid.Nx, _grid.Ny, resident, mark, held, _rows.View));
        _context.ForEach(_grid.Nz, new PlaneCountsWork(_rows.View, _planes.View, _grid.Ny));
        _context.ForEach(_grid.Nz, new NumberRowsWork(
            _rows.View, _planes.View, _firstClones.View, _total.View, _grid.Ny, (uint)Count));
        _context.Read(_total.View, _last.AsSpan());
        int before = Count;
        Count = (int)_last[0];
        if (Count == before)
            return;
        if (Count > _parents.Length)
            Grow(before);
        _context.ForEach(_rows.Length, new MutateWork(
            _model.Mutation, _model.Seed, (uint)step, _grid.Nx, _grid.Ny, resident, waiting, mark, held, _firstClones.View,
            new CloneColumns(_parents.View, _birthSteps.View, _traits.View)));
    }

    /// <summary>Enters a clone at the end, and returns its number.</summary>
    public uint Adopt(uint parent, uint birthStep, uint traits)
    {
        int last = Count++;
        if (Count > _parents.Length)
            Grow(last);
        _context.Write<uint>([parent], _parents.View.SubView(last, 1));
        _context.Write<uint>([birthStep], _birthSteps.View.SubView(last, 1));
        _context.Write<uint>([traits], _traits.View.SubView(last, 1));
        return (uint)Count;
    }

    /// <summary>Puts another table in the place of this one.</summary>
    public void TakeUp(CloneTable clones)
    {
        Count = clones.Count;
        if (Count > _parents.Length)
            Grow(0);
        _context.Write<uint>(clones.Parents, _parents.View.SubView(0, Count));
        _context.Write<uint>(clones.BirthSteps, _birthSteps.View.SubView(0, Count));
        _context.Write<uint>(clones.Traits, _traits.View.SubView(0, Count));
    }

    /// <summary>A copy of the table.</summary>
    public CloneTable Read() => new(Column(_parents, Count), Column(_birthSteps, Count), Column(_traits, Count));

    public void Dispose()
    {
        _context.Free(_rows);
        _context.Free(_planes);
        _context.Free(_firstClones);
        _context.Free(_total);
        _context.Free(_parents);
        _context.Free(_birthSteps);
        _context.Free(_traits);
    }

    private uint[] Column(MemoryBuffer1D<uint, Stride1D.Dense> column, int count)
    {
        uint[] values = new uint[count];
        _context.Read(column.View.SubView(0, count), values.AsSpan());
        return values;
    }

    private void Grow(int filled)
    {
        int capacity = (int)Math.Min(Array.MaxLength, Math.Max(Count, 2L * _parents.Length));
        _parents = Grown(_parents, filled, capacity);
        _birthSteps = Grown(_birthSteps, filled, capacity);
        _traits = Grown(_traits, filled, capacity);
    }

    private MemoryBuffer1D<uint, Stride1D.Dense> Grown(MemoryBuffer1D<uint, Stride1D.Dense> column, int filled, int capacity)
    {
        uint[] values = filled == 0 ? [] : Column(column, filled);
        _context.Free(column);
        MemoryBuffer1D<uint, Stride1D.Dense> grown = _context.Allocate<uint>(capacity);
        if (filled > 0)
            _context.Write<uint>(values, grown.View.SubView(0, filled));
        return grown;
    }
}
