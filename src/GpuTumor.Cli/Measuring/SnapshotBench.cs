using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>Measures snapshots as a run writes them unless told otherwise.</summary>
/// <param name="folder">The disk.</param>
/// <param name="threads">Threads that pack.</param>
internal sealed class SnapshotBench(string folder, int threads)
{
    private const int Repeats = 5;
    private const double HoursBefore = 24;

    // As scenarios have it unless they say otherwise.
    private const int StandardMantissaBits = 12;

    /// <summary>Measures a specimen of so many voxels along each axis.</summary>
    public IReadOnlyList<SnapshotMeasurement> Measure(int size)
        => SnapshotBenchmarks.Run(folder, size, new SnapshotOptions { MantissaBits = StandardMantissaBits, Threads = threads }, Repeats);

    /// <summary>Measures an arm when it has run for a day.</summary>
    public IReadOnlyList<SnapshotMeasurement> Measure(Arm arm)
    {
        Model model = arm.Model;
        CpuBackend backend = new(threads, LaneWidths.Best);
        Demand.EnsureMet(model, backend);
        using Patient patient = new(model, backend);
        Timetable timetable = new(model, []);
        Clock clock = new(0, model.StepHours);
        while (clock.Hours < HoursBefore)
        {
            foreach (ITreatment treatment in timetable.TreatmentsDue(clock))
                treatment.Apply(patient, clock);
            clock = patient.Advance(clock, 1, CancellationToken.None);
        }

        SnapshotOptions options = new()
        {
            Quantities = arm.Output.Quantities,
            CompressionLevel = arm.Output.CompressionLevel,
            MantissaBits = arm.Output.MantissaBits,
            Threads = threads,
        };
        return SnapshotBenchmarks.Run(folder, patient.Primary, model.Grid, options, Repeats);
    }
}
