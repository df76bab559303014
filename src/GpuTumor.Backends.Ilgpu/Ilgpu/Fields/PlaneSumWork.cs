using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Joins the rows of a plane to one value for each quantity: item z + planes · quantity.</summary>
internal readonly struct PlaneSumWork(
    ArrayView<float> rows, ArrayView<double> planes, long first, int height, int depth, int firstLargest, int accumulates) : IItemWork
{
    private readonly ArrayView<float> _rows = rows;
    private readonly ArrayView<double> _planes = planes;
    private readonly long _first = first;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly int _firstLargest = firstLargest;
    private readonly int _accumulates = accumulates;

    public void At(long item)
    {
        long quantity = item / _depth;
        long z = item - (quantity * _depth);
        double joined = _accumulates == 0 ? 0.0 : _planes[_first + item];
        for (int y = 0; y < _height; y++)
        {
            double row = _rows[(((quantity * _height) + y) * _depth) + z];
            joined = quantity < _firstLargest ? joined + row : joined < row ? row : joined;
        }

        _planes[_first + item] = joined;
    }
}
