using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Products of what a cycle changed in a row with the defect, and with what the change did to it.</summary>
internal readonly struct ProductWork(
    MatrixLattice lattice, ArrayView<float> before, ArrayView<float> after, ReactionMaps reaction, float loss) : IRowWork
{
    /// <summary>Sum: with the defect.</summary>
    public const int OfDefect = 0;

    /// <summary>Sum: with what the change did to it.</summary>
    public const int OfOperator = 1;

    /// <summary>How many.</summary>
    public const int Quantities = 2;

    private readonly MatrixLattice _lattice = lattice;
    private readonly ArrayView<float> _before = before;
    private readonly ArrayView<float> _after = after;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        MatrixRow row = _lattice.Row(y, z, _loss);
        Scalar ofDefect = new(0f);
        Scalar ofOperator = new(0f);
        for (int x = column; x < _lattice.Axes.X.Count; x += RowSums.Columns)
        {
            long voxel = row.Start + x;
            Scalar change = new Scalar(_after[voxel]) - new Scalar(_before[voxel]);
            Scalar before = Defect(row, _before, x);
            Scalar undone = before - Defect(row, _after, x);
            ofDefect = Scalar.Fma(change, before, ofDefect);
            ofOperator = Scalar.Fma(change, undone, ofOperator);
        }

        sums.First = ofDefect.Value;
        sums.Second = ofOperator.Value;
    }

    private Scalar Defect(MatrixRow row, ArrayView<float> map, int x)
    {
        AxisView axis = _lattice.Axes.X;
        long voxel = row.Start + x;
        Scalar centre = new(map[voxel]);
        Scalar loss = row.TotalLoss(axis, x, new Scalar(_reaction.Loss[voxel]));
        Scalar outflow = loss * centre;
        Scalar diagonal = loss;
        row.Exchange(map, axis, x, centre, row.West(map, axis, x), row.East(map, axis, x), ref outflow, ref diagonal);
        return Relaxation.Defect(new Scalar(_reaction.Source[voxel]), outflow);
    }
}
