using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A row of voxels in free tissue, where its four neighbour rows begin, and its couplings [1/s].</summary>
internal struct RowStencil : IFieldRow
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

    /// <summary>Decay, storage and held y and z faces.</summary>
    public float Loss;

    /// <inheritdoc/>
    public readonly long Start => Centre;

    /// <inheritdoc/>
    public readonly Scalar TotalLoss(AxisView axis, int x, Scalar mapped)
        => mapped + (new Scalar(Loss) + new Scalar(axis.ToFace(x)));

    /// <inheritdoc/>
    public readonly Scalar West(ArrayView<float> map, AxisView axis, int x) => new(map[Centre + axis.Neighbour(x, -1)]);

    /// <inheritdoc/>
    public readonly Scalar East(ArrayView<float> map, AxisView axis, int x) => new(map[Centre + axis.Neighbour(x, 1)]);

    /// <inheritdoc/>
    public readonly void Exchange(
        ArrayView<float> map, AxisView axis, int x, Scalar centre, Scalar west, Scalar east, ref Scalar outflow, ref Scalar diagonal)
    {
        Scalar toWest = new(axis.ToLower(x));
        Scalar toEast = new(axis.ToUpper(x));
        outflow = Diffusion.Outflow(centre, west, east, toWest, toEast, outflow);
        outflow = Diffusion.Outflow(
            centre, new Scalar(map[South + x]), new Scalar(map[North + x]), new Scalar(ToSouth), new Scalar(ToNorth), outflow);
        outflow = Diffusion.Outflow(
            centre, new Scalar(map[Below + x]), new Scalar(map[Above + x]), new Scalar(ToBelow), new Scalar(ToAbove), outflow);
        Scalar across = new Scalar(ToSouth) + new Scalar(ToNorth) + (new Scalar(ToBelow) + new Scalar(ToAbove));
        diagonal += across + (toWest + toEast);
    }
}
