using System.Diagnostics;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Measures the field kernels beside the copy bandwidth of the machine.</summary>
/// <remarks>
/// The bytes of a voxel's update are those of one update alone, every map read or written once: u, v, gain and loss. Updates that go
/// through the lattice together move fewer, so their share of the copy may exceed one. A V(1,1) cycle among others reads unknown, loss and
/// source and writes the unknown once, since the way up of one and the way down of the next are one walk; on the coarser lattices twice.
/// </remarks>
public static class FieldBenchmarks
{
    private const int Repeats = 9;
    private const double BytesOfEuler = 16;
    private const double BytesOfClenshaw = 20;
    private const double BytesOfCycle = 21;
    private const double BytesOfTriad = 12;

    /// <summary>Reaction 16, its sum and that of the field before and after each axis 5·4, elimination along x 8, along y and z 16 each.</summary>
    private const double BytesOfLod = 76;

    /// <summary>Measures every case on a cube. Rounds take one case after another, so that an hour in which the machine is slow slows all.</summary>
    /// <param name="size">Voxels along an edge, at least 8.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="lanes">How many values are worked on together.</param>
    public static IReadOnlyList<BenchmarkResult> Run(int size, int threads, LaneWidth lanes)
    {
        using FieldKernels kernels = new(size, threads, lanes);
        Case[] cases = CasesOf(kernels);
        double[] seconds = Medians([kernels.Copy, .. cases.Select(one => one.Work)]);
        double copied = 2.0 * sizeof(float) * kernels.Voxels / seconds[0];
        return [.. cases.Zip(seconds.Skip(1), (one, median) =>
        {
            double rate = kernels.Voxels * one.Updates / median;
            return new BenchmarkResult(
                $"fields.{one.Name}", [size, size, size], "cpu", threads, median / one.Updates, rate, one.BytesPerVoxel, copied,
                rate * one.BytesPerVoxel / copied);
        })];
    }

    private static Case[] CasesOf(FieldKernels kernels) =>
    [
        new("ftcs", BytesOfEuler, kernels.ForwardEuler),
        new("ftcs_two", BytesOfEuler, () => kernels.ForwardEulerTogether(2), 2),
        new("ftcs_blocked", BytesOfEuler, () => kernels.ForwardEulerTogether(4), 4),
        new("ftcs_six", BytesOfEuler, () => kernels.ForwardEulerTogether(6), 6),
        new("clenshaw", BytesOfClenshaw, kernels.Clenshaw),
        new("clenshaw_blocked", BytesOfClenshaw, kernels.ClenshawTogether, FieldKernels.Together),
        new("legendre", BytesOfClenshaw, kernels.Legendre),
        new("legendre_blocked", BytesOfClenshaw, kernels.LegendreTogether, FieldKernels.Together),
        new("lod", BytesOfLod, kernels.Lod),
        new("triad", BytesOfTriad, kernels.Triad),
        new("multigrid_v11", BytesOfCycle, kernels.Cycle),
    ];

    private static double[] Medians(Action[] works)
    {
        double[][] seconds = [.. works.Select(_ => new double[Repeats])];
        foreach (Action work in works)
            work();
        for (int round = 0; round < Repeats; round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                works[i]();
                seconds[i][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        return [.. seconds.Select(of => of.Order().ElementAt(Repeats / 2))];
    }

    private sealed record Case(string Name, double BytesPerVoxel, Action Work, int Updates = 1);
}
