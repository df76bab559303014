using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Reaction of a row. Sums what is taken.</summary>
internal readonly struct LodReactionWork(
    FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> loss, ArrayView<float> gain, float substep) : IRowWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly float _substep = substep;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar taken = new(0f);
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
        {
            Scalar loss = new(_loss[start + x]);
            Scalar present = Elimination.React(
                new Scalar(_concentration[start + x]), loss, new Scalar(_gain[start + x]), new Scalar(_substep));
            _concentration[start + x] = present.Value;
            taken += loss * present;
        }

        sums.First = taken.Value;
    }
}

/// <summary>Sums a row.</summary>
internal readonly struct LodTotalWork(FieldLattice lattice, ArrayView<float> map) : IRowWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _map = map;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar present = new(0f);
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
            present += new Scalar(_map[start + x]);
        sums.First = present.Value;
    }
}

/// <summary>Thomas' algorithm along one line of voxels.</summary>
/// <param name="concentration">The field.</param>
/// <param name="tables">Of the axis: <see cref="TablesOf"/>.</param>
/// <param name="count">Voxels of a line.</param>
/// <param name="stride">From one voxel of a line to the next.</param>
/// <param name="side">Lines that begin side by side.</param>
/// <param name="apart">From the first of them to the first of the next.</param>
internal readonly struct LodLineWork(
    ArrayView<float> concentration, ArrayView<float> tables, int count, long stride, long side, long apart) : IItemWork
{
    /// <summary>Tables of an axis.</summary>
    public const int Tables = 4;

    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _tables = tables;
    private readonly int _count = count;
    private readonly long _stride = stride;
    private readonly long _side = side;
    private readonly long _apart = apart;

    /// <summary>The tables of an axis, one after another.</summary>
    public static IEnumerable<float> TablesOf(LodAxis axis)
        => [.. axis.Inverse, .. axis.FromLower, .. axis.FromUpper, .. Enumerable.Range(0, axis.Count).Select(axis.Held)];

    public void At(long item)
    {
        long first = (item / _side * _apart) + (item % _side);
        Scalar former = new(0f);
        for (int i = 0; i < _count; i++)
        {
            long voxel = first + (i * _stride);
            former = Elimination.Forward(
                new Scalar(_concentration[voxel]), new Scalar(_tables[(3 * _count) + i]), new Scalar(_tables[i]),
                new Scalar(_tables[_count + i]), former);
            _concentration[voxel] = former.Value;
        }

        Scalar next = new(0f);
        for (int i = _count - 1; i >= 0; i--)
        {
            long voxel = first + (i * _stride);
            next = Elimination.Backward(new Scalar(_concentration[voxel]), new Scalar(_tables[(2 * _count) + i]), next);
            _concentration[voxel] = next.Value;
        }
    }
}
