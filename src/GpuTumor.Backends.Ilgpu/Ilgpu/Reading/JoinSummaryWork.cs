using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Joins the statistics that many strands made of a field to a few: item i joins the strands of its part.</summary>
internal readonly struct JoinSummaryWork(ArrayView<double> strands, long count, long strandsOfItem, ArrayView<double> joined, long items) : IItemWork
{
    private readonly ArrayView<double> _strands = strands;
    private readonly long _count = count;
    private readonly long _strandsOfItem = strandsOfItem;
    private readonly ArrayView<double> _joined = joined;
    private readonly long _items = items;

    public void At(long item)
    {
        long first = item * _strandsOfItem;
        double least = _strands[first];
        double largest = _strands[_count + first];
        double sum = 0.0;
        double sumAtCells = 0.0;
        double cells = 0.0;
        double nonFinite = _strands[(5 * _count) + first];
        for (long i = first; i < first + _strandsOfItem; i++)
        {
            double low = _strands[i];
            double high = _strands[_count + i];
            double where = _strands[(5 * _count) + i];
            least = low < least ? low : least;
            largest = high > largest ? high : largest;
            sum += _strands[(2 * _count) + i];
            sumAtCells += _strands[(3 * _count) + i];
            cells += _strands[(4 * _count) + i];
            nonFinite = where < nonFinite ? where : nonFinite;
        }

        _joined[item] = least;
        _joined[_items + item] = largest;
        _joined[(2 * _items) + item] = sum;
        _joined[(3 * _items) + item] = sumAtCells;
        _joined[(4 * _items) + item] = cells;
        _joined[(5 * _items) + item] = nonFinite;
    }
}
