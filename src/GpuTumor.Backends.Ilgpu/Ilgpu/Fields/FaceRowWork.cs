using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sums the rows of the bottom and the top plane, if their faces are held: item y + rows · (0 bottom, 1 top).</summary>
internal readonly struct FaceRowWork(
    ArrayView<float> map, ArrayView<double> rows, int width, int height, int depth, int bottom, int top) : IItemWork
{
    private readonly ArrayView<float> _map = map;
    private readonly ArrayView<double> _rows = rows;
    private readonly int _width = width;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly int _bottom = bottom;
    private readonly int _top = top;

    public void At(long item)
    {
        bool atTop = item >= _height;
        double sum = 0.0;
        if ((atTop ? _top : _bottom) != 0)
        {
            long y = atTop ? item - _height : item;
            long start = (((atTop ? _depth - 1L : 0L) * _height) + y) * _width;
            for (int x = 0; x < _width; x++)
                sum += _map[start + x];
        }

        _rows[item] = sum;
    }
}
