namespace GpuTumor.Backends.Ilgpu;

/// <summary>What held faces give to the voxels that touch them [field unit/s].</summary>
/// <remarks>Worked out beforehand: on the device a product must not meet a bare sum.</remarks>
internal struct FaceGains
{
    // By row: first, inner and last in the plane; by plane: bottom, inner, top.
    public float BottomFirst;
    public float BottomInner;
    public float BottomLast;
    public float InnerFirst;
    public float Inner;
    public float InnerLast;
    public float TopFirst;
    public float TopInner;
    public float TopLast;

    /// <summary>To the first voxel of a row, besides.</summary>
    public float West;

    /// <summary>To the last voxel of a row, besides.</summary>
    public float East;

    /// <summary>What a whole row is given.</summary>
    public readonly float OfRow(int y, int z, int height, int depth)
    {
        if (z == 0)
            return y == 0 ? BottomFirst : y == height - 1 ? BottomLast : BottomInner;
        if (z == depth - 1)
            return y == 0 ? TopFirst : y == height - 1 ? TopLast : TopInner;
        return y == 0 ? InnerFirst : y == height - 1 ? InnerLast : Inner;
    }

    /// <summary>A gain with that of the row's ends added where they are.</summary>
    public readonly float AtEnds(float gain, int x, int width)
    {
        if (x == 0)
            gain += West;
        if (x == width - 1)
            gain += East;
        return gain;
    }
}
