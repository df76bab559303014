using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One substep of forward Euler on a row; sums what u loses: taken, and into pinned voxels.</summary>
internal readonly struct EulerWork<TLattice, TRow>(
    TLattice lattice, ReactionMaps reaction, ArrayView<float> present, ArrayView<float> result, float decay, float step) : IRowWork
    where TLattice : struct, IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    private readonly TLattice _lattice = lattice;
    private readonly ReactionMaps _reaction = reaction;
    private readonly ArrayView<float> _present = present;
    private readonly ArrayView<float> _result = result;
    private readonly float _decay = decay;
    private readonly float _step = step;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        TRow row = _lattice.Row(y, z, 0f);
        AxisView axis = _lattice.Axes.X;
        Scalar zero = new(0f);
        Scalar takenSum = zero;
        Scalar intoPinned = zero;
        for (int x = column; x < axis.Count; x += RowSums.Columns)
        {
            long voxel = row.Start + x;
            Scalar centre = new(_present[voxel]);
            Scalar mapped = new(_reaction.Loss[voxel]);
            Scalar own = Scalar.WhereLess(mapped, zero, zero, mapped + new Scalar(_decay));
            Scalar outflow = row.TotalLoss(axis, x, own) * centre;
            Scalar unused = zero;
            row.Exchange(
                _present, axis, x, centre, row.West(_present, axis, x), row.East(_present, axis, x), ref outflow, ref unused);
            Scalar taken = own * centre;
            if (_reaction.IsSaturable)
            {
                Scalar maximum = Scalar.WhereLess(mapped, zero, zero, new Scalar(_reaction.Maximum[voxel]));
                Scalar half = new(_reaction.HalfSaturation);
                outflow = Saturation.Uptake(centre, maximum, half, outflow);
                taken = Saturation.Uptake(centre, maximum, half, taken);
            }

            Scalar gain = new(_reaction.Source[voxel]);
            Scalar result = Stage.Euler(outflow, centre, gain, new Scalar(_step));
            _result[voxel] = Scalar.WhereLess(mapped, zero, centre, result).Value;
            takenSum += taken;
            intoPinned += Scalar.WhereLess(mapped, zero, gain - outflow, zero);
        }

        sums.First = takenSum.Value;
        sums.Second = intoPinned.Value;
    }
}
