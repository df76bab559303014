using BenchmarkDotNet.Running;
using GpuTumor.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(FieldKernelBenchmarks).Assembly).Run(args);
