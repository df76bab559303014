namespace GpuTumor.Metrics;

/// <summary>Exact squared Euclidean distances to the nearest voxel of a set, between voxel centres, in voxels².</summary>
/// <remarks>
/// Separable (Meijster, Roerdink and Hesselink 2000; Felzenszwalb and Huttenlocher 2012): distances along x from the bits,
/// then the lower envelope of parabolas along y and along z. Rows are handed out block by block in y, so that memory stays
/// within <see cref="WorkingBytes"/> whatever the lattice.
/// </remarks>
public static class DistanceTransform
{
    /// <summary>The distance where the set is empty.</summary>
    public const int Infinite = int.MaxValue;

    private const long WorkingBytes = 1L << 27;

    private const int ColumnsPerTile = 16;

    /// <summary>Looks at one row along x: Nx squared distances.</summary>
    public delegate void RowVisitor(int y, int z, ReadOnlySpan<int> squared);

    /// <summary>Hands out every row once, from several threads at a time.</summary>
    public static void Visit(VoxelMask features, RowVisitor visitor)
    {
        long bytesPerRowOfPlanes = 4L * features.Nx * features.Nz;
        int rows = (int)Math.Clamp(WorkingBytes / bytesPerRowOfPlanes, 1, features.Ny);
        var squared = new int[checked((long)rows * features.Nx * features.Nz)];
        for (int firstRow = 0; firstRow < features.Ny; firstRow += rows)
            VisitBlock(features, firstRow, Math.Min(rows, features.Ny - firstRow), squared, visitor);
    }

    /// <summary>All squared distances of a small lattice, x fastest.</summary>
    public static int[] Squared(VoxelMask features)
    {
        var all = new int[checked((long)features.Nx * features.Ny * features.Nz)];
        Visit(features, (y, z, row) => row.CopyTo(all.AsSpan((y + (features.Ny * z)) * features.Nx)));
        return all;
    }

    private static void VisitBlock(VoxelMask features, int firstRow, int rows, int[] squared, RowVisitor visitor)
    {
        int nx = features.Nx;
        int ny = features.Ny;
        int nz = features.Nz;
        int plane = nx * rows;

        Parallel.For(0, nz, () => new Scratch(nx * ny, ny), (z, _, scratch) =>
        {
            for (int y = 0; y < ny; y++)
                AlongRow(features.Row(y, z), scratch.Plane.AsSpan(y * nx, nx));
            for (int x = 0; x < nx; x += ColumnsPerTile)
            {
                int columns = Math.Min(ColumnsPerTile, nx - x);
                scratch.Transform(scratch.Plane.AsSpan(x), nx, columns);
                scratch.Store(squared.AsSpan((z * plane) + x), nx, columns, firstRow, rows);
            }

            return scratch;
        }, _ => { });

        Parallel.For(0, rows, () => new Scratch(0, nz), (row, _, scratch) =>
        {
            for (int x = 0; x < nx; x += ColumnsPerTile)
            {
                int columns = Math.Min(ColumnsPerTile, nx - x);
                Span<int> first = squared.AsSpan((row * nx) + x);
                scratch.Transform(first, plane, columns);
                scratch.Store(first, plane, columns, 0, nz);
            }

            for (int z = 0; z < nz; z++)
                visitor(firstRow + row, z, squared.AsSpan((z * plane) + (row * nx), nx));
            return scratch;
        }, _ => { });
    }

    private static void AlongRow(ReadOnlySpan<ulong> bits, Span<int> squared)
    {
        if (bits.IndexOfAnyExcept(0ul) < 0)
        {
            squared.Fill(Infinite);
            return;
        }

        int last = int.MinValue / 2;
        for (int x = 0; x < squared.Length; x++)
        {
            if ((bits[x >> 6] >> (x & 63) & 1) != 0)
                last = x;
            squared[x] = x - last;
        }

        int next = int.MaxValue / 2;
        for (int x = squared.Length - 1; x >= 0; x--)
        {
            if (squared[x] == 0)
                next = x;
            int distance = Math.Min(squared[x], next - x);
            squared[x] = distance * distance;
        }
    }

    /// <summary>Columns of one thread, gathered so that each is contiguous.</summary>
    private sealed class Scratch(int planeVoxels, int length)
    {
        private readonly int[] _columns = new int[ColumnsPerTile * length];
        private readonly int[] _heights = new int[length];
        private readonly int[] _apexes = new int[length];
        private readonly int[] _starts = new int[length];

        public int[] Plane { get; } = new int[planeVoxels];

        public void Transform(ReadOnlySpan<int> first, int stride, int columns)
        {
            for (int i = 0; i < length; i++)
            {
                for (int c = 0; c < columns; c++)
                    _columns[(c * length) + i] = first[(i * stride) + c];
            }

            for (int c = 0; c < columns; c++)
                LowerEnvelope(_columns.AsSpan(c * length, length));
        }

        public void Store(Span<int> first, int stride, int columns, int from, int count)
        {
            for (int i = 0; i < count; i++)
            {
                for (int c = 0; c < columns; c++)
                    first[(i * stride) + c] = _columns[(c * length) + from + i];
            }
        }

        private void LowerEnvelope(Span<int> column)
        {
            if (column.IndexOfAnyExcept(Infinite) < 0 || column.IndexOfAnyExcept(0) < 0)
                return;
            column.CopyTo(_heights);
            int top = -1;
            for (int u = 0; u < column.Length; u++)
            {
                if (_heights[u] == Infinite)
                    continue;
                while (top >= 0 && Parabola(_apexes[top], _starts[top]) > Parabola(u, _starts[top]))
                    top--;
                if (top < 0)
                {
                    (top, _apexes[0], _starts[0]) = (0, u, 0);
                    continue;
                }

                int start = 1 + Crossing(_apexes[top], u);
                if (start < column.Length)
                {
                    top++;
                    (_apexes[top], _starts[top]) = (u, start);
                }
            }

            for (int u = column.Length - 1; u >= 0; u--)
            {
                column[u] = (int)Parabola(_apexes[top], u);
                if (u == _starts[top])
                    top--;
            }
        }

        private long Parabola(int apex, int at)
        {
            long away = at - apex;
            return (away * away) + _heights[apex];
        }

        private int Crossing(int apex, int later)
        {
            long difference = ((long)later * later) - ((long)apex * apex) + _heights[later] - _heights[apex];
            return (int)(difference / (2L * (later - apex)));
        }
    }
}
