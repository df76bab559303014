using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Sums the clones that begin in the rows of a plane: item z.</summary>
internal readonly struct PlaneClonesWork(ArrayView<uint> rows, ArrayView<uint> planes, int height) : IItemWork
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

/// <summary>Numbers the first new clone of each row, rows in order: item z.</summary>
/// <remarks>Not in the place of the counts: ILGPU read a count again after the number had been written over it.</remarks>
/// <param name="rows">Clones that begin in each row.</param>
/// <param name="planes">Clones that begin in each plane.</param>
/// <param name="firstClones">Takes the numbers, a row each.</param>
/// <param name="last">Takes the number of the last clone.</param>
/// <param name="height">Rows of a plane.</param>
/// <param name="before">Clones so far.</param>
internal readonly struct NumberClonesWork(
    ArrayView<uint> rows, ArrayView<uint> planes, ArrayView<uint> firstClones, ArrayView<uint> last, int height, uint before) : IItemWork
{
    private readonly ArrayView<uint> _rows = rows;
    private readonly ArrayView<uint> _planes = planes;
    private readonly ArrayView<uint> _firstClones = firstClones;
    private readonly ArrayView<uint> _last = last;
    private readonly int _height = height;
    private readonly uint _before = before;

    public void At(long item)
    {
        uint clone = _before;
        for (long z = 0; z < item; z++)
            clone += _planes[z];
        for (int y = 0; y < _height; y++)
        {
            long row = (item * _height) + y;
            _firstClones[row] = clone + 1u;
            clone += _rows[row];
        }

        if (item == _planes.Length - 1)
            _last[0] = clone;
    }
}
