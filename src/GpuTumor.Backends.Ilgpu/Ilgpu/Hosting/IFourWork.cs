namespace GpuTumor.Backends.Ilgpu;

/// <summary>Work done along the rows of a lattice four voxels at a time, for rows of a multiple of four.</summary>
/// <remarks>
/// A row is shared by four threads, which together cover sixteen voxels at a time. What they sum is summed in the same sixteen
/// columns, joined by the same tree, as voxel by voxel.
/// </remarks>
internal interface IFourWork
{
    /// <summary>Does a quarter of a row.</summary>
    /// <param name="place">Which, from 0: the voxels 4·place to 4·place + 3, and those 16, 32, … further on.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="sums">The four columns' sums, zero at first.</param>
    void Cover(int place, int y, int z, ref FourSums sums);
}

/// <summary>Four values side by side: read and written by one instruction of 128 bits.</summary>
internal struct Four
{
    public float A;
    public float B;
    public float C;
    public float D;
}

/// <summary>What one thread sums in four columns: two quantities.</summary>
internal struct FourSums
{
    /// <summary>Quantities.</summary>
    public const int Quantities = 2;

    public Four First;
    public Four Second;
}
