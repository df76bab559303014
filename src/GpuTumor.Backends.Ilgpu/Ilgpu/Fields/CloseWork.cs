using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Clips a row after an implicit step, and sums what there is and what left.</summary>
internal readonly struct CloseWork(
    FieldLattice lattice, ArrayView<float> concentration, ReactionMaps reaction, float decay, float pinningLoss) : IRowWork
{
    /// <summary>Sum: what there is.</summary>
    public const int Present = 0;

    /// <summary>Sum: what clipping added.</summary>
    public const int Clipped = 1;

    /// <summary>Sum: what free voxels lost.</summary>
    public const int Taken = 2;

    /// <summary>Sum: what pinned voxels lost.</summary>
    public const int TakenPinned = 3;

    /// <summary>Sum: saturable uptake.</summary>
    public const int Saturable = 4;

    /// <summary>Sum: its slope times the concentration.</summary>
    public const int SaturableSlope = 5;

    /// <summary>How many.</summary>
    public const int Quantities = 6;

    private readonly FieldLattice _lattice = lattice;
    private readonly ArrayView<float> _concentration = concentration;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _decay = decay;
    private readonly float _pinningLoss = pinningLoss;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = _lattice.RowStart(y, z);
        Scalar zero = new(0f);
        Scalar pinning = new(_pinningLoss);
        Scalar present = zero;
        Scalar clipped = zero;
        Scalar takenFree = zero;
        Scalar takenPinned = zero;
        Scalar saturable = zero;
        Scalar saturableSlope = zero;
        for (int x = column; x < _lattice.X.Count; x += RowSums.Columns)
        {
            Scalar raw = new(_concentration[start + x]);
            Scalar concentration = Clipping.Positive(raw);
            _concentration[start + x] = concentration.Value;
            Scalar mapped = new(_reaction.Loss[start + x]);
            Scalar taken = (mapped + new Scalar(_decay)) * concentration;
            present += concentration;
            clipped += concentration - raw;
            takenFree += Scalar.WhereLess(pinning, mapped, zero, taken);
            takenPinned += Scalar.WhereLess(pinning, mapped, taken, zero);
            if (_reaction.IsSaturable)
            {
                Scalar uptake = zero;
                Scalar slope = zero;
                Saturation.Linearise(
                    concentration, new Scalar(_reaction.Maximum[start + x]), new Scalar(_reaction.HalfSaturation),
                    ref uptake, ref slope);
                saturable += uptake;
                saturableSlope += slope * concentration;
            }
        }

        sums.First = present.Value;
        sums.Second = clipped.Value;
        sums.Third = takenFree.Value;
        sums.Fourth = takenPinned.Value;
        sums.Fifth = saturable.Value;
        sums.Sixth = saturableSlope.Value;
    }
}
