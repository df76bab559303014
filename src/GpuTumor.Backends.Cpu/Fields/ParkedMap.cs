using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>A field in half precision between its steps.</summary>
/// <remarks>See <see cref="HalfPrecision"/>. Neither threads nor lanes change its bits.</remarks>
internal sealed unsafe class ParkedMap : IStateful, IDisposable
{
    private readonly Grid _grid;
    private readonly Workers _workers;
    private readonly ParkingRows _rows;
    private readonly Sums _sums;
    private readonly NativeArray<ushort> _halves;
    private readonly NativeArray<float> _unit;
    private readonly Action<int> _measure;
    private readonly Action<int> _pack;
    private readonly Action<int> _unpack;
    private float* _values;
    private uint _times;

    /// <summary>Nothing anywhere.</summary>
    public ParkedMap(Grid grid, Workers workers, LaneWidth lanes)
    {
        (_grid, _workers, _rows) = (grid, workers, ParkingRows.For(lanes));
        _sums = new Sums(ParkingRows.Quantities, grid.Nz, workers.Count);
        (_halves, _unit) = (new NativeArray<ushort>(grid.Voxels), new NativeArray<float>(1));
        (_measure, _pack, _unpack) = (Measure, Pack, Unpack);
        _unit[0] = 1f;
    }

    /// <summary>Bytes of a voxel.</summary>
    public static int BytesPerVoxel => sizeof(ushort);

    /// <summary>Where it is read.</summary>
    public ConcentrationView View => new(_halves.Pointer, _unit.Pointer);

    /// <summary>Brings the field back, exactly as it is kept.</summary>
    public void Leave(NativeArray<float> values)
    {
        _values = values.Pointer;
        _workers.Run(_unpack);
    }

    /// <summary>Parks the field.</summary>
    /// <returns>What that added, summed over voxels.</returns>
    public double Park(NativeArray<float> values)
    {
        _values = values.Pointer;
        _workers.Run(_measure);
        _unit[0] = ParkingUnit.For((float)_sums.Largest(ParkingRows.Largest));
        _times++;
        _workers.Run(_pack);
        return _sums.Total(ParkingRows.Rounded);
    }

    /// <summary>Parks the same everywhere.</summary>
    public void Fill(float value)
    {
        _unit[0] = ParkingUnit.For(value);
        for (long i = 0; i < _grid.Voxels; i++)
            _halves[i] = Half(value, (uint)i * HalfPrecision.DitherOfVoxel);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ref float unit = ref _unit[0];
        archive.Value("parked_unit", ref unit);
        archive.Value("parked_times", ref _times);
        int plane = (int)_grid.PlaneVoxels;
        archive.Voxels<float>(
            TissueArchive.Concentration, _grid,
            (z, values) => View.CopyTo((long)z * plane, values),
            (z, values) =>
            {
                // They were halves of this unit: no dither tells.
                for (int i = 0; i < values.Length; i++)
                    _halves[((long)z * plane) + i] = Half(values[i], 0);
            });
    }

    public void Dispose()
    {
        _halves.Dispose();
        _unit.Dispose();
        _sums.Dispose();
    }

    private ushort Half(float value, uint dither)
        => (ushort)HalfPrecision.Pack<Scalar, ScalarWord>(new Scalar(value * (1f / _unit[0])), new ScalarWord(dither)).Value;

    private void Measure(int member)
    {
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(_grid.Nz, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            for (int y = 0; y < _grid.Ny; y++)
                _rows.Measure(_values + _grid.Index(0, y, z), _grid.Nx, columns);
            _sums.EndRowOfLargest(columns, z, ParkingRows.Largest);
        }
    }

    private void Pack(int member)
    {
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(_grid.Nz, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < _grid.Ny; y++)
            {
                long row = _grid.Index(0, y, z);
                uint dither = ((uint)row * HalfPrecision.DitherOfVoxel) + (_times * HalfPrecision.DitherOfTime);
                _rows.Pack(_values + row, _halves.Pointer + row, _grid.Nx, _unit[0], dither, columns);
                _sums.EndRow(columns, z, ParkingRows.Rounded);
            }
        }
    }

    private void Unpack(int member)
    {
        (int start, int end) = _workers.Share(_grid.Nz, member);
        for (int z = start; z < end; z++)
        {
            long plane = z * _grid.PlaneVoxels;
            _rows.Unpack(_halves.Pointer + plane, _values + plane, (int)_grid.PlaneVoxels, _unit[0]);
        }
    }
}
