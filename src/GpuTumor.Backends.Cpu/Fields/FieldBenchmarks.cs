using System.Diagnostics;
using System.Runtime.Intrinsics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Measures the field kernels beside the copy bandwidth of the machine.</summary>
public static unsafe class FieldBenchmarks
{
    private const int Repeats = 9;
    private const double Diffusivity = 200;
    private const double Spacing = 20;
    private const double StepHours = 0.5;

    /// <summary>Measures every case on a cube, one after another.</summary>
    /// <param name="size">Voxels along an edge, at least 8.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="lanes">How many values are worked on together.</param>
    public static IEnumerable<BenchmarkResult> Run(int size, int threads, LaneWidth lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)lanes, (int)LaneWidths.Best, nameof(lanes));
        return Measure(size, threads, lanes);
    }

    private static IEnumerable<BenchmarkResult> Measure(int size, int threads, LaneWidth lanes)
    {
        Grid grid = new(size, size, size, Spacing);
        using Workers workers = new(threads);
        using Maps maps = new(grid, Diffusivity);
        double copied = 2.0 * sizeof(float) * grid.Voxels / CopySeconds(maps, workers);

        BenchmarkResult Result(string name, double bytesPerVoxel, double seconds)
        {
            double updates = grid.Voxels / seconds;
            return new(name, [size, size, size], "cpu", threads, seconds, updates, bytesPerVoxel, copied, updates * bytesPerVoxel / copied);
        }

        using ExplicitStages stages = new(grid, workers, lanes);
        maps.Begin(stages);
        yield return Result("fields.ftcs", 16, EulerSeconds(maps, stages));
        yield return Result("fields.clenshaw", 20, ClenshawSeconds(maps, stages));
        yield return Result("fields.multigrid_v11", 96, CycleSeconds(maps, workers, lanes));
    }

    private static double CopySeconds(Maps maps, Workers workers)
    {
        float* source = maps.A.Pointer;
        float* destination = maps.B.Pointer;
        long voxels = maps.A.Length;
        void Copy(int member)
        {
            long start = voxels * member / workers.Count / 16 * 16;
            long end = voxels * (member + 1) / workers.Count / 16 * 16;
            for (long i = start; i < end; i += 16)
                Vector512.LoadAligned(source + i).StoreAlignedNonTemporal(destination + i);
        }

        return Median(() => workers.Run(Copy));
    }

    private static double EulerSeconds(Maps maps, ExplicitStages stages)
    {
        float* a = maps.A.Pointer;
        float* b = maps.B.Pointer;
        float step = (float)(1.2 / maps.Geometry.DiffusionRate);
        return Median(() => stages.RunEuler(a, b, step));
    }

    private static double ClenshawSeconds(Maps maps, ExplicitStages stages)
    {
        float* a = maps.A.Pointer;
        float* b = maps.B.Pointer;
        float* rate = maps.C.Pointer;
        StageCoefficients stage = new()
        {
            Step = (float)(1.2 / maps.Geometry.DiffusionRate),
            OfPresent = 0.5f,
            OfFormer = -0.25f,
            OfGain = 0.25f,
        };
        return Median(() => stages.Run(a, b, rate, b, stage));
    }

    private static double CycleSeconds(Maps maps, Workers workers, LaneWidth lanes)
    {
        Multigrid multigrid = new(maps.Grid.Nx, workers, lanes, maps.Coarse);
        try
        {
            ReactionRow reaction = new() { Loss = maps.Loss.Pointer, Source = maps.C.Pointer };
            multigrid.Begin(maps.Geometry, maps.A.Pointer, reaction, (float)(1.0 / (StepHours * 3600)));
            return Median(() => multigrid.Cycle());
        }
        finally
        {
            multigrid.Dispose();
        }
    }

    private static double Median(Action work)
    {
        work();
        double[] seconds = new double[Repeats];
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[Repeats / 2];
    }

    /// <summary>What the cases work on: a bath around tissue that takes up at random.</summary>
    private sealed class Maps : IDisposable
    {
        public Maps(Grid grid, double diffusivity)
        {
            Grid = grid;
            Coarse = new CoarseMaps(grid);
            Geometry = new FieldGeometry(
                grid,
                new FieldDefinition
                {
                    Name = "benchmark",
                    Unit = "1",
                    Diffusivity = diffusivity,
                    Boundaries = Boundaries.All(FaceCondition.Held(1f)),
                },
                Coarse.Levels);
            (A, B, C, Loss) = (new(grid.Voxels), new(grid.Voxels), new(grid.Voxels), new(grid.Voxels));
            for (long i = 0; i < grid.Voxels; i++)
            {
                uint word = Philox.Word(1, RandomProcess.Vessels, (ulong)i, 0, 0);
                A[i] = 1f;
                C[i] = (word & 0xFFFF) * 1e-8f;
                Loss[i] = (word >> 16) * 1e-7f;
            }
        }

        public Grid Grid { get; }

        public CoarseMaps Coarse { get; }

        public FieldGeometry Geometry { get; }

        public NativeArray<float> A { get; }

        public NativeArray<float> B { get; }

        public NativeArray<float> C { get; }

        public NativeArray<float> Loss { get; }

        public void Begin(ExplicitStages stages) => stages.Begin(Geometry, new FieldMaps
        {
            Concentration = A.Pointer,
            Loss = Loss.Pointer,
            Gain = C.Pointer,
            Maximum = null,
            HalfSaturation = 0,
            Decay = 1e-4f,
        });

        public void Dispose()
        {
            A.Dispose();
            B.Dispose();
            C.Dispose();
            Loss.Dispose();
            Geometry.Dispose();
            Coarse.Dispose();
        }
    }
}
