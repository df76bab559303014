namespace GpuTumor.Backends.Ilgpu;

/// <summary>One lattice of a field's multigrid on the device: its three axes.</summary>
internal readonly struct FieldLattice(AxisView x, AxisView y, AxisView z) : IFieldLattice<RowStencil>
{
    public readonly AxisView X = x;
    public readonly AxisView Y = y;
    public readonly AxisView Z = z;

    /// <summary>Cells.</summary>
    public long Cells => (long)X.Count * Y.Count * Z.Count;

    /// <inheritdoc/>
    public FieldLattice Axes => this;

    /// <summary>The first cell of a row.</summary>
    public long RowStart(int y, int z) => (((long)z * Y.Count) + y) * X.Count;

    /// <inheritdoc/>
    public RowStencil Row(int y, int z, float loss)
    {
        RowStencil row = default;
        row.Centre = RowStart(y, z);
        row.South = RowStart(Y.Neighbour(y, -1), z);
        row.North = RowStart(Y.Neighbour(y, 1), z);
        row.Below = RowStart(y, Z.Neighbour(z, -1));
        row.Above = RowStart(y, Z.Neighbour(z, 1));
        row.ToSouth = Y.ToLower(y);
        row.ToNorth = Y.ToUpper(y);
        row.ToBelow = Z.ToLower(z);
        row.ToAbove = Z.ToUpper(z);
        row.Loss = loss + Y.ToFace(y) + Z.ToFace(z);
        return row;
    }
}
