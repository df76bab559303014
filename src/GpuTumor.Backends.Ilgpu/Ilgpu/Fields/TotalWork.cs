using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Joins the planes of an entry, in order, to their sum and their largest: item is the entry.</summary>
/// <param name="planes">Entry by entry, plane by plane.</param>
/// <param name="stride">From one entry's planes to the next's.</param>
/// <param name="depth">Planes that count.</param>
/// <param name="totals">Takes the sum and the largest of each entry; what is not a number stays so.</param>
internal readonly struct TotalWork(ArrayView<double> planes, long stride, long depth, ArrayView<double> totals) : IItemWork
{
    private readonly ArrayView<double> _planes = planes;
    private readonly long _stride = stride;
    private readonly long _depth = depth;
    private readonly ArrayView<double> _totals = totals;

    public void At(long item)
    {
        double sum = 0.0;
        double largest = 0.0;
        for (long z = 0; z < _depth; z++)
        {
            double plane = _planes[(item * _stride) + z];
            sum += plane;
            largest = plane <= largest ? largest : plane > largest ? plane : plane + largest;
        }

        _totals[2 * item] = sum;
        _totals[(2 * item) + 1] = largest;
    }
}
