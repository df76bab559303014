using System.IO.Compression;
using System.Runtime.InteropServices;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>A tumour small enough to travel in a page: cells by category, fields in 256 levels, blocks of voxels made one.</summary>
internal sealed class Volume
{
    /// <summary>Category of apoptotic cells; founders are 1 to 8, empty is 0.</summary>
    public const byte Apoptotic = 9;

    /// <summary>Category of necrotic cells.</summary>
    public const byte Necrotic = 10;

    /// <summary>Category of the first kind of host cell.</summary>
    public const byte FirstHost = 11;

    private const int Categories = 16;

    // A block counts as filled if a quarter of its voxels are: porous tumours stay visible.
    private const int FilledShare = 4;

    private readonly ISnapshotSource _source;
    private readonly int _block;

    private Volume(ISnapshotSource source, int longestSide)
    {
        _source = source;
        Grid grid = source.Grid;
        _block = (Math.Max(grid.Nx, Math.Max(grid.Ny, grid.Nz)) + longestSide - 1) / longestSide;
        (Nx, Ny, Nz) = (Blocks(grid.Nx), Blocks(grid.Ny), Blocks(grid.Nz));
        Cells = new byte[Nx * Ny * Nz];
    }

    public int Nx { get; }

    public int Ny { get; }

    public int Nz { get; }

    /// <summary>One category a block.</summary>
    public byte[] Cells { get; }

    /// <summary>Reads the cells.</summary>
    /// <param name="source">Where from; must hold cell_kind and founder.</param>
    /// <param name="longestSide">Blocks along the longest side, at most.</param>
    public static Volume Read(ISnapshotSource source, int longestSide)
    {
        var volume = new Volume(source, longestSide);
        volume.ReadCells();
        return volume;
    }

    /// <summary>Block means of a field, in 256 levels between its ends, packed for the page.</summary>
    public (byte[] Levels, double Low, double High) ReadField(Quantity field)
    {
        var means = new float[Cells.Length];
        var counts = new int[Cells.Length];
        VisitSlabs([field.Name], (first, planes, buffers) =>
        {
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(buffers[0]);
            ForEachVoxel(first, planes, (i, block, values) =>
            {
                means[block] += values[i];
                counts[block]++;
            }, values);
        });
        for (int i = 0; i < means.Length; i++)
            means[i] /= counts[i];
        (float low, float high) = (means.Min(), means.Max());
        return ([.. means.Select(m => ColourMap.IndexOf(m, low, high))], low, high);
    }

    /// <summary>Bytes for the page: gzip, then base 64.</summary>
    public static string Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(bytes);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private delegate void VoxelVisitor<T>(int voxel, int block, ReadOnlySpan<T> values);

    private int Blocks(int voxels) => (voxels + _block - 1) / _block;

    private void ReadCells()
    {
        var counts = new ushort[Cells.Length * Categories];
        bool hosts = _source.Quantities.Any(q => q.Name == "host_kind");
        VisitSlabs(["cell_kind", "founder", .. hosts ? ["host_kind"] : Array.Empty<string>()], (first, planes, buffers) =>
        {
            byte[] founders = buffers[1];
            ForEachVoxel(first, planes, (i, block, kinds) =>
            {
                byte category = hosts && buffers[2][i] > 0 ? (byte)Math.Min(Categories - 1, FirstHost + buffers[2][i] - 1) : CategoryOf(kinds[i], founders[i]);
                if (category > 0)
                    counts[(block * Categories) + category]++;
            }, buffers[0]);
        });
        int fewest = Math.Max(1, _block * _block * _block / FilledShare);
        for (int i = 0; i < Cells.Length; i++)
        {
            ReadOnlySpan<ushort> of = counts.AsSpan(i * Categories, Categories);
            int filled = 0;
            byte most = 0;
            for (byte category = 1; category < Categories; category++)
            {
                filled += of[category];
                if (of[category] > of[most])
                    most = category;
            }

            Cells[i] = filled >= fewest ? most : (byte)0;
        }
    }

    private static byte CategoryOf(byte kind, byte founder) => kind switch
    {
        1 => (byte)(1 + (founder % 8)),
        2 => Apoptotic,
        3 => Necrotic,
        _ => 0,
    };

    private void VisitSlabs(string[] quantities, Action<int, int, byte[][]> visit)
    {
        const int Planes = 32;
        for (int first = 0; first < _source.Grid.Nz; first += Planes)
        {
            int planes = Math.Min(Planes, _source.Grid.Nz - first);
            byte[][] buffers =
            [
                .. quantities.Select(q =>
                {
                    int size = _source.Quantities.First(stored => stored.Name == q).ElementSize;
                    var buffer = new byte[planes * _source.Grid.PlaneVoxels * size];
                    _source.Read(q, first, planes, buffer);
                    return buffer;
                }),
            ];
            visit(first, planes, buffers);
        }
    }

    private void ForEachVoxel<T>(int first, int planes, VoxelVisitor<T> visit, ReadOnlySpan<T> values)
    {
        Grid grid = _source.Grid;
        int i = 0;
        for (int z = first; z < first + planes; z++)
        {
            for (int y = 0; y < grid.Ny; y++)
            {
                int row = Nx * ((y / _block) + (Ny * (z / _block)));
                for (int x = 0; x < grid.Nx; x++, i++)
                    visit(i, row + (x / _block), values);
            }
        }
    }
}
