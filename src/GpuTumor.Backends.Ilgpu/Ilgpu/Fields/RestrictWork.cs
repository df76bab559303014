using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Brings the defect of a lattice, and its loss if wanted, to a row of the next coarser one, and clears the correction there.
/// Keeps the largest change that one more relaxation would make, and the largest value.
/// </summary>
internal readonly struct RestrictWork<TLattice, TRow>(
    TLattice fine, FieldLattice coarse, ArrayView<float> unknown, ReactionMaps reaction, float loss,
    ArrayView<float> coarseDefect, ArrayView<float> coarseLoss, ArrayView<float> correction) : IRowWork
    where TLattice : struct, IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    private readonly TLattice _fine = fine;
    private readonly FieldLattice _coarse = coarse;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly ArrayView<float> _coarseDefect = coarseDefect;
    private readonly ArrayView<float> _coarseLoss = coarseLoss;
    private readonly ArrayView<float> _correction = correction;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _coarse.RowStart(y, z);
        Scalar zero = new(0f);
        for (int x = column; x < _coarse.X.Count; x += RowSums.Columns)
        {
            int first = 2 * x;
            int second = first + 1;
            bool pair = second < _fine.Axes.X.Count;
            Scalar firstShare = new(_fine.Axes.X.Share(first));
            Scalar secondShare = new(pair ? _fine.Axes.X.Share(second) : 0f);
            Scalar firstDefect = Gathered(first, y, z, ref sums);
            Scalar secondDefect = pair ? Gathered(second, y, z, ref sums) : zero;
            _coarseDefect[start + x] = Interpolation.Mean(firstDefect, secondDefect, firstShare, secondShare).Value;
            if (_coarseLoss.Length > 0)
            {
                Scalar firstLoss = GatheredLoss(first, y, z);
                Scalar secondLoss = pair ? GatheredLoss(second, y, z) : zero;
                _coarseLoss[start + x] = Interpolation.Mean(firstLoss, secondLoss, firstShare, secondShare).Value;
            }

            _correction[start + x] = 0f;
        }
    }

    // The weighted defects of the rows that become one.
    private Scalar Gathered(int x, int coarseY, int coarseZ, ref RowSums sums)
    {
        AxisView axis = _fine.Axes.X;
        Scalar gathered = new(0f);
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, _fine.Axes.Z.Count); z++)
        {
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, _fine.Axes.Y.Count); y++)
            {
                TRow row = _fine.Row(y, z, _loss);
                long voxel = row.Start + x;
                Scalar centre = new(_unknown[voxel]);
                Scalar loss = row.TotalLoss(axis, x, new Scalar(_reaction.Loss[voxel]));
                Scalar outflow = loss * centre;
                Scalar diagonal = loss;
                row.Exchange(
                    _unknown, axis, x, centre, row.West(_unknown, axis, x), row.East(_unknown, axis, x), ref outflow, ref diagonal);
                if (_reaction.IsSaturable)
                {
                    outflow = Saturation.Uptake(
                        centre, new Scalar(_reaction.Maximum[voxel]), new Scalar(_reaction.HalfSaturation), outflow);
                }

                Scalar defect = Relaxation.Defect(new Scalar(_reaction.Source[voxel]), outflow);
                Scalar weight = new Scalar(_fine.Axes.Y.Share(y)) * new Scalar(_fine.Axes.Z.Share(z));
                gathered = Scalar.Fma(weight, defect, gathered);
                Scalar magnitude = Scalar.Max(defect, new Scalar(0f) - defect);
                // A closed voxel without loss has no diagonal: no relaxation could change it.
                Scalar zero = new(0f);
                Scalar change = Scalar.WhereLess(zero, diagonal, magnitude / diagonal, zero);
                sums.First = Scalar.Max(change, new Scalar(sums.First)).Value;
                sums.Second = Scalar.Max(centre, new Scalar(sums.Second)).Value;
            }
        }

        return gathered;
    }

    // The weighted losses of the rows that become one, with the slope of saturable uptake.
    private Scalar GatheredLoss(int x, int coarseY, int coarseZ)
    {
        Scalar gathered = new(0f);
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, _fine.Axes.Z.Count); z++)
        {
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, _fine.Axes.Y.Count); y++)
            {
                long voxel = _fine.Axes.RowStart(y, z) + x;
                Scalar loss = new(_reaction.Loss[voxel]);
                if (_reaction.IsSaturable)
                {
                    Scalar uptake = loss;
                    Saturation.Linearise(
                        new Scalar(_unknown[voxel]), new Scalar(_reaction.Maximum[voxel]),
                        new Scalar(_reaction.HalfSaturation), ref uptake, ref loss);
                }

                gathered = Scalar.Fma(new Scalar(_fine.Axes.Y.Share(y)) * new Scalar(_fine.Axes.Z.Share(z)), loss, gathered);
            }
        }

        return gathered;
    }
}

/// <summary>What is kept of a restriction from the finest lattice.</summary>
internal static class RestrictionSums
{
    /// <summary>Largest: the change that one more relaxation would make.</summary>
    public const int LargestChange = 0;

    /// <summary>Largest: the value.</summary>
    public const int Largest = 1;

    /// <summary>How many.</summary>
    public const int Quantities = 2;
}
