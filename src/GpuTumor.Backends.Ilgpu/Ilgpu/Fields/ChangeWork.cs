using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sums of squares of a row: of its change since the copy, of what it is and of what it was.</summary>
internal readonly struct ChangeWork(FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> former) : IRowWork
{
    /// <summary>Sum: the change, squared.</summary>
    public const int Change = 0;

    /// <summary>Sum: what there is, squared.</summary>
    public const int Present = 1;

    /// <summary>Sum: what there was, squared.</summary>
    public const int Former = 2;

    /// <summary>How many.</summary>
    public const int Quantities = 3;

    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _former = former;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar changed = new(0f);
        Scalar present = new(0f);
        Scalar former = new(0f);
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
        {
            Scalar after = new(_concentration[start + x]);
            Scalar before = new(_former[start + x]);
            Scalar change = after - before;
            changed += change * change;
            present += after * after;
            former += before * before;
        }

        sums.First = changed.Value;
        sums.Second = present.Value;
        sums.Third = former.Value;
    }
}
