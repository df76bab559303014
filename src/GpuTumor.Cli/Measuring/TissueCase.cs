using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Cli;

/// <summary>A measurement of the cells' part of the steps of a whole tissue, on any backend.</summary>
/// <param name="Case"><c>cells.step</c>: they sense, signal and decide; <c>cells.transport</c>: the crowded move.</param>
/// <param name="Size">Voxels along x, y and z.</param>
/// <param name="Backend">Where.</param>
/// <param name="Threads">Threads asked for; the device's own number on a GPU.</param>
/// <param name="Cells">Living cells.</param>
/// <param name="MedianS">Median wall time of that part of a step [s].</param>
/// <param name="CellStepsPerS">Cells over that time.</param>
/// <param name="MemoryBytesPerVoxel">What the tissue holds, per voxel.</param>
internal sealed record TissueCase(
    string Case, IReadOnlyList<int> Size, string Backend, int Threads, long Cells, double MedianS, double CellStepsPerS, double MemoryBytesPerVoxel)
{
    private const int WarmUpSteps = 2;
    private const int Steps = 9;

    // A ball that leaves room around it, as tumours have.
    private const double SeededShare = 0.3;

    /// <summary>What is measured: a ball of tumour cells without fields, so that nothing but the cells takes time.</summary>
    public static Model ModelOf(int size) => new()
    {
        Name = "cells",
        Seed = 1,
        Grid = new Grid(size, size, size, 20),
        StepHours = 0.5,
        Steps = WarmUpSteps + Steps,
        Fields = [],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding((long)(SeededShare * size * size * size)),
        TumourCell = TumourCell.Default(0.5),
    };

    /// <summary>Measures both cases on a cube of so many voxels along an edge.</summary>
    /// <exception cref="DeviceException">The tissue does not fit the backend.</exception>
    public static IEnumerable<TissueCase> Measure(int size, IBackend backend, int threads)
    {
        Model model = ModelOf(size);
        Demand.EnsureMet(model, backend);
        using Patient patient = new(model, backend);
        Clock clock = patient.Advance(new Clock(0, model.StepHours), WarmUpSteps, CancellationToken.None);
        double[] deciding = new double[Steps];
        double[] moving = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            PhaseTimes before = patient.Primary.Times;
            clock = patient.Advance(clock, 1, CancellationToken.None);
            deciding[step] = patient.Primary.Times.Cells - before.Cells;
            moving[step] = patient.Primary.Times.Lattice - before.Lattice;
        }

        long cells = patient.Primary.TakeCensus().Living;
        TissueCase Case(string name, double[] seconds)
        {
            double median = seconds.Order().ElementAt(Steps / 2);
            return new(
                name, [size, size, size], backend.Name, threads, cells, median, cells / median,
                (double)patient.Primary.AllocatedBytes / model.Grid.Voxels);
        }

        return [Case("cells.step", deciding), Case("cells.transport", moving)];
    }

    /// <inheritdoc/>
    public override string ToString()
        => $"{Case}: {string.Join(" × ", Size)} voxels, {Wording.Count(Cells)} cells on {Backend}: {Wording.Scaled(CellStepsPerS)}cell-steps/s, "
            + $"{Wording.Number(MedianS * 1e3, "0.00")} ms a step, {Wording.Number(MemoryBytesPerVoxel, "0.0")} B per voxel";
}
