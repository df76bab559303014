using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The kernels proper: each finds its place in the launch and does the work there.</summary>
internal static partial class EntryPoints
{
    /// <summary>Threads of a group that works on rows.</summary>
    public const int RowGroup = 256;

    private const int RowsOfGroup = RowGroup / RowSums.Columns;

    /// <summary>Once for each item, in groups of a line.</summary>
    public static void Items<TWork>(long count, TWork work)
        where TWork : struct, IItemWork
    {
        long item = ((long)ILGPU.Grid.IdxX * Group.DimX) + Group.IdxX;
        if (item < count)
            work.At(item);
    }

    /// <summary>Once for each voxel, in groups of a line along x.</summary>
    public static void Voxels<TWork>(int width, TWork work)
        where TWork : struct, IVoxelWork
    {
        int x = (ILGPU.Grid.IdxX * Group.DimX) + Group.IdxX;
        if (x < width)
            work.At(x, ILGPU.Grid.IdxY, ILGPU.Grid.IdxZ);
    }

    /// <summary>Once for each column of each row; what the columns summed is joined to a value for each row and quantity.</summary>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="depth">Planes.</param>
    /// <param name="quantities">Quantities summed.</param>
    /// <param name="firstLargest">The first quantity of which the largest value is kept and not the sum.</param>
    /// <param name="rows">Quantity by quantity, row by row, plane fastest.</param>
    /// <param name="work">The work.</param>
    public static void Rows<TWork>(
        int height, int depth, int quantities, int firstLargest, ArrayView<float> rows, TWork work)
        where TWork : struct, IRowWork
    {
        ArrayView<float> columns = SharedMemory.Allocate<float>(RowGroup * RowSums.Quantities);
        int thread = Group.IdxX;
        int column = thread & (RowSums.Columns - 1);
        int rowOfGroup = thread >> 4;
        int row = (ILGPU.Grid.IdxX * RowsOfGroup) + rowOfGroup;
        int z = row / height;
        int y = row - (z * height);
        RowSums sums = default;
        if (z < depth)
            work.Cover(column, y, z, ref sums);
        columns[thread] = sums.First;
        columns[RowGroup + thread] = sums.Second;
        columns[(2 * RowGroup) + thread] = sums.Third;
        columns[(3 * RowGroup) + thread] = sums.Fourth;
        columns[(4 * RowGroup) + thread] = sums.Fifth;
        columns[(5 * RowGroup) + thread] = sums.Sixth;
        columns[(6 * RowGroup) + thread] = sums.Seventh;
        Group.Barrier();
        if (z < depth && column < quantities)
        {
            int first = (column * RowGroup) + (rowOfGroup * RowSums.Columns);
            for (int half = RowSums.Columns >> 1; half > 0; half >>= 1)
            {
                for (int i = first; i < first + half; i++)
                {
                    float lower = columns[i];
                    float upper = columns[i + half];
                    columns[i] = column < firstLargest ? lower + upper : lower < upper ? upper : lower;
                }
            }

            rows[((((long)column * height) + y) * depth) + z] = columns[first];
        }
    }

    /// <summary>Once, by one group.</summary>
    public static void OneGroup<TWork>(TWork work)
        where TWork : struct, IGroupWork
        => work.Run(Group.IdxX, Group.DimX);
}
