using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Turns a row's gain into the right-hand side of an implicit step, and sums what there was and what is given.</summary>
internal readonly struct OpenWork(
    FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> loss, ArrayView<float> gain, FaceGains faces,
    float storage, float pinningLoss) : IRowWork
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
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly FaceGains _faces = faces;
    private readonly float _storage = storage;
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
            Scalar loss = new(_loss[start + x]);
            Scalar gain = new(_gain[start + x]);
            Scalar source = Scalar.Fma(new Scalar(_storage), concentration, gain + faceGain);
            _gain[start + x] = _faces.AtEnds(source.Value, x, width);
            present += concentration;
            given += Scalar.WhereLess(pinning, loss, zero, gain);
            pinned += Scalar.WhereLess(pinning, loss, new Scalar(1f), zero);
        }

        sums.First = present.Value;
        sums.Second = given.Value;
        sums.Third = pinned.Value;
    }
}
