using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Brings the defect of a lattice, and its loss if wanted, to a row of the next coarser one, and clears the correction there.
/// Keeps the largest change that one more relaxation would make, and the largest value.
/// </summary>
internal readonly struct RestrictWork(
    FieldLattice fine, FieldLattice coarse, ArrayView<float> unknown, ReactionMaps reaction, float loss,
    ArrayView<float> coarseDefect, ArrayView<float> coarseLoss, ArrayView<float> correction) : IRowWork
{
    /// <summary>Largest: the change that one more relaxation would make.</summary>
    public const int LargestChange = 0;

    /// <summary>Largest: the value.</summary>
    public const int Largest = 1;

    /// <summary>How many.</summary>
    public const int Quantities = 2;

    private readonly FieldLattice _fine = fine;
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
            bool pair = second < _fine.X.Count;
            Scalar firstShare = new(_fine.X.Share(first));
            Scalar secondShare = new(pair ? _fine.X.Share(second) : 0f);
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
        Scalar gathered = new(0f);
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, _fine.Z.Count); z++)
        {
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, _fine.Y.Count); y++)
            {
                RowStencil row = _fine.Row(y, z, _loss);
                long voxel = row.Centre + x;
                Scalar centre = new(_unknown[voxel]);
                Scalar loss = row.TotalLoss(_fine.X, x, new Scalar(_reaction.Loss[voxel]));
                Couplings along = new(_fine.X, x);
                Scalar outflow = row.Outflow(_unknown, _fine.X, x, centre, along, loss);
                if (_reaction.IsSaturable)
                {
                    outflow = Saturation.Uptake(
                        centre, new Scalar(_reaction.Maximum[voxel]), new Scalar(_reaction.HalfSaturation), outflow);
                }

                Scalar defect = Relaxation.Defect(new Scalar(_reaction.Source[voxel]), outflow);
                Scalar weight = new Scalar(_fine.Y.Share(y)) * new Scalar(_fine.Z.Share(z));
                gathered = Scalar.Fma(weight, defect, gathered);
                Scalar magnitude = Scalar.Max(defect, new Scalar(0f) - defect);
                Scalar change = magnitude / (loss + row.Sum(along));
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
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, _fine.Z.Count); z++)
        {
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, _fine.Y.Count); y++)
            {
                long voxel = _fine.RowStart(y, z) + x;
                Scalar loss = new(_reaction.Loss[voxel]);
                if (_reaction.IsSaturable)
                {
                    Scalar uptake = loss;
                    Saturation.Linearise(
                        new Scalar(_unknown[voxel]), new Scalar(_reaction.Maximum[voxel]),
                        new Scalar(_reaction.HalfSaturation), ref uptake, ref loss);
                }

                gathered = Scalar.Fma(new Scalar(_fine.Y.Share(y)) * new Scalar(_fine.Z.Share(z)), loss, gathered);
            }
        }

        return gathered;
    }
}
