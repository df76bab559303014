using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A field in half precision between its steps, on the device.</summary>
/// <remarks>See <see cref="HalfPrecision"/>. Its bits are the processor's.</remarks>
internal sealed class ParkedMap : IStateful, IDisposable
{
    /// <summary>Sums of a lattice that parking needs: the largest concentration, and what rounding adds.</summary>
    public const int Sums = 2;

    private readonly GpuContext _context;
    private readonly Grid _grid;
    private readonly LatticeSums _sums;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _values;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _words;
    private float _unit = 1f;
    private uint _times;

    /// <summary>The same everywhere.</summary>
    /// <param name="context">The device.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="sums">Room for <see cref="Sums"/>, shared by all parked fields.</param>
    /// <param name="values">Where it is worked on, shared as well.</param>
    /// <param name="initial">The concentration.</param>
    public ParkedMap(GpuContext context, Grid grid, LatticeSums sums, MemoryBuffer1D<float, Stride1D.Dense> values, float initial)
    {
        (_context, _grid, _sums, _values) = (context, grid, sums, values);
        _words = context.Allocate<uint>(WordsOf(grid));
        context.ForEach(grid.Voxels, new FillWork(values.View, initial));
        Pack(ParkingUnit.For(initial), 0, HalfPrecision.DitherOfVoxel);
    }

    /// <summary>Where it is read.</summary>
    public ConcentrationView View => ConcentrationView.Parked(_words.View);

    /// <summary>Bytes that a parked map takes.</summary>
    public static long RequiredBytes(Grid grid) => sizeof(uint) * WordsOf(grid);

    /// <summary>Brings the field back, exactly as it is kept.</summary>
    public void Leave() => _context.ForEach(_grid.Voxels, new LeaveParkingWork(View, 0, _values.View));

    /// <summary>Parks the field.</summary>
    /// <returns>What that added, summed over voxels.</returns>
    public double Park()
    {
        _sums.Run(new LargestWork(_grid.Nx, _grid.PlaneVoxels, _values.View), 0, 1, 0, _grid.Ny, _grid.Nz);
        _sums.Fetch(1);
        _times++;
        Pack(ParkingUnit.For((float)_sums.Largest(0)), _times * HalfPrecision.DitherOfTime, HalfPrecision.DitherOfVoxel);
        _sums.Fetch(Sums);
        return _sums.Total(1);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        archive.Value("parked_unit", ref _unit);
        archive.Value("parked_times", ref _times);
        if (!archive.Restores)
            Leave();
        _context.Carry(archive, TissueArchive.Concentration, _grid, (ArrayView<float>)_values.View);
        // They were halves of this unit: no dither tells.
        if (archive.Restores)
            Pack(_unit, 0, 0);
    }

    public void Dispose() => _context.Free(_words);

    private static long WordsOf(Grid grid) => ConcentrationView.WordsOfUnit + ((grid.Voxels + 1) >> 1);

    private void Pack(float unit, uint dither, uint ditherOfVoxel)
    {
        _unit = unit;
        ArrayView<uint> words = _words.View;
        _context.ForEach(ConcentrationView.WordsOfUnit, new ParkingUnitWork(unit, words));
        _sums.Run(
            new ParkWork(
                _grid.Nx, _grid.PlaneVoxels, _values.View, unit, 1f / unit, dither, ditherOfVoxel,
                words.SubView(ConcentrationView.WordsOfUnit).Cast<ushort>()),
            1, 1);
    }
}
