using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Makes the right-hand side of an implicit solution from a row's gain, and sums what there was and what is given.</summary>
/// <param name="lattice">The lattice.</param>
/// <param name="concentration">The field.</param>
/// <param name="former">Its copy; empty if none is kept.</param>
/// <param name="loss">First-order loss [1/s].</param>
/// <param name="gain">Gain [field unit/s].</param>
/// <param name="rightSide">The right-hand side; may be the gain.</param>
/// <param name="faces">What held faces give.</param>
/// <param name="storage">1/dt, or 0 for a steady state [1/s].</param>
/// <param name="extrapolation">Starts from as far beyond the field, times this, as the field is from its copy; 0 to make that copy.</param>
/// <param name="pinningLoss">Losses above this pin a voxel [1/s].</param>
internal readonly struct OpenWork(
    FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> former, ArrayView<float> loss, ArrayView<float> gain,
    ArrayView<float> rightSide, FaceGains faces, float storage, float extrapolation, float pinningLoss) : IRowWork
{
    /// <summary>Sum: what there was.</summary>
    public const int Present = 0;

    /// <summary>Sum: what free voxels are given.</summary>
    public const int Given = 1;

    /// <summary>Sum: pinned voxels.</summary>
    public const int Pinned = 2;

    /// <summary>How many.</summary>
    public const int Quantities = 3;

    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _former = former;
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _rightSide = rightSide;
    private readonly FaceGains _faces = faces;
    private readonly float _storage = storage;
    private readonly float _extrapolation = extrapolation;
    private readonly float _pinningLoss = pinningLoss;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        int width = _lattice.X.Count;
        long start = _lattice.RowStart(y, z);
        Scalar faceGain = new(_faces.OfRow(y, z, _lattice.Y.Count, _lattice.Z.Count));
        Scalar zero = new(0f);
        Scalar pinning = new(_pinningLoss);
        Scalar present = zero;
        Scalar given = zero;
        Scalar pinned = zero;
        for (int x = column; x < width; x += RowSums.Columns)
        {
            Scalar concentration = new(_concentration[start + x]);
            if (_extrapolation > 0f)
                concentration = Scalar.Fma(new Scalar(_extrapolation), concentration - new Scalar(_former[start + x]), concentration);
            else if (_former.Length > 0)
                _former[start + x] = concentration.Value;
            Scalar loss = new(_loss[start + x]);
            Scalar gain = new(_gain[start + x]);
            Scalar source = Scalar.Fma(new Scalar(_storage), concentration, gain + faceGain);
            _rightSide[start + x] = _faces.AtEnds(source.Value, x, width);
            present += concentration;
            given += Scalar.WhereLess(pinning, loss, zero, gain);
            pinned += Scalar.WhereLess(pinning, loss, new Scalar(1f), zero);
        }

        sums.First = present.Value;
        sums.Second = given.Value;
        sums.Third = pinned.Value;
    }
}
