using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Prepares a row for explicit stages: pins voxels that lose faster than diffusion brings.</summary>
/// <remarks>A pinned voxel takes the value of its source over its loss at once and keeps it; its loss is marked negative.</remarks>
internal readonly struct PinWork(
    FieldLattice lattice, ArrayView<float> concentration, ArrayView<float> loss, ArrayView<float> gain, ArrayView<float> maximum,
    FaceGains faces, float pinningLoss) : IRowWork
{
    /// <summary>Sum: what there was.</summary>
    public const int Before = 0;

    /// <summary>Sum: what free voxels are given.</summary>
    public const int Given = 1;

    /// <summary>Sum: what pinning added.</summary>
    public const int Pinned = 2;

    /// <summary>Largest: the loss of a free voxel.</summary>
    public const int LargestLoss = 3;

    /// <summary>Largest: saturable uptake.</summary>
    public const int LargestUptake = 4;

    /// <summary>How many.</summary>
    public const int Quantities = 5;

    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _maximum = maximum;
    private readonly FaceGains _faces = faces;
    private readonly float _pinningLoss = pinningLoss;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        int width = _lattice.X.Count;
        long start = _lattice.RowStart(y, z);
        Scalar faceGain = new(_faces.OfRow(y, z, _lattice.Y.Count, _lattice.Z.Count));
        Scalar zero = new(0f);
        Scalar pinning = new(_pinningLoss);
        Scalar before = zero;
        Scalar given = zero;
        Scalar added = zero;
        Scalar largestLoss = zero;
        Scalar largestUptake = zero;
        for (int x = column; x < width; x += RowSums.Columns)
        {
            long voxel = start + x;
            Scalar concentration = new(_concentration[voxel]);
            Scalar loss = new(_loss[voxel]);
            Scalar gain = new(_gain[voxel]);
            Scalar pinned = Scalar.WhereLess(pinning, loss, gain / Scalar.Max(loss, pinning), concentration);
            Scalar free = Scalar.WhereLess(pinning, loss, zero, gain);
            _concentration[voxel] = pinned.Value;
            _loss[voxel] = Scalar.WhereLess(pinning, loss, new Scalar(-1f), loss).Value;
            _gain[voxel] = _faces.AtEnds((free + faceGain).Value, x, width);
            before += concentration;
            given += free;
            added += pinned - concentration;
            largestLoss = Scalar.Max(Scalar.WhereLess(pinning, loss, zero, loss), largestLoss);
            if (_maximum.Length > 0)
                largestUptake = Scalar.Max(new Scalar(_maximum[voxel]), largestUptake);
        }

        sums.First = before.Value;
        sums.Second = given.Value;
        sums.Third = added.Value;
        sums.Fourth = largestLoss.Value;
        sums.Fifth = largestUptake.Value;
    }
}
