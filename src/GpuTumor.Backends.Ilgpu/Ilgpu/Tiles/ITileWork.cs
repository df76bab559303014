using GpuTumor.Kernels;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// Stages done one after another on a tile while it is at hand, each a stencil of seven points on what the stage before it left.
/// </summary>
/// <remarks>
/// A stage gives a voxel a new value from its own old one, its outflow and maps. The outflow is put together by the tile: what
/// leaves by loss (<see cref="Begin"/>), then along x, y and z, in the order that all devices use.
/// </remarks>
internal interface ITileWork
{
    /// <summary>How many stages; the same for all values of the type, at most <see cref="Tile.MostStages"/>.</summary>
    int Stages { get; }

    /// <summary>What the first stage works on.</summary>
    float Load(int x, int y, int z, long voxel);

    /// <summary>What leaves a voxel by first-order loss [field unit/s].</summary>
    float Begin(int stage, TilePoint point, float centre, ref TileSums sums);

    /// <summary>The voxel's new value. Where <see cref="TilePoint.IsOwn"/>, results may be kept and sums taken.</summary>
    float Finish(int stage, TilePoint point, float centre, float outflow, ref TileSums sums);
}

/// <summary>A voxel in a stage, and its couplings [1/s].</summary>
internal struct TilePoint
{
    public long Voxel;
    public int X;
    public int Y;
    public int Z;

    /// <summary>1 if the voxel is the tile's own; 0 if it is worked out only for the voxels beside it.</summary>
    public int IsOwn;

    public float ToWest;
    public float ToEast;
    public float ToSouth;
    public float ToNorth;
    public float ToBelow;
    public float ToAbove;

    /// <summary>To held faces across x.</summary>
    public float FaceX;

    /// <summary>To held faces across y.</summary>
    public float FaceY;

    /// <summary>To held faces across z.</summary>
    public float FaceZ;

    /// <summary>First-order loss [1/s]: of the voxel, everywhere, and to held faces; added up as along rows.</summary>
    public readonly Scalar Loss(Scalar own, float everywhere)
        => own + (new Scalar(everywhere + FaceY + FaceZ) + new Scalar(FaceX));

    /// <summary>The sum of all six couplings [1/s], added up as along rows.</summary>
    public readonly Scalar Sum()
    {
        Scalar across = new Scalar(ToSouth) + new Scalar(ToNorth) + (new Scalar(ToBelow) + new Scalar(ToAbove));
        return across + (new Scalar(ToWest) + new Scalar(ToEast));
    }
}

/// <summary>What one thread sums: two quantities a stage.</summary>
internal struct TileSums
{
    /// <summary>Quantities of a stage.</summary>
    public const int OfStage = 2;

    public float Taken1;
    public float IntoPinned1;
    public float Taken2;
    public float IntoPinned2;
    public float Taken3;
    public float IntoPinned3;
    public float Taken4;
    public float IntoPinned4;

    /// <summary>What leaves a voxel by first-order loss in a stage of an explicit scheme, of which what is taken up is added.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="point">The voxel.</param>
    /// <param name="mapped">Its loss without decay, negative if it is pinned [1/s].</param>
    /// <param name="decay">Decay [1/s].</param>
    /// <param name="centre">Its value.</param>
    public float Take(int stage, TilePoint point, float mapped, float decay, float centre)
    {
        Scalar zero = new(0f);
        Scalar own = Scalar.WhereLess(new Scalar(mapped), zero, zero, new Scalar(mapped) + new Scalar(decay));
        if (point.IsOwn != 0)
            AddTaken(stage, (own * new Scalar(centre)).Value);
        return (point.Loss(own, 0f) * new Scalar(centre)).Value;
    }

    private void AddTaken(int stage, float amount)
    {
        if (stage == 1)
            Taken1 += amount;
        else if (stage == 2)
            Taken2 += amount;
        else if (stage == 3)
            Taken3 += amount;
        else
            Taken4 += amount;
    }

    /// <summary>Adds what flows into a pinned voxel in a stage.</summary>
    public void AddIntoPinned(int stage, float amount)
    {
        if (stage == 1)
            IntoPinned1 += amount;
        else if (stage == 2)
            IntoPinned2 += amount;
        else if (stage == 3)
            IntoPinned3 += amount;
        else
            IntoPinned4 += amount;
    }
}
