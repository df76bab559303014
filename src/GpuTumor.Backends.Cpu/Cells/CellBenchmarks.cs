using System.Diagnostics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Measures the cell step and the transport of the lattice on a ball of cells that fills half of the box.</summary>
public static unsafe class CellBenchmarks
{
    private const int Repeats = 9;
    private const double StepHours = 0.5;

    /// <summary>Measures every case on a cube, one after another.</summary>
    /// <param name="size">Voxels along an edge, at least 8.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="lanes">How many cells are worked on together.</param>
    public static IEnumerable<CellBenchmark> Run(int size, int threads, LaneWidth lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)lanes, (int)LaneWidths.Best, nameof(lanes));
        return Measure(size, threads, lanes);
    }

    // Every process of the tumour cell has its field, and some of it.
    private static Model HalfFull(int size)
    {
        FieldRole[] roles = [.. SensedRoles.All];
        return new Model
        {
            Name = "bench",
            Seed = 1,
            Grid = new Grid(size, size, size, 20),
            StepHours = StepHours,
            Steps = 1,
            Fields = [.. roles.Select(role => new FieldDefinition
            {
                Name = role.ToString(),
                Unit = "1",
                Role = role,
                Diffusivity = 1e-6,
                Initial = role == FieldRole.Oxygen ? 30f : 0.2f,
            })],
            Founders = [new Founder("sensitive", Genotype.None, 0.5), new Founder("resistant", Genotype.Target, 0.5)],
            Seeding = new Seeding(size * (long)size * size / 2),
            TumourCell = TumourCell.Default(StepHours),
        };
    }

    private static IEnumerable<CellBenchmark> Measure(int size, int threads, LaneWidth lanes)
    {
        Model model = HalfFull(size);
        using Bench bench = new(model, threads, lanes, []);
        foreach ((string name, CellProcesses left) in ((string, CellProcesses)[])
            [("cells.step", CellProcesses.All), ("cells.step_without_chemotherapy", CellProcesses.All & ~CellProcesses.Chemotherapy)])
        {
            double step = Median(() => bench.Step(model.Laws with { Active = model.Laws.Active & left }));
            yield return new(name, [size, size, size], threads, model.Seeding.Cells, step, model.Seeding.Cells / step, model.Grid.Voxels / step);
        }

        double substep = Median(bench.Transport) / model.ShovingSubsteps;
        yield return new(
            "cells.transport", [size, size, size], threads, model.Seeding.Cells, substep,
            model.Seeding.Cells / substep, model.Grid.Voxels / substep);

        int[] farApart = FarApart(model.Grid);
        Model tumours = model with { Seeding = new Seeding(0) };
        using Bench two = new(tumours, threads, lanes, farApart);
        substep = Median(two.Transport) / tumours.ShovingSubsteps;
        yield return new(
            "cells.transport_far_apart", [size, size, size], threads, farApart.Length, substep,
            farApart.Length / substep, tumours.Grid.Voxels / substep);
    }

    // Two balls in opposite corners of the box, together 1.6 % of it.
    private static int[] FarApart(Grid grid)
    {
        int radius = grid.Nx / 8;
        List<int> voxels = [];
        foreach (int centre in (int[])[radius + 1, grid.Nx - radius - 2])
        {
            for (int z = -radius; z <= radius; z++)
            {
                for (int y = -radius; y <= radius; y++)
                {
                    for (int x = -radius; x <= radius; x++)
                    {
                        if ((x * x) + (y * y) + (z * z) <= radius * radius)
                            voxels.Add((int)grid.Index(centre + x, centre + y, centre + z));
                    }
                }
            }
        }

        return [.. voxels];
    }

    private static double Median(Action work)
    {
        work();
        double[] seconds = new double[Repeats];
        for (int i = 0; i < Repeats; i++)
        {
            long started = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[Repeats / 2];
    }

    // The cells' part of a tissue, stepped by hand.
    private sealed class Bench : IDisposable
    {
        private readonly Model _model;
        private readonly Workers _workers;
        private readonly DiffusingFields _fields;
        private readonly FieldCouplings _couplings;
        private readonly CellLattice _lattice;
        private readonly CellPool _pool;
        private readonly CellPass _pass;
        private readonly Senses _senses;
        private readonly Renewal _renewal;
        private readonly Transport _transport;
        private readonly Action<int> _share;
        private TumourCell _laws;
        private uint _step;

        public Bench(Model model, int threads, LaneWidth lanes, int[] more)
        {
            _model = model;
            _workers = new Workers(threads);
            _fields = new DiffusingFields(model.Grid, model.Fields, model.StepHours, _workers, lanes);
            _couplings = new FieldCouplings(model, _fields, _workers, lanes);
            _lattice = new CellLattice(model.Grid);
            _pool = new CellPool((int)((model.Seeding.Cells + more.Length) * 5 / 4));
            _pass = CellPass.For(lanes);
            _senses = new Senses(new PresentLaws(model), _fields, _couplings, _lattice, null);
            _renewal = new Renewal(model, _lattice, _pool, null, _workers);
            _transport = new Transport(_lattice, _pool, _renewal.Crowded, _workers, lanes);
            _share = Share;
            FirstCells.Settle(model, _lattice, _pool);
            CellState cell = CellState.Founding(model.Founders, 0);
            new CellTraffic(_lattice, _pool, _renewal.Crowded).PutIn(more, [.. more.Select(_ => cell)], new bool[more.Length]);
            _lattice.Active.Cover(model.ShovingSubsteps + 1);
            _transport.SettleDistances();
        }

        // The marks that a step leaves are those of the next one, too: nothing is cleared in between.
        public void Step(TumourCell laws)
        {
            _laws = laws;
            _workers.Run(_share);
            _step++;
        }

        public void Transport()
        {
            _renewal.Apply(_step);
            _transport.Move(_model.Seed, _step, _model.ShovingSubsteps);
            _step++;
        }

        public void Dispose()
        {
            _workers.Dispose();
            _fields.Dispose();
            _couplings.Dispose();
            _lattice.Dispose();
            _pool.Dispose();
            _renewal.Crowded.Dispose();
        }

        private void Share(int member)
        {
            int blocks = (_pool.Count + CellPool.Block - 1) / CellPool.Block;
            (int start, int end) = _workers.Share(blocks, member);
            _pass.Advance(
                _pool, _lattice, _senses, in _laws, (float)_model.StepHours, _model.Seed, _step,
                start * CellPool.Block, end * CellPool.Block);
        }
    }
}
