using System.Diagnostics;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Measures the field kernels beside the copy bandwidth of the machine.</summary>
/// <remarks>
/// The bytes of a voxel's update are those of one update alone, every map read or written once: u, v, gain and loss. Updates that go
/// through the lattice together move fewer, so their share of the copy may exceed one. A V(1,1) cycle reads unknown, loss and source
/// and writes the unknown on the way down and on the way up, on all lattices.
/// </remarks>
public static class FieldBenchmarks
{
    private const int Repeats = 9;
    private const double BytesOfEuler = 16;
    private const double BytesOfClenshaw = 20;
    private const double BytesOfCycle = 37;
    private const double BytesOfTriad = 12;

    /// <summary>Reaction 16, its sum and that of the field before and after each axis 5·4, elimination along x 8, along y and z 16 each.</summary>
    private const double BytesOfLod = 76;

    /// <summary>Measures every case on a cube, one after another.</summary>
    /// <param name="size">Voxels along an edge, at least 8.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="lanes">How many values are worked on together.</param>
    public static IEnumerable<BenchmarkResult> Run(int size, int threads, LaneWidth lanes)
    {
        using FieldKernels kernels = new(size, threads, lanes);
        double copied = 2.0 * sizeof(float) * kernels.Voxels / Median(kernels.Copy);

        BenchmarkResult Result(string name, double bytesPerVoxel, Action work, int updates = 1)
        {
            double seconds = Median(work) / updates;
            double rate = kernels.Voxels / seconds;
            return new(name, [size, size, size], "cpu", threads, seconds, rate, bytesPerVoxel, copied, rate * bytesPerVoxel / copied);
        }

        yield return Result("fields.ftcs", BytesOfEuler, kernels.ForwardEuler);
        yield return Result("fields.ftcs_blocked", BytesOfEuler, kernels.ForwardEulerTogether, FieldKernels.Together);
        yield return Result("fields.clenshaw", BytesOfClenshaw, kernels.Clenshaw);
        yield return Result("fields.clenshaw_blocked", BytesOfClenshaw, kernels.ClenshawTogether, FieldKernels.Together);
        yield return Result("fields.legendre", BytesOfClenshaw, kernels.Legendre);
        yield return Result("fields.legendre_blocked", BytesOfClenshaw, kernels.LegendreTogether, FieldKernels.Together);
        yield return Result("fields.lod", BytesOfLod, kernels.Lod);
        yield return Result("fields.triad", BytesOfTriad, kernels.Triad);
        yield return Result("fields.multigrid_v11", BytesOfCycle, kernels.Cycle);
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
}
