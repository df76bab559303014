using BenchmarkDotNet.Attributes;
using GpuTumor.Backends.Cpu;

namespace GpuTumor.Benchmarks;

/// <summary>The field kernels that <c>gputumor bench fields</c> measures, with BenchmarkDotNet's statistics.</summary>
[MemoryDiagnoser]
public class FieldKernelBenchmarks : IDisposable
{
    private FieldKernels _kernels = null!;

    /// <summary>Voxels along an edge.</summary>
    [Params(96, 256)]
    public int Size { get; set; }

    /// <summary>Makes the tissue.</summary>
    [GlobalSetup]
    public void MakeTissue() => _kernels = new FieldKernels(Size, Environment.ProcessorCount, LaneWidths.Best);

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _kernels.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What memory can do.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _kernels.Copy();

    /// <summary>One step of forward Euler.</summary>
    [Benchmark]
    public void ForwardEuler() => _kernels.ForwardEuler();

    /// <summary>Four together.</summary>
    [Benchmark(OperationsPerInvoke = FieldKernels.Together)]
    public void ForwardEulerTogether() => _kernels.ForwardEulerTogether(FieldKernels.Together);

    /// <summary>Six together.</summary>
    [Benchmark(OperationsPerInvoke = FieldKernels.MostSteps)]
    public void ForwardEulerMostTogether() => _kernels.ForwardEulerTogether(FieldKernels.MostSteps);

    /// <summary>One stage of Legendre's recurrence.</summary>
    [Benchmark]
    public void Legendre() => _kernels.Legendre();

    /// <summary>Four together.</summary>
    [Benchmark(OperationsPerInvoke = FieldKernels.Together)]
    public void LegendreTogether() => _kernels.LegendreTogether();

    /// <summary>One substep of BioFVM's splitting.</summary>
    [Benchmark]
    public void Lod() => _kernels.Lod();

    /// <summary>One stage of Clenshaw's recurrence.</summary>
    [Benchmark]
    public void Clenshaw() => _kernels.Clenshaw();

    /// <summary>Four together.</summary>
    [Benchmark(OperationsPerInvoke = FieldKernels.Together)]
    public void ClenshawTogether() => _kernels.ClenshawTogether();

    /// <summary>A V(1,1) cycle.</summary>
    [Benchmark]
    public void Cycle() => _kernels.Cycle();
}
