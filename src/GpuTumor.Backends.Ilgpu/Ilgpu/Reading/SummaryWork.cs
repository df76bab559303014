using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Statistics of a field: each item takes the voxels item, item + strands, …</summary>
internal readonly struct SummaryWork(
    long voxels, long strands, ConcentrationView field, ArrayView<byte> distance, ArrayView<uint> residents, ArrayView<double> results) : IItemWork
{
    /// <summary>Results of an item: least, largest, sum, sum at living cells, their number, first voxel that is not finite.</summary>
    public const int Results = 6;

    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly ConcentrationView _field = field;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<uint> _residents = residents;
    private readonly ArrayView<double> _results = results;

    public void At(long item)
    {
        double least = double.MaxValue;
        double largest = -double.MaxValue;
        double sum = 0.0;
        double sumAtCells = 0.0;
        double cells = 0.0;
        double nonFinite = _voxels;
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            float value = _field[voxel];
            least = value < least ? value : least;
            largest = value > largest ? value : largest;
            sum += value;
            // One byte tells of a free voxel, where the cells' words take four.
            if (_distance[voxel] != 0 && CellRecord.Kind(_residents[voxel]) == CellKind.Tumour)
            {
                sumAtCells += value;
                cells += 1.0;
            }

            // All bits of the exponent: infinite, or not a number.
            bool finite = (BitConverter.SingleToInt32Bits(value) & 0x7F800000) != 0x7F800000;
            if (!finite && voxel < nonFinite)
                nonFinite = voxel;
        }

        _results[item] = least;
        _results[_strands + item] = largest;
        _results[(2 * _strands) + item] = sum;
        _results[(3 * _strands) + item] = sumAtCells;
        _results[(4 * _strands) + item] = cells;
        _results[(5 * _strands) + item] = nonFinite;
    }
}
