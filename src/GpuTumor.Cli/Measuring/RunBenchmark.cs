using System.Diagnostics;
using System.Text.Json.Serialization;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>How fast an arm of a scenario runs: the case <c>run.&lt;scenario&gt;</c>.</summary>
internal sealed record RunBenchmark
{
    // The first steps compile and touch fresh memory.
    private const int WarmUpSteps = 2;

    /// <summary>run.&lt;scenario&gt;.</summary>
    [JsonPropertyName("case")]
    public required string Case { get; init; }

    /// <summary>The arm measured.</summary>
    public required string Arm { get; init; }

    /// <summary>Voxels along x, y and z.</summary>
    public required IReadOnlyList<int> Size { get; init; }

    /// <summary>Diffusing fields.</summary>
    public required int Fields { get; init; }

    /// <summary>Where.</summary>
    public required string Backend { get; init; }

    /// <summary>The device, for people.</summary>
    public required string Device { get; init; }

    /// <summary>Threads asked for; the device's own number on a GPU.</summary>
    public required int Threads { get; init; }

    /// <summary>Steps measured.</summary>
    public required int Steps { get; init; }

    /// <summary>Wall time of a step, median [s].</summary>
    public required double MedianS { get; init; }

    /// <summary>Living cells, mean over the steps.</summary>
    public required double Cells { get; init; }

    /// <summary>Living cells advanced per second.</summary>
    public required double CellStepsPerS { get; init; }

    /// <summary>Voxels times fields advanced by a biology step, per second.</summary>
    public required double VoxelUpdatesPerS { get; init; }

    /// <summary>Simulated hours per second.</summary>
    public required double SimulatedHoursPerS { get; init; }

    /// <summary>Share of each phase in the step, 0–1.</summary>
    public required PhaseTimes Phases { get; init; }

    /// <summary>What the tissue holds, per voxel [bytes].</summary>
    public required double AllocatedBytesPerVoxel { get; init; }

    /// <summary>The most that the process held, per voxel [bytes].</summary>
    public required double PeakBytesPerVoxel { get; init; }

    /// <summary>Measures an arm.</summary>
    public static RunBenchmark Of(string name, string arm, Model model, int steps, IBackend backend, int threads)
    {
        Demand.EnsureMet(model, backend);
        using Patient patient = new(model, backend);
        Timetable timetable = new(model, []);
        Clock clock = new(0, model.StepHours);
        double[] seconds = new double[steps];
        long cellSteps = 0;
        PhaseTimes before = default;
        for (int step = -WarmUpSteps; step < steps; step++)
        {
            foreach (ITreatment treatment in timetable.TreatmentsDue(clock))
                treatment.Apply(patient, clock);
            if (step == 0)
                before = patient.Primary.Times;
            long begin = Stopwatch.GetTimestamp();
            clock = patient.Advance(clock, 1, CancellationToken.None);
            if (step < 0)
                continue;
            seconds[step] = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            cellSteps += patient.Primary.TakeCensus().Living;
        }

        using Process self = Process.GetCurrentProcess();
        double total = seconds.Sum();
        return new RunBenchmark
        {
            Case = name,
            Arm = arm,
            Size = [model.Grid.Nx, model.Grid.Ny, model.Grid.Nz],
            Fields = model.Fields.Count,
            Backend = backend.Name,
            Device = backend.Device,
            Threads = backend.Name == "reference" ? 1 : threads,
            Steps = steps,
            MedianS = seconds.Order().ElementAt(steps / 2),
            Cells = (double)cellSteps / steps,
            CellStepsPerS = cellSteps / total,
            VoxelUpdatesPerS = (double)model.Grid.Voxels * model.Fields.Count * steps / total,
            SimulatedHoursPerS = steps * model.StepHours / total,
            Phases = Shares(before, patient.Primary.Times),
            AllocatedBytesPerVoxel = (double)patient.Primary.AllocatedBytes / model.Grid.Voxels,
            PeakBytesPerVoxel = (double)self.PeakWorkingSet64 / model.Grid.Voxels,
        };
    }

    /// <summary>Writes it for people.</summary>
    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"{Case}, arm {Arm}: {string.Join(" × ", Size)} voxels, {Fields} fields, {Steps} steps on {Backend} ({Device})");
        output.WriteLine($"  step           {Wording.Number(MedianS * 1e3, "0.0")} ms (median), {Wording.Number(SimulatedHoursPerS, "0.00")} simulated hours/s");
        output.WriteLine($"  cells          {Wording.Count((long)Cells)} living, {Wording.Number(CellStepsPerS / 1e6, "0.000")} million cell-steps/s");
        output.WriteLine($"  fields         {Wording.Number(VoxelUpdatesPerS / 1e6, "0.0")} million voxel-field-updates/s");
        output.WriteLine($"  phases         exchange {Share(Phases.Exchange)}, fields {Share(Phases.Fields)}, cells {Share(Phases.Cells)}, lattice {Share(Phases.Lattice)}");
        output.WriteLine($"  memory         {Wording.Number(AllocatedBytesPerVoxel, "0.0")} B per voxel held, {Wording.Number(PeakBytesPerVoxel, "0.0")} B at the process's peak");
    }

    private static string Share(double share) => Wording.Number(share * 100, "0.0' %'");

    private static PhaseTimes Shares(PhaseTimes before, PhaseTimes after)
    {
        double total = Math.Max(after.Total - before.Total, double.Epsilon);
        return new PhaseTimes(
            (after.Exchange - before.Exchange) / total,
            (after.Fields - before.Fields) / total,
            (after.Cells - before.Cells) / total,
            (after.Lattice - before.Lattice) / total);
    }
}
