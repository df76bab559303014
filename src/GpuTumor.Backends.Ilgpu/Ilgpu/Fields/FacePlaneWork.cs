using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What one face, if it is held, takes from a plane [field unit · voxels/s]: item z + planes · face.</summary>
/// <remarks>Faces in the order west, east, south, north, bottom, top.</remarks>
internal readonly struct FacePlaneWork(
    ArrayView<float> map, ArrayView<double> rows, ArrayView<double> planes, long first, int width, int height, int depth,
    int west, int east, int south, int north, float toHeldX, float toHeldY, float toHeldZ) : IItemWork
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
    private readonly int _south = south;
    private readonly int _north = north;
    private readonly float _toHeldX = toHeldX;
    private readonly float _toHeldY = toHeldY;
    private readonly float _toHeldZ = toHeldZ;

    public void At(long item)
    {
        long face = item / _depth;
        long z = item - (face * _depth);
        long plane = z * _height * _width;
        double sum = 0.0;
        if (face == 0 && _west != 0)
            sum = Line(plane, _width, _height);
        if (face == 1 && _east != 0)
            sum = Line(plane + _width - 1, _width, _height);
        if (face == 2 && _south != 0)
            sum = Line(plane, 1, _width);
        if (face == 3 && _north != 0)
            sum = Line(plane + ((_height - 1L) * _width), 1, _width);
        if (face == 4 && z == 0)
            sum = Rows(0);
        if (face == 5 && z == _depth - 1)
            sum = Rows(_height);
        _planes[_first + item] = (face < 2 ? _toHeldX : face < 4 ? _toHeldY : _toHeldZ) * sum;
    }

    private double Line(long first, int stride, int count)
    {
        double sum = 0.0;
        for (int i = 0; i < count; i++)
            sum += _map[first + (i * (long)stride)];
        return sum;
    }

    private double Rows(int first)
    {
        double sum = 0.0;
        for (int y = 0; y < _height; y++)
            sum += _rows[first + y];
        return sum;
    }
}
