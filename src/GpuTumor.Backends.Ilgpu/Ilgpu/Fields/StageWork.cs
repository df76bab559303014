using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One stage on a row, zero in pinned voxels; sums what u loses: taken, and into pinned voxels.</summary>
internal readonly struct StageWork<TLattice, TRow>(
    TLattice lattice, ArrayView<float> loss, ArrayView<float> present, ArrayView<float> former, ArrayView<float> gain,
    ArrayView<float> result, float decay, float minusStep, float ofPresent, float ofFormer, float ofGain) : IRowWork
    where TLattice : struct, IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    private readonly TLattice _lattice = lattice;
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _present = present;
    private readonly ArrayView<float> _former = former;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _result = result;
    private readonly float _decay = decay;
    private readonly float _minusStep = minusStep;
    private readonly float _ofPresent = ofPresent;
    private readonly float _ofFormer = ofFormer;
    private readonly float _ofGain = ofGain;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        TRow row = _lattice.Row(y, z, 0f);
        AxisView axis = _lattice.Axes.X;
        Scalar zero = new(0f);
        Scalar taken = zero;
        Scalar intoPinned = zero;
        for (int x = column; x < axis.Count; x += RowSums.Columns)
        {
            long voxel = row.Start + x;
            Scalar centre = new(_present[voxel]);
            Scalar mapped = new(_loss[voxel]);
            Scalar own = Scalar.WhereLess(mapped, zero, zero, mapped + new Scalar(_decay));
            Scalar outflow = row.TotalLoss(axis, x, own) * centre;
            Scalar unused = zero;
            row.Exchange(
                _present, axis, x, centre, row.West(_present, axis, x), row.East(_present, axis, x), ref outflow, ref unused);
            Scalar gain = new(_gain[voxel]);
            Scalar result = Stage.Next(
                outflow, centre, new Scalar(_former[voxel]), gain,
                new Scalar(_minusStep), new Scalar(_ofPresent), new Scalar(_ofFormer), new Scalar(_ofGain));
            _result[voxel] = Scalar.WhereLess(mapped, zero, zero, result).Value;
            taken += own * centre;
            intoPinned += Scalar.WhereLess(mapped, zero, gain - outflow, zero);
        }

        sums.First = taken.Value;
        sums.Second = intoPinned.Value;
    }
}
