using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sums of a row after an implicit step: what there is, what left, and what the solver left unmatched.</summary>
/// <remarks>Pinned voxels are kept apart: what they exchange is taken from what the free voxels received.</remarks>
internal readonly struct CloseWork<TLattice, TRow>(
    TLattice lattice, ArrayView<float> concentration, ReactionMaps reaction, float decay, float storage, float pinningLoss)
    : IRowWork
    where TLattice : struct, IFieldLattice<TRow>
    where TRow : struct, IFieldRow
{
    private readonly TLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _decay = decay;
    private readonly float _storage = storage;
    private readonly float _pinningLoss = pinningLoss;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        TRow row = _lattice.Row(y, z, _decay + _storage);
        AxisView axis = _lattice.Axes.X;
        Scalar zero = new(0f);
        Scalar pinning = new(_pinningLoss);
        Scalar present = zero;
        Scalar presentFree = zero;
        Scalar takenSum = zero;
        Scalar saturable = zero;
        Scalar saturableSlope = zero;
        Scalar defectSum = zero;
        Scalar pinnedNeighbours = zero;
        for (int x = column; x < axis.Count; x += RowSums.Columns)
        {
            long voxel = row.Start + x;
            Scalar centre = new(_concentration[voxel]);
            Scalar mapped = new(_reaction.Loss[voxel]);
            Scalar loss = Scalar.WhereLess(pinning, mapped, zero, row.TotalLoss(axis, x, mapped));
            Scalar outflow = loss * centre;
            Scalar couplings = zero;
            row.Exchange(
                _concentration, axis, x, centre, row.West(_concentration, axis, x), row.East(_concentration, axis, x),
                ref outflow, ref couplings);
            Scalar fromNeighbours = Scalar.Fma(couplings, centre, zero - outflow);
            pinnedNeighbours += Scalar.WhereLess(pinning, mapped, fromNeighbours, zero);
            if (_reaction.IsSaturable)
            {
                Scalar uptake = zero;
                Scalar slope = zero;
                Saturation.Linearise(
                    centre, new Scalar(_reaction.Maximum[voxel]), new Scalar(_reaction.HalfSaturation), ref uptake, ref slope);
                uptake = Scalar.WhereLess(pinning, mapped, zero, uptake);
                outflow += uptake;
                saturable += uptake;
                saturableSlope += slope * centre;
            }

            Scalar defect = Relaxation.Defect(new Scalar(_reaction.Source[voxel]), outflow);
            Scalar taken = (mapped + new Scalar(_decay)) * centre;
            present += centre;
            presentFree += Scalar.WhereLess(pinning, mapped, zero, centre);
            takenSum += Scalar.WhereLess(pinning, mapped, zero, taken);
            defectSum += Scalar.WhereLess(pinning, mapped, zero, defect);
        }

        sums.First = present.Value;
        sums.Second = presentFree.Value;
        sums.Third = takenSum.Value;
        sums.Fourth = saturable.Value;
        sums.Fifth = saturableSlope.Value;
        sums.Sixth = defectSum.Value;
        sums.Seventh = pinnedNeighbours.Value;
    }
}
