using System.Runtime.CompilerServices;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>
/// Where vessels run and how well they are perfused. Vessels that are alike and stay so are a list of columns; else perfusion
/// is kept per voxel, one byte.
/// </summary>
internal sealed unsafe class VesselMap : IStateful, IDisposable
{
    private readonly CellLattice _lattice;
    private readonly Vasculature _vessels;
    private readonly Workers _workers;
    private readonly Grid _grid;
    private readonly ulong _seed;
    private readonly uint _threshold;
    private readonly int[] _columns;
    private readonly NativeArray<byte> _evenPlane;
    private readonly NativeArray<byte>? _perfusion;
    private readonly Sprouting? _sprouting;
    private readonly Action<int> _collapse;
    private uint _step;

    public VesselMap(Model model, CellLattice lattice, DiffusingFields fields, Workers workers)
    {
        (_lattice, _workers, _grid) = (lattice, workers, model.Grid);
        (_vessels, _seed) = (model.Vessels, model.Seed);
        _threshold = _vessels.Collapse.Rate.Threshold(model.StepHours);
        _columns = _vessels.Columns(_grid, _seed);
        _evenPlane = new NativeArray<byte>(_grid.PlaneVoxels);
        byte[] perfusion = _vessels.PerfusionOf(_columns, _seed);
        for (int i = 0; i < _columns.Length; i++)
            _evenPlane[_columns[i]] = perfusion[i];
        _collapse = Collapse;
        if (_vessels.IsEven || _columns.Length == 0)
            return;
        _perfusion = new NativeArray<byte>(_grid.Voxels);
        for (int z = 0; z < _grid.Nz; z++)
            _evenPlane.Slice(0, (int)_grid.PlaneVoxels).CopyTo(_perfusion.Slice(z * _grid.PlaneVoxels, (int)_grid.PlaneVoxels));
        if (_vessels.Sprouting.Elongation.PerHour > 0f)
            _sprouting = new Sprouting(model, lattice, fields, _perfusion, workers);
    }

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Vasculature vessels) => vessels.IsEven ? 0 : 1;

    public long AllocatedBytes => _perfusion?.Length ?? 0;

    /// <summary>Whether perfusion is part of the tissue's state.</summary>
    public bool IsState => _perfusion is not null;

    /// <summary>Perfusion of a voxel, 255 = full; 0 where no vessel runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Perfusion(long voxel) => _perfusion is null ? _evenPlane[voxel % _evenPlane.Length] : _perfusion[voxel];

    /// <summary>Perfusion of the voxels of a plane.</summary>
    public byte* Plane(int z) => _perfusion is null ? _evenPlane.Pointer : _perfusion.Pointer + (z * _grid.PlaneVoxels);

    /// <summary>The first voxel with a vessel from one on, or the number of voxels.</summary>
    public static int NextVessel(byte* perfusion, int from, int voxels) => from + NoneFrom(perfusion + from, voxels - from);

    /// <summary>Writes what the vessels of a plane exchange.</summary>
    /// <param name="z">The plane.</param>
    /// <param name="permeability">First-order exchange at full perfusion [1/s].</param>
    /// <param name="bloodLevel">Level in blood.</param>
    /// <param name="loss">First-order loss, of the whole box.</param>
    /// <param name="gain">Gain, of the whole box.</param>
    public void Exchange(int z, float permeability, float bloodLevel, float* loss, float* gain)
    {
        long plane = z * _grid.PlaneVoxels;
        if (_perfusion is null)
        {
            float exchange = _vessels.Perfusion * permeability;
            foreach (int column in _columns)
            {
                loss[plane + column] += exchange;
                gain[plane + column] += exchange * bloodLevel;
            }

            return;
        }

        byte* perfusion = _perfusion.Pointer + plane;
        for (int i = 0; (i += NoneFrom(perfusion + i, (int)_grid.PlaneVoxels - i)) < _grid.PlaneVoxels; i++)
        {
            float exchange = perfusion[i] * (1f / Vasculature.Full) * permeability;
            loss[plane + i] += exchange;
            gain[plane + i] += exchange * bloodLevel;
        }
    }

    /// <summary>Vessels collapse and sprout where they do.</summary>
    public void Advance(long step)
    {
        _step = (uint)step;
        if (_perfusion is not null && _threshold > 0)
            _workers.Run(_collapse, _lattice.Active.Voxels / 4);
        _sprouting?.Advance(step);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        if (_perfusion is null)
            return;
        int plane = (int)_grid.PlaneVoxels;
        archive.Voxels<byte>(
            TissueArchive.Perfusion, _grid,
            (z, values) => _perfusion.Slice((long)z * plane, plane).CopyTo(values),
            (z, values) => values.CopyTo(_perfusion.Slice((long)z * plane, plane)));
    }

    public void Dispose()
    {
        _evenPlane.Dispose();
        _perfusion?.Dispose();
        _sprouting?.Dispose();
    }

    private void Collapse(int member)
    {
        (int start, int end) = _lattice.Active.Share(_workers.Count, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                foreach (RowRun run in _lattice.Active.At(y, z))
                    Collapse((int)_grid.Index(0, y, z), z, run);
            }
        }
    }

    private void Collapse(int row, int z, RowRun run)
    {
        byte* perfusion = _perfusion!.Pointer + row;
        for (int x = run.X0; (x += NoneFrom(perfusion + x, run.X1 - x)) < run.X1; x++)
        {
            perfusion[x] = _vessels.Collapse.Advance(
                perfusion[x], _lattice.Distance[row + x], row + x, z, _lattice.Plane, _seed, _step, _threshold);
        }
    }

    // Voxels without a vessel from here on, at most so many. Eight at a time, as nearly all have none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NoneFrom(byte* perfusion, int most)
    {
        int count = 0;
        while (count + 8 <= most && Unsafe.ReadUnaligned<ulong>(perfusion + count) == 0)
            count += 8;
        while (count < most && perfusion[count] == 0)
            count++;
        return count;
    }
}
