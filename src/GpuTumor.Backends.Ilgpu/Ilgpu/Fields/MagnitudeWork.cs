using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Keeps the largest magnitude of a row.</summary>
internal readonly struct MagnitudeWork(FieldLattice lattice, ArrayView<float> map) : IRowWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _map = map;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar largest = new(0f);
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
        {
            Scalar value = new(_map[start + x]);
            largest = Scalar.Max(Scalar.Max(value, new Scalar(0f) - value), largest);
        }

        sums.First = largest.Value;
    }
}
