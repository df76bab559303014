using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Keeps the largest concentration of a row.</summary>
internal readonly struct LargestWork(int count, long plane, ArrayView<float> map) : IRowWork
{
    private readonly int _count = count;
    private readonly long _plane = plane;
    private readonly ArrayView<float> _map = map;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = (z * _plane) + ((long)y * _count);
        Scalar largest = new(0f);
        for (int x = column; x < _count; x += RowSums.Columns)
            largest = Scalar.Max(new Scalar(_map[start + x]), largest);
        sums.First = largest.Value;
    }
}

/// <summary>Parks a row, and sums what that adds.</summary>
/// <param name="count">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="map">Concentrations.</param>
/// <param name="unit">What a half of 1 stands for: a power of two.</param>
/// <param name="perUnit">One over it.</param>
/// <param name="dither">That of the first voxel.</param>
/// <param name="ditherOfVoxel">What it grows by from voxel to voxel.</param>
/// <param name="halves">Where they go.</param>
internal readonly struct ParkWork(
    int count, long plane, ArrayView<float> map, float unit, float perUnit, uint dither, uint ditherOfVoxel, ArrayView<ushort> halves)
    : IRowWork
{
    private readonly int _count = count;
    private readonly long _plane = plane;
    private readonly ArrayView<float> _map = map;
    private readonly float _unit = unit;
    private readonly float _perUnit = perUnit;
    private readonly uint _dither = dither;
    private readonly uint _ditherOfVoxel = ditherOfVoxel;
    private readonly ArrayView<ushort> _halves = halves;

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        long start = (z * _plane) + ((long)y * _count);
        for (int x = column; x < _count; x += RowSums.Columns)
        {
            long voxel = start + x;
            Scalar value = new(_map[voxel]);
            ScalarWord half = HalfPrecision.Pack<Scalar, ScalarWord>(
                value * new Scalar(_perUnit), new ScalarWord(_dither + ((uint)voxel * _ditherOfVoxel)));
            _halves[voxel] = (ushort)half.Value;
            // The unit is a power of two, so that the product is exact.
            sums.First += (HalfPrecision.Unpack<Scalar, ScalarWord>(half).Value * _unit) - value.Value;
        }
    }
}

/// <summary>Sets the unit of a parked map.</summary>
internal readonly struct ParkingUnitWork(float unit, ArrayView<uint> words) : IItemWork
{
    private readonly float _unit = unit;
    private readonly ArrayView<uint> _words = words;

    public void At(long item) => _words[item] = (uint)BitConverter.SingleToInt32Bits(_unit);
}

/// <summary>Concentrations as they are worked on, and read out: item is the voxel behind the first.</summary>
internal readonly struct LeaveParkingWork(ConcentrationView parked, long first, ArrayView<float> values) : IItemWork
{
    private readonly ConcentrationView _parked = parked;
    private readonly long _first = first;
    private readonly ArrayView<float> _values = values;

    public void At(long item) => _values[item] = _parked[_first + item];
}
