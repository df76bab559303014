using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Joins what the groups of a tiled pass summed of one quantity to as many values as there are planes.</summary>
/// <param name="groups">Quantity by quantity, what each group summed.</param>
/// <param name="count">Groups.</param>
/// <param name="quantity">Which quantity.</param>
/// <param name="planes">Takes the values.</param>
/// <param name="first">Where they begin.</param>
/// <param name="strands">How many values: item i sums the groups i, i + strands, ….</param>
internal readonly struct GroupSumWork(
    ArrayView<double> groups, long count, long quantity, ArrayView<double> planes, long first, long strands) : IItemWork
{
    private readonly ArrayView<double> _groups = groups;
    private readonly long _count = count;
    private readonly long _quantity = quantity;
    private readonly ArrayView<double> _planes = planes;
    private readonly long _first = first;
    private readonly long _strands = strands;

    public void At(long item)
    {
        double sum = 0.0;
        for (long group = item; group < _count; group += _strands)
            sum += _groups[(_quantity * _count) + group];
        _planes[_first + item] = sum;
    }
}
