using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Scales the free voxels of a row by a factor near one, and sums all.</summary>
internal readonly struct ScaleWork(
    FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> loss, float pinningLoss, float excess) : IRowWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _loss = loss;
    private readonly float _pinningLoss = pinningLoss;
    private readonly float _excess = excess;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar present = new(0f);
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
        {
            Scalar concentration = new(_concentration[start + x]);
            Scalar scaled = Scalar.WhereLess(
                new Scalar(_pinningLoss), new Scalar(_loss[start + x]), concentration,
                Scalar.Fma(new Scalar(_excess), concentration, concentration));
            _concentration[start + x] = scaled.Value;
            present += scaled;
        }

        sums.First = present.Value;
    }
}
