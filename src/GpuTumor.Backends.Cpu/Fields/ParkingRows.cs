using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Turns rows into halves and back, a register of voxels at a time.</summary>
internal abstract unsafe class ParkingRows
{
    /// <summary>Quantity of the sums: the largest concentration.</summary>
    public const int Largest = 0;

    /// <summary>Quantity of the sums: what rounding adds.</summary>
    public const int Rounded = 1;

    /// <summary>How many.</summary>
    public const int Quantities = 2;

    /// <summary>The rows for a lane width.</summary>
    public static ParkingRows For(LaneWidth lanes) => lanes switch
    {
        LaneWidth.Hexadec => new ParkingRows<Hexadec, HexadecWord>(),
        LaneWidth.Octet => new ParkingRows<Octet, OctetWord>(),
        _ => new ParkingRows<Scalar, ScalarWord>(),
    };

    /// <summary>Keeps the largest of a row in its columns.</summary>
    public abstract void Measure(float* row, int count, float* columns);

    /// <summary>Parks a row; sums in its columns what that adds.</summary>
    /// <param name="row">Concentrations.</param>
    /// <param name="halves">Where they go.</param>
    /// <param name="count">How many.</param>
    /// <param name="unit">What a half of 1 stands for: a power of two.</param>
    /// <param name="dither">That of the first voxel.</param>
    /// <param name="columns">Columns of the quantities.</param>
    public abstract void Pack(float* row, ushort* halves, int count, float unit, uint dither, float* columns);

    /// <summary>Brings a row back.</summary>
    public abstract void Unpack(ushort* halves, float* row, int count, float unit);
}

/// <summary>The rows in lanes of one width; what is left over goes one by one, with the same bits.</summary>
internal sealed unsafe class ParkingRows<TLane, TWord> : ParkingRows
    where TLane : unmanaged, ILane<TLane, TWord>
    where TWord : unmanaged, IWord<TWord>
{
    // A multiple of the columns that rows are summed in.
    private const int Piece = 16 * Sums.Columns;
    private static readonly int _lanes = sizeof(TLane) / sizeof(float);

    public override void Measure(float* row, int count, float* columns)
    {
        float* largest = Sums.Column(columns, Largest);
        int x = 0;
        for (; x + _lanes <= count; x += _lanes)
            Keep((TLane*)(largest + (x & (Sums.Columns - 1))), *(TLane*)(row + x));
        for (; x < count; x++)
            ParkingRows<Scalar, ScalarWord>.Keep((Scalar*)(largest + (x & (Sums.Columns - 1))), new Scalar(row[x]));
    }

    public override void Pack(float* row, ushort* halves, int count, float unit, uint dither, float* columns)
    {
        uint* words = stackalloc uint[Piece];
        float* rounded = Sums.Column(columns, Rounded);
        for (int first = 0; first < count; first += Piece)
        {
            int length = Math.Min(Piece, count - first);
            PackPiece(row + first, words, length, unit, dither + ((uint)first * HalfPrecision.DitherOfVoxel), rounded);
            Halves.Narrow(words, halves + first, length);
        }
    }

    public override void Unpack(ushort* halves, float* row, int count, float unit)
    {
        uint* words = stackalloc uint[Piece];
        for (int first = 0; first < count; first += Piece)
        {
            int length = Math.Min(Piece, count - first);
            Halves.Widen(halves + first, words, length);
            int x = 0;
            for (; x + _lanes <= length; x += _lanes)
                *(TLane*)(row + first + x) = HalfPrecision.Unpack<TLane, TWord>(*(TWord*)(words + x)) * TLane.Of(unit);
            for (; x < length; x++)
                row[first + x] = HalfPrecision.Unpack<Scalar, ScalarWord>(new ScalarWord(words[x])).Value * unit;
        }
    }

    private static void Keep(TLane* place, TLane value) => *place = TLane.Max(value, *place);

    private static void PackPiece(float* row, uint* words, int count, float unit, uint dither, float* rounded)
    {
        uint* dithers = stackalloc uint[Sums.Columns];
        for (int i = 0; i < Sums.Columns; i++)
            dithers[i] = dither + ((uint)i * HalfPrecision.DitherOfVoxel);
        TWord dithersHere = *(TWord*)dithers;
        var onward = TWord.Of((uint)_lanes * HalfPrecision.DitherOfVoxel);
        int x = 0;
        for (; x + _lanes <= count; x += _lanes)
        {
            Pack(row + x, words + x, unit, dithersHere, rounded + (x & (Sums.Columns - 1)));
            dithersHere += onward;
        }

        for (; x < count; x++)
        {
            ParkingRows<Scalar, ScalarWord>.Pack(
                row + x, words + x, unit, new ScalarWord(dither + ((uint)x * HalfPrecision.DitherOfVoxel)), rounded + (x & (Sums.Columns - 1)));
        }
    }

    private static void Pack(float* row, uint* words, float unit, TWord dither, float* rounded)
    {
        TLane value = *(TLane*)row;
        TWord half = HalfPrecision.Pack<TLane, TWord>(value * TLane.Of(1f / unit), dither);
        *(TWord*)words = half;
        *(TLane*)rounded += (HalfPrecision.Unpack<TLane, TWord>(half) * TLane.Of(unit)) - value;
    }
}
