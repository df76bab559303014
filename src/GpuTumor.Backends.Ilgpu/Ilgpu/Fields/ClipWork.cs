using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Adds an increment, if there is one, to a row, lifts undershoots, and sums what there is and what lifting added.</summary>
internal readonly struct ClipWork(FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> increment) : IRowWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _increment = increment;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar present = new(0f);
        Scalar clipped = new(0f);
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
        {
            Scalar raw = new(_concentration[start + x]);
            if (_increment.Length > 0)
                raw += new Scalar(_increment[start + x]);
            Scalar concentration = Clipping.Positive(raw);
            _concentration[start + x] = concentration.Value;
            present += concentration;
            clipped += concentration - raw;
        }

        sums.First = present.Value;
        sums.Second = clipped.Value;
    }
}
