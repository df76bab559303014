using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Adds to the voxels at one held face what it gives them through the matrix: item voxel + width · row.</summary>
/// <param name="sheet">The voxels.</param>
/// <param name="given">What it gives through a free face [field unit/s].</param>
/// <param name="gain">Grows.</param>
internal readonly struct SheetGainWork(FaceSheet sheet, float given, ArrayView<float> gain) : IItemWork
{
    private readonly FaceSheet _sheet = sheet;
    private readonly float _given = given;
    private readonly ArrayView<float> _gain = gain;

    public void At(long item)
    {
        var row = (int)(item / _sheet.Width);
        var i = (int)(item - ((long)row * _sheet.Width));
        long voxel = _sheet.Voxel(row, i);
        _gain[voxel] = Scalar.Fma(new Scalar(_given), new Scalar(_sheet.Passage(row, i)), new Scalar(_gain[voxel])).Value;
    }
}

/// <summary>What each row at the held faces shows through the matrix: item row + most rows · side.</summary>
/// <param name="lattice">The finest lattice.</param>
/// <param name="held">Bit by bit, whether a side is held.</param>
/// <param name="mostRows">Rows of the side that has most.</param>
/// <param name="map">The field; empty to see the faces alone.</param>
/// <param name="rows">Takes the sums.</param>
internal readonly struct SheetRowWork(
    MatrixLattice lattice, int held, int mostRows, ArrayView<float> map, ArrayView<double> rows) : IItemWork
{
    private readonly MatrixLattice _lattice = lattice;
    private readonly int _held = held;
    private readonly int _mostRows = mostRows;
    private readonly ArrayView<float> _map = map;
    private readonly ArrayView<double> _rows = rows;

    public void At(long item)
    {
        var side = (int)(item / _mostRows);
        var row = (int)(item - ((long)side * _mostRows));
        FaceSheet sheet = new(_lattice, side);
        double sum = 0.0;
        if (((_held >> side) & 1) == 1 && row < sheet.Rows)
        {
            for (int i = 0; i < sheet.Width; i++)
            {
                Scalar seen = new(sheet.Passage(row, i));
                sum += (_map.Length == 0 ? seen : seen * new Scalar(_map[sheet.Voxel(row, i)])).Value;
            }
        }

        _rows[item] = sum;
    }
}

/// <summary>What one held face takes from a plane through the matrix [field unit · voxels/s]: item plane + planes · side.</summary>
/// <remarks>An upright side loses a row with every plane, the bottom and the top all at once.</remarks>
internal readonly struct SheetPlaneWork(
    ArrayView<double> rows, ArrayView<double> planes, long first, int mostRows, int height, int depth,
    float toHeldX, float toHeldY, float toHeldZ) : IItemWork
{
    private readonly ArrayView<double> _rows = rows;
    private readonly ArrayView<double> _planes = planes;
    private readonly long _first = first;
    private readonly int _mostRows = mostRows;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly float _toHeldX = toHeldX;
    private readonly float _toHeldY = toHeldY;
    private readonly float _toHeldZ = toHeldZ;

    public void At(long item)
    {
        long side = item / _depth;
        long z = item - (side * _depth);
        double sum = 0.0;
        if (side < 4)
            sum = _rows[(side * _mostRows) + z];
        else if (z == (side == 4 ? 0 : _depth - 1))
            sum = Sheet(side * _mostRows);
        _planes[_first + item] = (side < 2 ? _toHeldX : side < 4 ? _toHeldY : _toHeldZ) * sum;
    }

    private double Sheet(long first)
    {
        double sum = 0.0;
        for (int y = 0; y < _height; y++)
            sum += _rows[first + y];
        return sum;
    }
}
