using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sums what the rows of a plane have counted: item z.</summary>
internal readonly struct PlaneCountsWork(ArrayView<uint> rows, ArrayView<uint> planes, int height) : IItemWork
{
    private readonly ArrayView<uint> _rows = rows;
    private readonly ArrayView<uint> _planes = planes;
    private readonly int _height = height;

    public void At(long item)
    {
        uint count = 0u;
        for (int y = 0; y < _height; y++)
            count += _rows[(item * _height) + y];
        _planes[item] = count;
    }
}

/// <summary>Numbers the first of what each row has counted, rows in order: item z.</summary>
/// <remarks>Not in the place of the counts: ILGPU read a count again after the number had been written over it.</remarks>
/// <param name="rows">How many there are in each row.</param>
/// <param name="planes">How many there are in each plane.</param>
/// <param name="firsts">Takes the numbers, a row each.</param>
/// <param name="last">Takes the number of the last.</param>
/// <param name="height">Rows of a plane.</param>
/// <param name="before">How many there were before.</param>
internal readonly struct NumberRowsWork(
    ArrayView<uint> rows, ArrayView<uint> planes, ArrayView<uint> firsts, ArrayView<uint> last, int height, uint before) : IItemWork
{
    private readonly ArrayView<uint> _rows = rows;
    private readonly ArrayView<uint> _planes = planes;
    private readonly ArrayView<uint> _firsts = firsts;
    private readonly ArrayView<uint> _last = last;
    private readonly int _height = height;
    private readonly uint _before = before;

    public void At(long item)
    {
        uint number = _before;
        for (long z = 0; z < item; z++)
            number += _planes[z];
        for (int y = 0; y < _height; y++)
        {
            long row = (item * _height) + y;
            _firsts[row] = number + 1u;
            number += _rows[row];
        }

        if (item == _planes.Length - 1)
            _last[0] = number;
    }
}
