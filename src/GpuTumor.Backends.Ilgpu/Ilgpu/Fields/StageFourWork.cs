using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One stage on a row, four voxels at a time; the same bits as <see cref="StageWork{TLattice, TRow}"/>.</summary>
/// <param name="lattice">The lattice; rows of a multiple of four.</param>
/// <param name="along">The tables of the axis along the row.</param>
/// <param name="loss">First-order loss [1/s]; negative where pinned.</param>
/// <param name="present">u.</param>
/// <param name="presents">u again, voxel by voxel.</param>
/// <param name="former">v.</param>
/// <param name="gain">g.</param>
/// <param name="result">Takes a·L(u) + b·u + c·v + d·g; may be v.</param>
/// <param name="decay">Decay everywhere [1/s].</param>
/// <param name="factors">−a, b, c, d.</param>
internal readonly struct StageFourWork(
    FieldLattice lattice, ArrayView<Four> along, ArrayView<Four> loss, ArrayView<Four> present, ArrayView<float> presents,
    ArrayView<Four> former, ArrayView<Four> gain, ArrayView<Four> result, float decay, StageFactors factors) : IFourWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<Four> _along = along;
    private readonly ArrayView<Four> _loss = loss;
    private readonly ArrayView<Four> _present = present;
    private readonly ArrayView<float> _presents = presents;
    private readonly ArrayView<Four> _former = former;
    private readonly ArrayView<Four> _gain = gain;
    private readonly ArrayView<Four> _result = result;
    private readonly float _decay = decay;
    private readonly StageFactors _factors = factors;

    public void Cover(int place, int y, int z, ref FourSums sums)
    {
        RowStencil row = _lattice.Row(y, z, 0f);
        AxisView axis = _lattice.X;
        int quarter = axis.Count >> 2;
        for (int four = place; four < quarter; four += EntryPoints.ThreadsOfRow)
        {
            int x = four << 2;
            long here = (row.Centre >> 2) + four;
            Four centre = _present[here];
            Four south = _present[(row.South >> 2) + four];
            Four north = _present[(row.North >> 2) + four];
            Four below = _present[(row.Below >> 2) + four];
            Four above = _present[(row.Above >> 2) + four];
            float west = _presents[row.Centre + axis.Neighbour(x, -1)];
            float east = _presents[row.Centre + axis.Neighbour(x + 3, 1)];
            Four toLower = _along[four];
            Four toUpper = _along[quarter + four];
            Four toFace = _along[(2 * quarter) + four];
            Four loss = _loss[here];
            Four former = _former[here];
            Four gain = _gain[here];
            Four next = default;
            next.A = Next(
                row, centre.A, west, centre.B, south.A, north.A, below.A, above.A, toLower.A, toUpper.A, toFace.A,
                loss.A, former.A, gain.A, ref sums.First.A, ref sums.Second.A);
            next.B = Next(
                row, centre.B, centre.A, centre.C, south.B, north.B, below.B, above.B, toLower.B, toUpper.B, toFace.B,
                loss.B, former.B, gain.B, ref sums.First.B, ref sums.Second.B);
            next.C = Next(
                row, centre.C, centre.B, centre.D, south.C, north.C, below.C, above.C, toLower.C, toUpper.C, toFace.C,
                loss.C, former.C, gain.C, ref sums.First.C, ref sums.Second.C);
            next.D = Next(
                row, centre.D, centre.C, east, south.D, north.D, below.D, above.D, toLower.D, toUpper.D, toFace.D,
                loss.D, former.D, gain.D, ref sums.First.D, ref sums.Second.D);
            _result[here] = next;
        }
    }

    private float Next(
        RowStencil row, float own, float west, float east, float south, float north, float below, float above,
        float toLower, float toUpper, float toFace, float mappedLoss, float former, float given, ref float taken, ref float intoPinned)
    {
        Scalar zero = new(0f);
        Scalar centre = new(own);
        Scalar mapped = new(mappedLoss);
        Scalar loss = Scalar.WhereLess(mapped, zero, zero, mapped + new Scalar(_decay));
        Scalar total = loss + (new Scalar(row.Loss) + new Scalar(toFace));
        Scalar outflow = Diffusion.Outflow(
            centre, new Scalar(west), new Scalar(east), new Scalar(toLower), new Scalar(toUpper), total * centre);
        outflow = Diffusion.Outflow(
            centre, new Scalar(south), new Scalar(north), new Scalar(row.ToSouth), new Scalar(row.ToNorth), outflow);
        outflow = Diffusion.Outflow(
            centre, new Scalar(below), new Scalar(above), new Scalar(row.ToBelow), new Scalar(row.ToAbove), outflow);
        Scalar gain = new(given);
        Scalar result = Stage.Next(
            outflow, centre, new Scalar(former), gain, new Scalar(_factors.MinusStep), new Scalar(_factors.OfPresent),
            new Scalar(_factors.OfFormer), new Scalar(_factors.OfGain));
        taken += (loss * centre).Value;
        intoPinned += Scalar.WhereLess(mapped, zero, gain - outflow, zero).Value;
        return Scalar.WhereLess(mapped, zero, zero, result).Value;
    }
}
