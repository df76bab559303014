using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What a stage's u loses, row by row, so that any thread may do any row; summed in the order of rows and planes.</summary>
internal sealed unsafe class LossesByRow : IDisposable
{
    private readonly int _rows;
    private readonly int _planes;
    private readonly NativeArray<float> _taken;
    private readonly NativeArray<float> _intoPinned;
    private readonly NativeArray<float> _toWest;
    private readonly NativeArray<float> _toEast;
    private readonly NativeArray<double> _toSouth;
    private readonly NativeArray<double> _toNorth;
    private readonly NativeArray<double> _toBottom;
    private readonly NativeArray<double> _toTop;
    private readonly StageLosses[] _ofPlanes;

    public LossesByRow(Grid grid)
    {
        (_rows, _planes) = (grid.Ny, grid.Nz);
        long all = (long)_rows * _planes;
        (_taken, _intoPinned, _toWest, _toEast) = (new(all), new(all), new(all), new(all));
        (_toSouth, _toNorth, _toBottom, _toTop) = (new(_planes), new(_planes), new(_rows), new(_rows));
        _ofPlanes = new StageLosses[_planes];
    }

    /// <summary>The sum over all planes, once they have been joined.</summary>
    public StageLosses Total
    {
        get
        {
            StageLosses total = default;
            foreach (StageLosses plane in _ofPlanes)
                total += plane;
            return total;
        }
    }

    /// <summary>Bytes held on a lattice.</summary>
    public static long BytesOf(Grid grid)
        => (4L * sizeof(float) * grid.Ny * grid.Nz) + (2L * sizeof(double) * (grid.Ny + grid.Nz)) + ((long)sizeof(StageLosses) * grid.Nz);

    /// <summary>Takes up a row that has been swept.</summary>
    /// <param name="columns">Columns of <see cref="StageSums"/>; they are cleared.</param>
    /// <param name="present">The row of u.</param>
    /// <param name="y">Row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="geometry">The faces.</param>
    public void EndRow(float* columns, float* present, int y, int z, FieldGeometry geometry)
    {
        long row = ((long)z * _rows) + y;
        _taken[row] = Sums.Join(Sums.Column(columns, StageSums.Taken));
        _intoPinned[row] = Sums.Join(Sums.Column(columns, StageSums.IntoPinned));
        if (!geometry.HasHeldFaces)
            return;
        _toWest[row] = geometry.SeenAtEnd(0, present, y, z);
        _toEast[row] = geometry.SeenAtEnd(1, present, y, z);
        if (y == 0)
            _toSouth[z] = geometry.SeenAlong(2, present, y, z);
        if (y == _rows - 1)
            _toNorth[z] = geometry.SeenAlong(3, present, y, z);
        if (z == 0)
            _toBottom[y] = geometry.SeenAlong(4, present, y, z);
        if (z == _planes - 1)
            _toTop[y] = geometry.SeenAlong(5, present, y, z);
    }

    /// <summary>Takes up some rows that have been swept, of which held faces see no more than the ends.</summary>
    /// <param name="columns">Columns of <see cref="StageSums"/>, row by row; they are cleared.</param>
    /// <param name="present">The first row of u.</param>
    /// <param name="count">Voxels of a row.</param>
    /// <param name="y">The first row in the plane.</param>
    /// <param name="z">Plane.</param>
    /// <param name="rows">How many rows.</param>
    public void EndRows<TPinning>(float* columns, float* present, int count, int y, int z, int rows)
        where TPinning : struct, IPinning
    {
        long first = ((long)z * _rows) + y;
        float* taken = _taken.Pointer + first;
        float* intoPinned = _intoPinned.Pointer + first;
        float* toWest = _toWest.Pointer + first;
        float* toEast = _toEast.Pointer + first;
        for (int i = 0; i < rows; i++)
        {
            taken[i] = Sums.Join(Sums.Column(columns, StageSums.Taken));
            intoPinned[i] = TPinning.Occurs ? Sums.Join(Sums.Column(columns, StageSums.IntoPinned)) : 0f;
            toWest[i] = present[0];
            toEast[i] = present[count - 1];
            columns += StageSums.Quantities * Sums.Columns;
            present += count;
        }
    }

    /// <summary>Joins the rows of a plane.</summary>
    public void Join(int z, FieldGeometry geometry)
    {
        (double taken, double intoPinned, double west, double east, double bottom, double top) = (0, 0, 0, 0, 0, 0);
        long first = (long)z * _rows;
        for (int y = 0; y < _rows; y++)
        {
            taken += _taken[first + y];
            intoPinned += _intoPinned[first + y];
        }

        FaceAmounts toFaces = default;
        if (geometry.HasHeldFaces)
        {
            for (int y = 0; y < _rows; y++)
            {
                west += _toWest[first + y];
                east += _toEast[first + y];
                bottom += z == 0 ? _toBottom[y] : 0.0;
                top += z == _planes - 1 ? _toTop[y] : 0.0;
            }

            toFaces = geometry.FaceLosses(new(west, east, _toSouth[z], _toNorth[z], bottom, top));
        }

        _ofPlanes[z] = new StageLosses(taken, intoPinned, toFaces);
    }

    public void Dispose()
    {
        foreach (NativeArray<float> map in new[] { _taken, _intoPinned, _toWest, _toEast })
            map.Dispose();
        foreach (NativeArray<double> map in new[] { _toSouth, _toNorth, _toBottom, _toTop })
            map.Dispose();
    }
}
