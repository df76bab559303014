using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Turns a row's gain into the right-hand side of an implicit step, and sums what there was.</summary>
internal unsafe struct OpeningRow : IRowSweep
{
    public const int Present = 0;
    public const int Given = 1;
    public const int GivenPinned = 2;
    public const int Quantities = 3;

    public float* Concentration;
    public float* Loss;
    public float* Gain;

    /// <summary>1/dt, or 0 for a steady state [1/s].</summary>
    public float Storage;

    /// <summary>Gain from held y and z faces [field unit/s].</summary>
    public float FaceGain;

    /// <summary>Losses above this pin a voxel [1/s].</summary>
    public float PinningLoss;
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane zero = TLane.Of(0f);
        TLane pinning = TLane.Of(PinningLoss);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane concentration = TMemory.Load(Concentration + x);
            TLane loss = TMemory.Load(Loss + x);
            TLane gain = TMemory.Load(Gain + x);
            TMemory.Store(Gain + x, TLane.Fma(TLane.Of(Storage), concentration, gain + TLane.Of(FaceGain)));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Present), x, concentration);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Given), x, TLane.WhereLess(pinning, loss, zero, gain));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, GivenPinned), x, TLane.WhereLess(pinning, loss, gain, zero));
        }
    }
}

/// <summary>Clips a row after an implicit step, and sums what there is and what left.</summary>
internal unsafe struct ClosingRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public const int Present = 0;
    public const int Clipped = 1;
    public const int Taken = 2;
    public const int TakenPinned = 3;
    public const int Saturable = 4;
    public const int SaturableSlope = 5;
    public const int Quantities = 6;

    public float* Concentration;
    public ReactionRow Reaction;

    /// <summary>Decay [1/s].</summary>
    public float Decay;
    public float PinningLoss;
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane zero = TLane.Of(0f);
        TLane pinning = TLane.Of(PinningLoss);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane raw = TMemory.Load(Concentration + x);
            TLane concentration = Clipping.Positive(raw);
            TMemory.Store(Concentration + x, concentration);
            TLane mapped = TMemory.Load(Reaction.Loss + x);
            TLane taken = (mapped + TLane.Of(Decay)) * concentration;
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Present), x, concentration);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Clipped), x, concentration - raw);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Taken), x, TLane.WhereLess(pinning, mapped, zero, taken));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, TakenPinned), x, TLane.WhereLess(pinning, mapped, taken, zero));
            if (TUptake.IsSaturable)
            {
                TLane uptake = zero;
                TLane slope = zero;
                Saturation.Linearise(
                    concentration, TMemory.Load(Reaction.Maximum + x), TLane.Of(Reaction.HalfSaturation), ref uptake, ref slope);
                Sums.Add<TLane, TMemory>(Sums.Column(Columns, Saturable), x, uptake);
                Sums.Add<TLane, TMemory>(Sums.Column(Columns, SaturableSlope), x, slope * concentration);
            }
        }
    }
}

/// <summary>Scales a row and sums it.</summary>
internal unsafe struct ScaleRow : IRowSweep
{
    public float* Concentration;

    /// <summary>The factor less one.</summary>
    public float Excess;

    /// <summary>Columns of the sum of what there is.</summary>
    public float* Column;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane excess = TLane.Of(Excess);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane concentration = TMemory.Load(Concentration + x);
            TLane scaled = TLane.Fma(excess, concentration, concentration);
            TMemory.Store(Concentration + x, scaled);
            Sums.Add<TLane, TMemory>(Column, x, scaled);
        }
    }
}
