namespace GpuTumor.Backends.Ilgpu;

/// <summary>Work done along the rows of a lattice, with sums whose bits are those of the processor's.</summary>
/// <remarks>
/// A row is shared by sixteen threads: column c does the voxels c, c + 16, … in this order. Its sums are joined by the tree
/// that the processor uses.
/// </remarks>
internal interface IRowWork
{
    /// <summary>Does one column of a row.</summary>
    /// <param name="column">The first voxel; those that follow are <see cref="RowSums.Columns"/> apart.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="sums">The column's sums, zero at first.</param>
    void Cover(int column, int y, int z, ref RowSums sums);
}

/// <summary>What one thread sums along a row; largest values come after sums.</summary>
internal struct RowSums
{
    /// <summary>Threads to a row.</summary>
    public const int Columns = 16;

    /// <summary>Quantities at most.</summary>
    public const int Quantities = 7;

    public float First;
    public float Second;
    public float Third;
    public float Fourth;
    public float Fifth;
    public float Sixth;
    public float Seventh;
}
