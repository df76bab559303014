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

/// <summary>The lines of voxels along an axis.</summary>
/// <param name="Tables">The axis: <see cref="TablesOf"/>.</param>
/// <param name="Count">Voxels of a line.</param>
/// <param name="Lines">Lines.</param>
/// <param name="Stride">From one voxel of a line to the next.</param>
/// <param name="Side">Lines that begin side by side.</param>
/// <param name="Apart">From the first of them to the first of the next.</param>
internal readonly record struct LodLines(ArrayView<float> Tables, int Count, long Lines, long Stride, long Side, long Apart)
{
    /// <summary>The tables of an axis, one after another.</summary>
    public static float[] TablesOf(LodAxis axis)
        => [.. axis.Inverse, .. axis.FromLower, .. axis.FromUpper, .. Enumerable.Range(0, axis.Count).Select(axis.Held)];
}

/// <summary>Thomas' algorithm along one line of voxels.</summary>
internal readonly struct LodLineWork(ArrayView<float> concentration, LodLines lines) : IItemWork
{
    private readonly ArrayView<float> _concentration = concentration;
    private readonly LodLines _lines = lines;

    public void At(long item)
    {
        long first = (item / _lines.Side * _lines.Apart) + (item % _lines.Side);
        Scalar former = new(0f);
        for (int i = 0; i < _lines.Count; i++)
        {
            long voxel = first + (i * _lines.Stride);
            former = Elimination.Forward(
                new Scalar(_concentration[voxel]), new Scalar(_lines.Tables[(3 * _lines.Count) + i]), new Scalar(_lines.Tables[i]),
                new Scalar(_lines.Tables[_lines.Count + i]), former);
            _concentration[voxel] = former.Value;
        }

        Scalar next = new(0f);
        for (int i = _lines.Count - 1; i >= 0; i--)
        {
            long voxel = first + (i * _lines.Stride);
            next = Elimination.Backward(new Scalar(_concentration[voxel]), new Scalar(_lines.Tables[(2 * _lines.Count) + i]), next);
            _concentration[voxel] = next.Value;
        }
    }
}
