using System.Runtime.Intrinsics.X86;

namespace GpuTumor.Snapshots;

/// <summary>How a lattice is cut into chunks: boxes of voxels, x fastest, of which the last ones may reach over the edge.</summary>
internal readonly record struct ChunkGrid
{
    private const int RowsAhead = 8;
    private const int CacheLine = 64;
    private const long VoxelsFromWhichChunksAreLarge = 512L * 512 * 512;

    /// <summary>Cuts a lattice of nx × ny × nz voxels into chunks of the given extents.</summary>
    public ChunkGrid(int nx, int ny, int nz, int chunkX, int chunkY, int chunkZ)
    {
        (Nx, Ny, Nz) = (nx, ny, nz);
        (ChunkX, ChunkY, ChunkZ) = (chunkX, chunkY, chunkZ);
        (CountX, CountY) = ((nx + chunkX - 1) / chunkX, (ny + chunkY - 1) / chunkY);
        Rows = (nz + chunkZ - 1) / chunkZ;
    }

    /// <summary>Voxels of the lattice.</summary>
    public int Nx { get; }

    /// <inheritdoc cref="Nx"/>
    public int Ny { get; }

    /// <inheritdoc cref="Nx"/>
    public int Nz { get; }

    /// <summary>Voxels of a chunk.</summary>
    public int ChunkX { get; }

    /// <inheritdoc cref="ChunkX"/>
    public int ChunkY { get; }

    /// <inheritdoc cref="ChunkX"/>
    public int ChunkZ { get; }

    /// <summary>Chunks along x.</summary>
    public int CountX { get; }

    /// <summary>Chunks along y.</summary>
    public int CountY { get; }

    /// <summary>Rows of chunks along z: what is read and written at a time.</summary>
    public int Rows { get; }

    /// <summary>Chunks of a row.</summary>
    public int ChunksPerRow => CountX * CountY;

    /// <summary>Voxels of a chunk in all.</summary>
    public int ChunkVoxels => ChunkX * ChunkY * ChunkZ;

    /// <summary>Voxels of one z-plane of the lattice.</summary>
    public long PlaneVoxels => (long)Nx * Ny;

    /// <summary>Chunks of 32³, of 64³ from 512³ voxels on, and never larger than the lattice.</summary>
    public static ChunkGrid For(int nx, int ny, int nz)
    {
        int edge = (long)nx * ny * nz < VoxelsFromWhichChunksAreLarge ? 32 : 64;
        return new(nx, ny, nz, Math.Min(edge, nx), Math.Min(edge, ny), Math.Min(edge, nz));
    }

    /// <summary>Planes of the lattice in a row of chunks.</summary>
    public int PlanesOfRow(int row) => Math.Min(ChunkZ, Nz - (row * ChunkZ));

    /// <summary>Copies a chunk out of the planes of its row, with zeros beyond the edge of the lattice.</summary>
    public unsafe void Gather(byte* planes, int row, int chunk, int elementSize, byte* destination)
    {
        (int x, int y, int width, int height) = Box(chunk);
        int depth = PlanesOfRow(row);
        if (width < ChunkX || height < ChunkY || depth < ChunkZ)
            new Span<byte>(destination, ChunkVoxels * elementSize).Clear();
        for (int k = 0; k < depth; k++)
        {
            for (int j = 0; j < height; j++)
            {
                byte* from = planes + (((((long)k * Ny) + y + j) * Nx) + x) * elementSize;
                Fetch(from + ((j + RowsAhead < height ? RowsAhead : Ny + RowsAhead - height) * (long)Nx * elementSize), width * elementSize);
                byte* to = destination + (((k * ChunkY) + j) * ChunkX * elementSize);
                Copy(from, to, width * elementSize);
            }
        }
    }

    /// <summary>Copies some planes of a chunk into planes of the lattice.</summary>
    /// <param name="chunk">The unpacked chunk.</param>
    /// <param name="index">Which chunk of its row.</param>
    /// <param name="firstPlane">The first plane to copy, counted from the chunk's first.</param>
    /// <param name="count">How many.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="destination">Where the first copied plane of the lattice begins.</param>
    public unsafe void Scatter(byte* chunk, int index, int firstPlane, int count, int elementSize, byte* destination)
    {
        (int x, int y, int width, int height) = Box(index);
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < height; j++)
            {
                byte* from = chunk + ((((firstPlane + k) * ChunkY) + j) * ChunkX * elementSize);
                byte* to = destination + (((((long)k * Ny) + y + j) * Nx) + x) * elementSize;
                Copy(from, to, width * elementSize);
            }
        }
    }

    /// <summary>Copies some planes of a chunk whose bytes are sorted by their place in the element, and puts the elements together.</summary>
    /// <inheritdoc cref="Scatter" path="/param"/>
    public unsafe void ScatterShuffled(byte* chunk, int index, int firstPlane, int count, int elementSize, byte* destination)
    {
        (int x, int y, int width, int height) = Box(index);
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < height; j++)
            {
                byte* from = chunk + ((((firstPlane + k) * ChunkY) + j) * ChunkX);
                byte* to = destination + (((((long)k * Ny) + y + j) * Nx) + x) * elementSize;
                Fetch(to + ((j + RowsAhead < height ? RowsAhead : Ny + RowsAhead - height) * (long)Nx * elementSize), width * elementSize);
                ByteShuffle.Unshuffle(from, ChunkVoxels, to, width, elementSize);
            }
        }
    }

    /// <summary>The first voxel of a chunk, slowest axis first, as the library counts.</summary>
    public ulong[] Offset(int row, int chunk)
        => [(ulong)(row * ChunkZ), (ulong)(chunk / CountX * ChunkY), (ulong)(chunk % CountX * ChunkX)];

    // The rows of a chunk lie far apart: the processor does not see by itself which is next. Beyond the map this does nothing.
    private static unsafe void Fetch(byte* bytes, int count)
    {
        if (!Sse.IsSupported)
            return;
        for (int i = 0; i < count; i += CacheLine)
            Sse.Prefetch0(bytes + i);
    }

    private static unsafe void Copy(byte* from, byte* to, int bytes)
        => new ReadOnlySpan<byte>(from, bytes).CopyTo(new Span<byte>(to, bytes));

    private (int X, int Y, int Width, int Height) Box(int chunk)
    {
        int x = chunk % CountX * ChunkX;
        int y = chunk / CountX * ChunkY;
        return (x, y, Math.Min(ChunkX, Nx - x), Math.Min(ChunkY, Ny - y));
    }
}
