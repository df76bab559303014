using System.Diagnostics;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Measures the field kernels of a device beside a copy from its memory into its memory.</summary>
internal sealed class DeviceFieldBenchmarks : IDisposable
{
    private const int Repeats = 9;
    private const double Diffusivity = 200;
    private const double Spacing = 20;
    private const double StepHours = 0.5;
    private const float Decay = 1e-4f;

    // u, v, g and k; two more maps take the results of fused stages.
    private const int Maps = 6;
    private const long VoxelsOfBatch = 1L << 27;
    private const int MostOfBatch = 16;

    // As the processor's benchmark counts them.
    private const double BytesOfLod = 76;
    private const double HoursOfSubstep = LodSplitting.LongestSubstep / 3600;
    private readonly GpuContext _context;
    private readonly Grid _grid;
    private readonly FieldDefinition _field;
    private readonly int _mostOfBatch;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>[] _maps;
    private readonly FieldGeometry _geometry;
    private readonly CoarseMaps _coarse;

    private DeviceFieldBenchmarks(GpuContext context, Grid grid, int mostOfBatch)
    {
        (_context, _grid, _mostOfBatch) = (context, grid, mostOfBatch);
        _maps = [.. Enumerable.Range(0, Maps).Select(_ => context.Allocate<float>(grid.Voxels))];
        _coarse = new CoarseMaps(context, grid);
        _field = new FieldDefinition { Name = "benchmark", Unit = "1", Diffusivity = Diffusivity };
        _geometry = new FieldGeometry(context, grid, _field, _coarse.Levels);
        _context.ForEach(grid.Voxels, new FillWork(_maps[0].View, 1f));
        _context.ForEach(grid.Voxels, new ScatterWork(_maps[2].View, _maps[3].View));
    }

    private ArrayView<float> Loss => _maps[3].View;

    private ArrayView<float> Gain => _maps[2].View;

    /// <summary>Measures every case on a cube, one after another.</summary>
    /// <param name="device">The device.</param>
    /// <param name="size">Voxels along an edge, at least 8.</param>
    /// <param name="tiling">When fused stages are measured, too.</param>
    /// <param name="mostOfBatch">How many launches are timed together at most.</param>
    /// <exception cref="DeviceException">The maps do not fit the device.</exception>
    public static IEnumerable<BenchmarkResult> Run(GpuDevice device, int size, Tiling tiling = Tiling.WherePaid, int mostOfBatch = MostOfBatch)
    {
        Grid grid = new(size, size, size, Spacing);
        using GpuContext context = GpuContext.Open(device, tiling: tiling);
        long needed = sizeof(float) * ((Maps * grid.Voxels) + CoarseMaps.ValuesOf(grid, context.Tiling));
        if (needed > context.FreeMemory)
        {
            throw new DeviceException(
                $"{device.Backend}: field kernels at {size}³ need {Demand.Amount(needed)}, and {Demand.Amount(context.FreeMemory)} are free; take a smaller --size");
        }

        using DeviceFieldBenchmarks benchmarks = new(context, grid, mostOfBatch);
        foreach (BenchmarkResult result in benchmarks.Measure(device.Backend))
            yield return result;
    }

    public void Dispose()
    {
        foreach (MemoryBuffer1D<float, Stride1D.Dense> map in _maps)
            _context.Free(map);
        _geometry.Dispose();
        _coarse.Dispose();
    }

    private IEnumerable<BenchmarkResult> Measure(string backend)
    {
        double copied = 2.0 * sizeof(float) * _grid.Voxels / Median(() => _context.Copy<float>(_maps[0].View, _maps[1].View));

        // Of a case that does several stages at once, the time and bytes of one.
        BenchmarkResult Result(string name, double bytes, int stages, double seconds)
        {
            double updates = _grid.Voxels * stages / seconds;
            return new(
                name, [_grid.Nx, _grid.Ny, _grid.Nz], backend, 1, seconds / stages, updates, bytes / stages, copied,
                updates * bytes / stages / copied);
        }

        using ExplicitStages stages = new(_context, _grid, (Repeats + 1) * Batch * EulerTileWork.Substeps);
        float step = (float)(1.2 / _geometry.DiffusionRate);
        StageCoefficients clenshaw = new(step, 0.5f, -0.25f, 0.25f);
        StageCoefficients legendre = new LegendrePlan(2, step, _geometry.DiffusionRate + Decay).Stage(2);
        double Stages(Action work)
        {
            stages.Begin(_geometry, FieldOf(_maps[0].View));
            return Median(work);
        }

        (ArrayView<float> first, ArrayView<float> second) = (_maps[0].View, _maps[1].View);
        (ArrayView<float> third, ArrayView<float> fourth) = (_maps[4].View, _maps[5].View);
        yield return Result("fields.ftcs", 16, 1, Stages(() => stages.RunEuler(first, second, step)));
        yield return Result("fields.clenshaw", 20, 1, Stages(() => stages.Run(first, second, Gain, second, clenshaw)));
        yield return Result("fields.legendre", 20, 1, Stages(() => stages.Run(first, second, Gain, second, legendre)));
        bool fuses = stages.Fuses;
        if (fuses)
        {
            yield return Result("fields.ftcs_blocked", 16, EulerTileWork.Substeps, Stages(() => stages.RunEulerTiles(first, second, step)));
            yield return Result("fields.clenshaw_blocked", 24, 2, Stages(() => stages.RunPair(first, second, Gain, third, fourth, clenshaw, clenshaw)));
            yield return Result("fields.legendre_blocked", 24, 2, Stages(() => stages.RunPair(first, second, Gain, third, fourth, legendre, legendre)));
        }

        using Multigrid multigrid = new(_context, _grid, _coarse);
        multigrid.Begin(_geometry, first, FieldOf(first).Reaction, (float)(1.0 / (StepHours * 3600)));
        double plain = 0;
        _context.With(Tiling.Never, () => plain = Median(() => multigrid.Cycle()));
        yield return Result("fields.multigrid_v11", 96, 1, plain);
        // Both colours at once, out of one map into another, halve what relaxing moves.
        if (fuses)
            yield return Result("fields.multigrid_v11_blocked", 52, 1, Median(() => multigrid.Cycle()));

        using LodSolver splitting = new(_context, _grid, _field with { Solver = FieldSolver.LocallyOneDimensional }, _geometry, HoursOfSubstep);
        MassLedger ledger = new();
        yield return Result("fields.lod", BytesOfLod, 1, Median(() => splitting.Step(FieldOf(first), ledger)));
    }

    private FieldMaps FieldOf(ArrayView<float> concentration) => new()
    {
        Concentration = concentration,
        Loss = Loss,
        Gain = Gain,
        Maximum = default,
        HalfSaturation = 0f,
        Decay = Decay,
    };

    // So many times between two waits, or a launch of a small lattice would be measured by its overhead.
    private int Batch => (int)Math.Clamp(VoxelsOfBatch / _grid.Voxels, 1, _mostOfBatch);

    private double Median(Action work)
    {
        work();
        _context.Synchronise();
        double[] seconds = new double[Repeats];
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int done = 0; done < Batch; done++)
                work();
            _context.Synchronise();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds / Batch;
        }

        Array.Sort(seconds);
        return seconds[Repeats / 2];
    }

    // Gains and losses at random, as the processor's benchmark has them.
    private readonly struct ScatterWork(ArrayView<float> gain, ArrayView<float> loss) : IItemWork
    {
        private readonly ArrayView<float> _gain = gain;
        private readonly ArrayView<float> _loss = loss;

        public void At(long item)
        {
            ScalarWord draw0 = new((uint)item);
            ScalarWord draw1 = new((uint)(item >> 32));
            ScalarWord draw2 = new((uint)RandomProcess.Vessels);
            ScalarWord draw3 = new(0u);
            Philox.Draw(1ul, ref draw0, ref draw1, ref draw2, ref draw3);
            _gain[item] = (int)(draw0.Value & 0xFFFFu) * 1e-8f;
            _loss[item] = (int)(draw0.Value >> 16) * 1e-7f;
        }
    }
}
