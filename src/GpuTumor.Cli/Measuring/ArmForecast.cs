using System.Diagnostics;
using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>What running an arm would take.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Grid">Its lattice.</param>
/// <param name="Steps">Steps to do.</param>
/// <param name="StepHours">Length of a step [h].</param>
/// <param name="Backend">Where.</param>
/// <param name="MemoryBytes">Memory needed there.</param>
/// <param name="MemoryFreeBytes">Memory free there.</param>
/// <param name="Refusal">Why it cannot run there, with the remedy; null if it can.</param>
/// <param name="SecondsEstimated">Wall time, from a few steps on a small part of the lattice; NaN if it cannot run.</param>
/// <param name="Solvers">How each field is advanced, and why.</param>
internal sealed record ArmForecast(
    string Arm, string Grid, long Steps, double StepHours, string Backend,
    long MemoryBytes, long MemoryFreeBytes, string? Refusal, double SecondsEstimated, IReadOnlyList<SolverLine> Solvers)
{
    // A trial lattice of at most this many voxels along an axis: a fraction of a second, yet larger than the caches.
    private const int TrialExtent = 64;
    private const int TrialSteps = 3;

    /// <summary>Looks at an arm, and times a few steps of a small part of it.</summary>
    public static ArmForecast Of(Arm arm, IBackend backend)
    {
        Model model = arm.Model;
        Demand demand = Demand.Of(model, backend);
        return new ArmForecast(
            arm.Name,
            model.Grid.ToString(),
            model.Steps,
            model.StepHours,
            $"{backend.Name} ({backend.Device})",
            demand.Bytes,
            demand.FreeBytes,
            demand.Refusal,
            demand.Refusal is null ? Seconds(model, backend) : double.NaN,
            [.. model.Fields.Select(field => SolverLine.Of(field, SolverChoice.For(field, model.Grid, model.StepHours)))]);
    }

    /// <summary>Writes it for people.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="before">The arm written before it: solvers that it shares are not repeated.</param>
    public void WriteTo(TextWriter output, ArmForecast? before)
    {
        output.WriteLine($"\n{Arm}");
        output.WriteLine($"  grid    {Grid}");
        output.WriteLine($"  time    {Steps} steps of {Wording.Number(StepHours, "0.####")} h, {Wording.Number(Steps * StepHours / 24, "0.##")} days");
        output.WriteLine($"  memory  {Demand.Amount(MemoryBytes)} of {Demand.Amount(MemoryFreeBytes)} free");
        output.WriteLine(Refusal is null
            ? $"  wall    about {Wording.Duration(TimeSpan.FromSeconds(SecondsEstimated))} on {Backend}"
            : $"  no      {Refusal}");
        if (before is not null && before.Solvers.SequenceEqual(Solvers))
        {
            output.WriteLine($"  fields  as in {before.Arm}");
            return;
        }

        foreach (SolverLine solver in Solvers)
            output.WriteLine($"  field   {solver.Field}: {solver.Solver}, stiffness {Wording.Number(solver.Stiffness, "0.#")}: {solver.Reason}");
    }

    // The cost of a step grows with the voxels, and little with the cells.
    private static double Seconds(Model model, IBackend backend)
    {
        Grid trialGrid = model.Grid.Resized(
            Math.Min(model.Grid.Nx, TrialExtent), Math.Min(model.Grid.Ny, TrialExtent), Math.Min(model.Grid.Nz, TrialExtent));
        double part = (double)trialGrid.Voxels / model.Grid.Voxels;
        using Patient patient = new(model.In(trialGrid), backend);
        // The first step also compiles.
        Clock clock = patient.Advance(new Clock(0, model.StepHours), 1, CancellationToken.None);
        long begin = Stopwatch.GetTimestamp();
        patient.Advance(clock, TrialSteps, CancellationToken.None);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds / TrialSteps / part * model.Steps;
    }
}

/// <summary>How a field is advanced, and why.</summary>
internal sealed record SolverLine(string Field, string Solver, double Stiffness, string Reason)
{
    /// <summary>A field's choice.</summary>
    public static SolverLine Of(FieldDefinition field, SolverChoice choice)
        => new(field.Name, choice.Solver.ToString(), choice.Stiffness, choice.Reason);
}
