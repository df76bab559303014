using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A row of voxels, where its four neighbour rows begin, and its couplings [1/s].</summary>
internal struct RowStencil
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

    /// <summary>What leaves a voxel by loss and diffusion [field unit/s].</summary>
    /// <param name="map">The field.</param>
    /// <param name="axis">The axis along the row.</param>
    /// <param name="x">The voxel.</param>
    /// <param name="centre">Its value.</param>
    /// <param name="along">Its couplings along the row.</param>
    /// <param name="loss">First-order loss, faces included [1/s].</param>
    public readonly Scalar Outflow(ArrayView<float> map, AxisView axis, int x, Scalar centre, Couplings along, Scalar loss)
    {
        Scalar west = new(map[Centre + axis.Neighbour(x, -1)]);
        Scalar east = new(map[Centre + axis.Neighbour(x, 1)]);
        return Outflow(map, x, centre, west, east, along, loss);
    }

    /// <summary>The same with the neighbours along the row given.</summary>
    public readonly Scalar Outflow(
        ArrayView<float> map, int x, Scalar centre, Scalar west, Scalar east, Couplings along, Scalar loss)
    {
        Scalar outflow = Diffusion.Outflow(centre, west, east, along.ToLower, along.ToUpper, loss * centre);
        outflow = Diffusion.Outflow(
            centre, new Scalar(map[South + x]), new Scalar(map[North + x]), new Scalar(ToSouth), new Scalar(ToNorth), outflow);
        return Diffusion.Outflow(
            centre, new Scalar(map[Below + x]), new Scalar(map[Above + x]), new Scalar(ToBelow), new Scalar(ToAbove), outflow);
    }

    /// <summary>First-order loss [1/s]: of the map, everywhere, and to held faces.</summary>
    public readonly Scalar TotalLoss(AxisView axis, int x, Scalar mapped)
        => mapped + (new Scalar(Loss) + new Scalar(axis.ToFace(x)));

    /// <summary>The sum of all six couplings [1/s].</summary>
    public readonly Scalar Sum(Couplings along)
    {
        Scalar across = new Scalar(ToSouth) + new Scalar(ToNorth) + (new Scalar(ToBelow) + new Scalar(ToAbove));
        return across + (along.ToLower + along.ToUpper);
    }
}
