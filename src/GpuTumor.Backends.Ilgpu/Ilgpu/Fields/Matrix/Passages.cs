using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What all faces of all lattices let through for the field about to be advanced: one set of maps, shared by all fields.</summary>
/// <remarks>
/// They are made anew where the hindrance, the kind of a face of the box or the matrix differs from the last time: twelve bytes
/// a voxel.
/// </remarks>
internal sealed class Passages : IDisposable
{
    private const int Sides = 6;
    private readonly GpuContext _context;
    private readonly MatrixMap _matrix;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>[][] _faces;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _rows;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _sums;
    private (float Hindrance, int X, int Y, int Z, int Levels, long Revision)? _made;

    /// <summary>Room for the faces of a lattice and of those coarser.</summary>
    public Passages(GpuContext context, Grid grid, int levels, MatrixMap matrix)
    {
        (_context, _matrix) = (context, matrix);
        _faces = [.. FacesOf(grid).Take(levels).Select(level => level.Select(faces => context.Allocate<float>(faces)).ToArray())];
        MostRows = Math.Max(grid.Ny, grid.Nz);
        _rows = context.Allocate<double>(Sides * (long)MostRows);
        _sums = context.Allocate<double>(2L * Sides);
    }

    /// <summary>Rows of the side of the box that has most.</summary>
    public int MostRows { get; }

    /// <summary>Counts the changes of the matrix.</summary>
    public long Revision => _matrix.Revision;

    /// <summary>Bytes that the faces of a lattice and of those coarser take.</summary>
    public static long RequiredBytes(Grid grid, int levels) => sizeof(float) * FacesOf(grid).Take(levels).Sum(level => level.Sum());

    /// <summary>A lattice as the matrix shapes it.</summary>
    /// <param name="level">0 for the finest.</param>
    /// <param name="axes">Its axes.</param>
    public MatrixLattice On(int level, FieldLattice axes)
        => new(axes, _faces[level][0].View, _faces[level][1].View, _faces[level][2].View);

    /// <summary>Makes the maps for a field.</summary>
    /// <param name="geometry">The field's lattices.</param>
    /// <param name="hindrance">κ.</param>
    public void Prepare(FieldGeometry geometry, float hindrance)
    {
        FieldLattice finest = geometry[0];
        var wanted = (
            hindrance, finest.X.IsPeriodic, finest.Y.IsPeriodic, finest.Z.IsPeriodic, geometry.Levels, _matrix.Revision);
        if (_made == wanted)
            return;
        for (int across = 0; across < 3; across++)
        {
            Run(finest, across, new PassageWork(
                finest, across, Hindrance.Exponent(hindrance), _matrix.Density, _faces[0][across].View));
            for (int level = 1; level < geometry.Levels; level++)
            {
                Run(geometry[level], across, new CoarsePassageWork(
                    geometry[level - 1], geometry[level], across, _faces[level - 1][across].View, _faces[level][across].View));
            }
        }

        _made = wanted;
    }

    /// <summary>What the outer faces of the box let through together, by side, west to top.</summary>
    public double[] SumsOfSides(MatrixLattice finest)
    {
        const int All = (1 << Sides) - 1;
        _context.ForEach(Sides * (long)MostRows, new SheetRowWork(finest, All, MostRows, default, _rows.View));
        _context.ForEach(Sides, new TotalWork(_rows.View, MostRows, MostRows, _sums.View));
        double[] sums = new double[_sums.Length];
        _context.Read(_sums.View, sums.AsSpan());
        return [.. Enumerable.Range(0, Sides).Select(side => sums[2 * side])];
    }

    public void Dispose()
    {
        foreach (MemoryBuffer1D<float, Stride1D.Dense> faces in _faces.SelectMany(level => level))
            _context.Free(faces);
        _context.Free(_rows);
        _context.Free(_sums);
    }

    // Lattice by lattice, down to a single cell: the faces across x, y and z.
    private static IEnumerable<long[]> FacesOf(Grid grid)
    {
        (long nx, long ny, long nz) = (grid.Nx, grid.Ny, grid.Nz);
        while (true)
        {
            yield return [(nx + 1) * ny * nz, nx * (ny + 1) * nz, nx * ny * (nz + 1)];
            if (nx == 1 && ny == 1 && nz == 1)
                yield break;
            (nx, ny, nz) = ((nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2);
        }
    }

    private void Run<TWork>(FieldLattice lattice, int across, TWork work)
        where TWork : struct, IVoxelWork
        => _context.ForVoxels(
            lattice.X.Count + (across == 0 ? 1 : 0), lattice.Y.Count + (across == 1 ? 1 : 0), lattice.Z.Count + (across == 2 ? 1 : 0), work);
}
