using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A row of voxels in the matrix: its neighbour rows, its couplings in free tissue [1/s] and its faces.</summary>
/// <remarks>A held face of the box is a neighbour, half a voxel away, that holds nothing: such a row begins at −1.</remarks>
internal struct MatrixRow : IFieldRow
{
    public long Centre;
    public long South;
    public long North;
    public long Below;
    public long Above;
    public float ToSouth;
    public float ToNorth;
    public float ToBelow;
    public float ToAbove;

    /// <summary>What the west faces let through; a voxel's east face is the next one's west face.</summary>
    public ArrayView<float> ThroughX;
    public ArrayView<float> ThroughY;
    public ArrayView<float> ThroughZ;
    public long WestFace;
    public long SouthFace;
    public long NorthFace;
    public long BottomFace;
    public long TopFace;

    /// <summary>Decay and storage.</summary>
    public float Loss;

    /// <inheritdoc/>
    public readonly long Start => Centre;

    /// <inheritdoc/>
    public readonly Scalar TotalLoss(AxisView axis, int x, Scalar mapped) => mapped + new Scalar(Loss);

    /// <inheritdoc/>
    public readonly Scalar West(ArrayView<float> map, AxisView axis, int x)
        => new(x == 0 && axis.LowerIsHeld ? 0f : map[Centre + axis.Neighbour(x, -1)]);

    /// <inheritdoc/>
    public readonly Scalar East(ArrayView<float> map, AxisView axis, int x)
        => new(x == axis.Count - 1 && axis.UpperIsHeld ? 0f : map[Centre + axis.Neighbour(x, 1)]);

    /// <inheritdoc/>
    public readonly void Exchange(
        ArrayView<float> map, AxisView axis, int x, Scalar centre, Scalar west, Scalar east, ref Scalar outflow, ref Scalar diagonal)
    {
        Along(
            centre, west, east, new Scalar(axis.ToLower(x)), new Scalar(axis.ToUpper(x)),
            new Scalar(ThroughX[WestFace + x]), new Scalar(ThroughX[WestFace + x + 1]), ref outflow, ref diagonal);
        Along(
            centre, Neighbour(map, South, x), Neighbour(map, North, x), new Scalar(ToSouth), new Scalar(ToNorth),
            new Scalar(ThroughY[SouthFace + x]), new Scalar(ThroughY[NorthFace + x]), ref outflow, ref diagonal);
        Along(
            centre, Neighbour(map, Below, x), Neighbour(map, Above, x), new Scalar(ToBelow), new Scalar(ToAbove),
            new Scalar(ThroughZ[BottomFace + x]), new Scalar(ThroughZ[TopFace + x]), ref outflow, ref diagonal);
    }

    private static Scalar Neighbour(ArrayView<float> map, long row, int x) => new(row < 0 ? 0f : map[row + x]);

    private static void Along(
        Scalar centre, Scalar lower, Scalar upper, Scalar toLower, Scalar toUpper, Scalar throughLower, Scalar throughUpper,
        ref Scalar outflow, ref Scalar diagonal)
    {
        outflow = Hindrance.Outflow(centre, lower, upper, toLower, toUpper, throughLower, throughUpper, outflow);
        diagonal = Hindrance.Couplings(toLower, toUpper, throughLower, throughUpper, diagonal);
    }
}
