using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What all faces of all lattices let through for the field about to be advanced: one set of maps, shared by all fields.</summary>
/// <remarks>
/// They are made anew where the hindrance, the kind of a face of the box or the matrix differs from the last time: twelve bytes
/// a voxel, against the sixteen to twenty that each stage or relaxation of the step moves. A face of a coarse lattice lets
/// through the mean of the fine faces that lie in it (four, or fewer at an odd end): a mean in series with the fine faces behind
/// them diverges at a contrast of 1000.
/// </remarks>
internal sealed unsafe class Passages : IDisposable
{
    private readonly MatrixMap _matrix;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly PassageLevel[] _levels;
    private readonly NativeArray<float>[] _rows;
    private readonly Action<int> _fill;
    private readonly Action<int> _coarsen;
    private FieldGeometry _geometry = null!;
    private (float Hindrance, bool X, bool Y, bool Z, int Levels, long Revision)? _made;
    private float _exponent;
    private int _level;

    /// <summary>Room for the faces of a lattice and of those coarser.</summary>
    public Passages(Grid grid, int levels, MatrixMap matrix, Workers workers, LaneWidth lanes)
    {
        (_matrix, _workers, _lanes) = (matrix, workers, lanes);
        _levels = new PassageLevel[levels];
        (int nx, int ny, int nz) = (grid.Nx, grid.Ny, grid.Nz);
        for (int level = 0; level < levels; level++)
        {
            _levels[level] = new PassageLevel(nx, ny, nz);
            (nx, ny, nz) = ((nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2);
        }

        _rows = new NativeArray<float>[workers.Count];
        for (int member = 0; member < workers.Count; member++)
            _rows[member] = new NativeArray<float>(grid.Nx + 64);
        (_fill, _coarsen) = (Fill, Coarsen);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _levels.Sum(level => level.Bytes) + _rows.Sum(row => row.Length * sizeof(float));

    /// <summary>Bytes that the faces of a lattice and of all coarser ones take.</summary>
    public static long RequiredBytes(Grid grid)
    {
        (long nx, long ny, long nz) = (grid.Nx, grid.Ny, grid.Nz);
        long faces = FacesOf(nx, ny, nz);
        while (nx > 1 || ny > 1 || nz > 1)
        {
            (nx, ny, nz) = ((nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2);
            faces += FacesOf(nx, ny, nz);
        }

        return sizeof(float) * faces;
    }

    /// <summary>The faces of a lattice; 0 is the finest.</summary>
    public PassageLevel this[int level] => _levels[level];

    /// <summary>Makes the maps for a field.</summary>
    /// <param name="geometry">The field's lattices.</param>
    /// <param name="hindrance">κ.</param>
    public void Prepare(FieldGeometry geometry, float hindrance)
    {
        Lattice finest = geometry[0];
        var wanted = (
            hindrance, finest.X.IsPeriodic, finest.Y.IsPeriodic, finest.Z.IsPeriodic, geometry.Levels, _matrix.Revision);
        if (_made == wanted)
            return;
        _geometry = geometry;
        _exponent = Hindrance.Exponent(hindrance);
        _workers.Run(_fill);
        for (_level = 0; _level < geometry.Levels - 1; _level++)
            _workers.Run(_coarsen, geometry[_level].Cells);
        _made = wanted;
    }

    public void Dispose()
    {
        foreach (PassageLevel level in _levels)
            level.Dispose();
        foreach (NativeArray<float> row in _rows)
            row.Dispose();
    }

    private static long FacesOf(long nx, long ny, long nz) => ((nx + 1) * ny * nz) + (nx * (ny + 1) * nz) + (nx * ny * (nz + 1));

    private void Fill(int member)
    {
        Lattice lattice = _geometry[0];
        PassageLevel faces = _levels[0];
        (int start, int end) = _workers.Share(faces.Nz, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < faces.Ny; y++)
            {
                FillAlong(lattice, faces, y, z);
                Fill(Densities(y, z), Densities(Before(lattice.Y, y), z), faces.Y(y, z));
                Fill(Densities(y, z), Densities(y, Before(lattice.Z, z)), faces.Z(y, z));
                if (z == faces.Nz - 1)
                    Fill(Densities(y, z), Densities(y, lattice.Z.IsPeriodic ? 0 : z), faces.Z(y, z + 1));
            }

            int last = faces.Ny - 1;
            Fill(Densities(last, z), Densities(lattice.Y.IsPeriodic ? 0 : last, z), faces.Y(last + 1, z));
        }
    }

    private void FillAlong(Lattice lattice, PassageLevel faces, int y, int z)
    {
        float* densities = Densities(y, z);
        float* result = faces.X(y, z);
        int last = faces.Nx - 1;
        PassageRow row = new() { Here = densities, There = densities + 1, Result = result + 1, Exponent = _exponent };
        row.Run(last, _lanes);
        float* west = lattice.X.IsPeriodic ? densities + last : densities;
        new PassageRow { Here = densities, There = west, Result = result, Exponent = _exponent }.Run(1, _lanes);
        float* east = lattice.X.IsPeriodic ? densities : densities + last;
        new PassageRow { Here = densities + last, There = east, Result = result + last + 1, Exponent = _exponent }.Run(1, _lanes);
    }

    private void Fill(float* here, float* there, float* result)
        => new PassageRow { Here = here, There = there, Result = result, Exponent = _exponent }.Run(_levels[0].Nx, _lanes);

    private float* Densities(int y, int z) => _matrix.Density.Pointer + _geometry[0].RowStart(y, z);

    // At an end that does not close on itself the face has the voxel's own passage: it lies half a voxel away.
    private static int Before(AxisTable axis, int position)
        => position > 0 ? position - 1 : axis.IsPeriodic ? axis.Count - 1 : 0;

    private void Coarsen(int member)
    {
        PassageLevel coarse = _levels[_level + 1];
        (int start, int end) = _workers.Share(coarse.Nz + 1, member);
        for (int z = start; z < end; z++)
        {
            if (z < coarse.Nz)
            {
                for (int y = 0; y < coarse.Ny; y++)
                    CoarsenX(y, z, member);
                for (int y = 0; y <= coarse.Ny; y++)
                    CoarsenY(y, z, member);
            }

            for (int y = 0; y < coarse.Ny; y++)
                CoarsenZ(y, z, member);
        }
    }

    private void CoarsenX(int coarseY, int coarseZ, int member)
    {
        (Lattice lattice, PassageLevel fine, PassageLevel coarse) = (_geometry[_level], _levels[_level], _levels[_level + 1]);
        float* mean = ClearedRow(member, fine.Nx + 1);
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, fine.Nz); z++)
        {
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Ny); y++)
                Add(fine.X(y, z), lattice.Y.ShareOf(y) * lattice.Z.ShareOf(z), mean, fine.Nx + 1);
        }

        float* result = coarse.X(coarseY, coarseZ);
        for (int x = 0; x <= coarse.Nx; x++)
            result[x] = mean[Math.Min(2 * x, fine.Nx)];
    }

    private void CoarsenY(int coarseY, int coarseZ, int member)
    {
        (Lattice lattice, PassageLevel fine, PassageLevel coarse) = (_geometry[_level], _levels[_level], _levels[_level + 1]);
        float* mean = ClearedRow(member, fine.Nx);
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, fine.Nz); z++)
            Add(fine.Y(Math.Min(2 * coarseY, fine.Ny), z), lattice.Z.ShareOf(z), mean, fine.Nx);
        Join(lattice, mean, coarse.Y(coarseY, coarseZ), coarse.Nx);
    }

    private void CoarsenZ(int coarseY, int coarseZ, int member)
    {
        (Lattice lattice, PassageLevel fine, PassageLevel coarse) = (_geometry[_level], _levels[_level], _levels[_level + 1]);
        float* mean = ClearedRow(member, fine.Nx);
        for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Ny); y++)
            Add(fine.Z(y, Math.Min(2 * coarseZ, fine.Nz)), lattice.Y.ShareOf(y), mean, fine.Nx);
        Join(lattice, mean, coarse.Z(coarseY, coarseZ), coarse.Nx);
    }

    private void Add(float* row, float weight, float* result, int count)
    {
        WeighedRow sweep = new() { Row = row, Result = result, Weight = weight };
        RowSweep.Run(ref sweep, count, _lanes);
    }

    private void Join(Lattice lattice, float* fine, float* coarse, int count)
    {
        JoinRow sweep = new() { Fine = fine, Coarse = coarse, Axis = AxisShares.Of(lattice.X) };
        RowSweep.Run(ref sweep, count, _lanes);
    }

    // One value more than asked: an odd last one is joined with it, with a share of zero.
    private float* ClearedRow(int member, int count)
    {
        float* row = _rows[member].Pointer;
        new Span<float>(row, count + 1).Clear();
        return row;
    }
}
