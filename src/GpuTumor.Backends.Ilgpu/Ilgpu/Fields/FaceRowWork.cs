using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sums the rows that lie whole at held faces, once for each face: item z + planes · y.</summary>
internal readonly struct FaceRowWork(
    ArrayView<float> map, ArrayView<double> rows, int width, int height, int depth, int south, int north, int bottom, int top)
    : IItemWork
{
    private readonly ArrayView<float> _map = map;
    private readonly ArrayView<double> _rows = rows;
    private readonly int _width = width;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly int _south = south;
    private readonly int _north = north;
    private readonly int _bottom = bottom;
    private readonly int _top = top;

    public void At(long item)
    {
        long y = item / _depth;
        long z = item - (y * _depth);
        int faces = (z == 0 ? _bottom : 0) + (z == _depth - 1 ? _top : 0) + (y == 0 ? _south : 0) + (y == _height - 1 ? _north : 0);
        double sum = 0.0;
        if (faces > 0)
        {
            long start = ((z * _height) + y) * _width;
            for (int x = 0; x < _width; x++)
                sum += _map[start + x];
        }

        _rows[item] = faces * sum;
    }
}

/// <summary>What held faces take from a plane [field unit · voxels/s]: item z.</summary>
internal readonly struct FacePlaneWork(
    ArrayView<float> map, ArrayView<double> rows, ArrayView<double> planes, long first, int width, int height, int depth,
    int west, int east, float toHeldFace) : IItemWork
{
    private readonly ArrayView<float> _map = map;
    private readonly ArrayView<double> _rows = rows;
    private readonly ArrayView<double> _planes = planes;
    private readonly long _first = first;
    private readonly int _width = width;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly int _west = west;
    private readonly int _east = east;
    private readonly float _toHeldFace = toHeldFace;

    public void At(long item)
    {
        double sum = 0.0;
        for (int y = 0; y < _height; y++)
        {
            long start = ((item * _height) + y) * _width;
            sum += _rows[(y * (long)_depth) + item];
            if (_west != 0)
                sum += _map[start];
            if (_east != 0)
                sum += _map[start + _width - 1];
        }

        _planes[_first + item] = _toHeldFace * sum;
    }
}
