using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

internal static partial class EntryPoints
{
    /// <summary>Threads that share a row in work on fours.</summary>
    public const int ThreadsOfRow = RowSums.Columns / 4;

    /// <summary>Once for each quarter of each row; what the quarters summed is joined to a value for each row and quantity.</summary>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="depth">Planes.</param>
    /// <param name="rows">Quantity by quantity, row by row, plane fastest.</param>
    /// <param name="work">The work.</param>
    public static void Fours<TWork>(int height, int depth, ArrayView<float> rows, TWork work)
        where TWork : struct, IFourWork
    {
        const int ColumnsOfGroup = RowGroup * 4;
        ArrayView<float> columns = SharedMemory.Allocate<float>(ColumnsOfGroup * FourSums.Quantities);
        int place = Group.IdxX & (ThreadsOfRow - 1);
        int rowOfGroup = Group.IdxX >> 2;
        int row = (ILGPU.Grid.IdxX * (RowGroup / ThreadsOfRow)) + rowOfGroup;
        int z = row / height;
        int y = row - (z * height);
        FourSums sums = default;
        if (z < depth)
            work.Cover(place, y, z, ref sums);
        int first = (rowOfGroup * RowSums.Columns) + (4 * place);
        columns[first] = sums.First.A;
        columns[first + 1] = sums.First.B;
        columns[first + 2] = sums.First.C;
        columns[first + 3] = sums.First.D;
        columns[ColumnsOfGroup + first] = sums.Second.A;
        columns[ColumnsOfGroup + first + 1] = sums.Second.B;
        columns[ColumnsOfGroup + first + 2] = sums.Second.C;
        columns[ColumnsOfGroup + first + 3] = sums.Second.D;
        Group.Barrier();
        if (z < depth && place < FourSums.Quantities)
        {
            int start = (place * ColumnsOfGroup) + (rowOfGroup * RowSums.Columns);
            for (int half = RowSums.Columns >> 1; half > 0; half >>= 1)
            {
                for (int i = start; i < start + half; i++)
                {
                    float lower = columns[i];
                    float upper = columns[i + half];
                    columns[i] = lower + upper;
                }
            }

            rows[((((long)place * height) + y) * depth) + z] = columns[start];
        }
    }
}
