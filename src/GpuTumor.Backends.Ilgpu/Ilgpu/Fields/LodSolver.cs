using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The sweeps of <see cref="LodSplitting"/> on the device: a thread to a line of voxels.</summary>
/// <remarks>Its sums are fetched after each part, for the balance: the splitting is there to compare with, not to be fast.</remarks>
internal sealed class LodSolver : ILodSweeps, IDisposable
{
    private const int PresentSum = 0;
    private const int Taken = 1;
    private const int ToFaces = 2;
    private readonly GpuContext _context;
    private readonly FieldGeometry _geometry;
    private readonly LodSplitting _splitting;
    private readonly LatticeSums _sums;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _tables;
    private readonly LodLines[] _lines;
    private FieldMaps _maps;

    /// <summary>Works out the eliminations of a field.</summary>
    public LodSolver(GpuContext context, Grid grid, FieldDefinition field, FieldGeometry geometry, double stepHours)
    {
        (_context, _geometry) = (context, geometry);
        _splitting = new LodSplitting(grid, field, stepHours);
        _sums = new LatticeSums(context, grid, ToFaces + LatticeSums.Faces);
        float[][] tables = [.. Enumerable.Range(0, 3).Select(axis => LodLines.TablesOf(_splitting[axis]))];
        _tables = context.Allocate<float>(tables.Sum(table => table.Length));
        context.Write<float>([.. tables.SelectMany(table => table)], _tables.View);
        (int x, int y, int z) = (grid.Nx, grid.Ny, grid.Nz);
        ArrayView<float> OfAxis(int axis) => _tables.View.SubView(tables.Take(axis).Sum(table => (long)table.Length), tables[axis].Length);
        _lines =
        [
            new(OfAxis(0), x, (long)y * z, 1, 1, x),
            new(OfAxis(1), y, (long)x * z, x, x, (long)x * y),
            new(OfAxis(2), z, (long)x * y, (long)x * y, (long)x * y, 0),
        ];
    }

    /// <summary>One step.</summary>
    public void Step(in FieldMaps maps, MassLedger ledger)
    {
        _maps = maps;
        _splitting.Step(this, _geometry.FaceGain, ledger);
    }

    /// <inheritdoc/>
    public double Given() => TotalOf(_maps.Gain);

    /// <inheritdoc/>
    public double Present() => TotalOf(_maps.Concentration);

    /// <inheritdoc/>
    public double React()
    {
        _sums.Run(new LodReactionWork(_geometry[0], _maps.Concentration, _maps.Loss, _maps.Gain, (float)_splitting.Substep), Taken, 1);
        _sums.Fetch(Taken + 1);
        return _sums.Total(Taken);
    }

    /// <inheritdoc/>
    public (double Present, FaceAmounts ToFaces) Along(int axis)
    {
        _context.ForEach(_lines[axis].Lines, new LodLineWork(_maps.Concentration, _lines[axis]));
        double present = TotalOf(_maps.Concentration);
        return (present, _sums.TotalOfFaces(ToFaces));
    }

    public void Dispose()
    {
        _context.Free(_tables);
        _sums.Dispose();
    }

    private double TotalOf(ArrayView<float> map)
    {
        _sums.Run(new LodTotalWork(_geometry[0], map), PresentSum, 1);
        _sums.TakeFaceLosses(_geometry, map, ToFaces);
        _sums.Fetch(ToFaces + LatticeSums.Faces);
        return _sums.Total(PresentSum);
    }
}
