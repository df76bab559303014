using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Joins the rows of a plane to one value for each quantity: item z + depth · quantity.</summary>
/// <param name="rows">Row by row, plane fastest, as the rows' work left them.</param>
/// <param name="planes">Takes the values.</param>
/// <param name="first">Where the first quantity's planes begin.</param>
/// <param name="stride">From one quantity's planes to the next's.</param>
/// <param name="height">Rows of a plane.</param>
/// <param name="depth">Planes.</param>
/// <param name="firstLargest">The first quantity of which the largest value is kept and not the sum.</param>
/// <param name="accumulates">1 to add to what is there.</param>
internal readonly struct PlaneSumWork(
    ArrayView<float> rows, ArrayView<double> planes, long first, long stride, int height, int depth, int firstLargest, int accumulates) : IItemWork
{
    private readonly ArrayView<float> _rows = rows;
    private readonly ArrayView<double> _planes = planes;
    private readonly long _first = first;
    private readonly long _stride = stride;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly int _firstLargest = firstLargest;
    private readonly int _accumulates = accumulates;

    public void At(long item)
    {
        long quantity = item / _depth;
        long z = item - (quantity * _depth);
        long place = _first + (quantity * _stride) + z;
        double joined = _accumulates == 0 ? 0.0 : _planes[place];
        for (int y = 0; y < _height; y++)
        {
            double row = _rows[(((quantity * _height) + y) * _depth) + z];
            joined = quantity < _firstLargest ? joined + row : joined < row ? row : joined;
        }

        _planes[place] = joined;
    }
}
