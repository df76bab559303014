namespace GpuTumor.Engine;

/// <summary>Runs a model on a device, from event to event.</summary>
public static class Simulation
{
    /// <summary>Runs to the end, to an observer's wish, or until cancelled.</summary>
    /// <param name="model">What to simulate.</param>
    /// <param name="patient">The patient, at step 0.</param>
    /// <param name="observers">Who looks, in the order in which they look.</param>
    /// <param name="cancelled">Asks for a stop after the present step.</param>
    /// <returns>Why it ended, and when.</returns>
    /// <exception cref="DivergedException">A field left the finite numbers.</exception>
    public static (StopReason Reason, Clock Clock) Run(
        Model model, Patient patient, IReadOnlyList<IObserver> observers, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patient);
        Timetable timetable = new(model, observers);
        Clock clock = new(0, model.StepHours);
        StopReason? stop = timetable.Observe(patient, clock);
        return stop is { } reason ? (reason, clock) : Advance(model, patient, timetable, clock, cancelled);
    }

    /// <summary>Goes on from a state that was restored: what was to be seen at that step has been seen.</summary>
    /// <param name="model">What to simulate.</param>
    /// <param name="patient">The patient, restored.</param>
    /// <param name="clock">When the state was taken, after the observers had looked.</param>
    /// <param name="observers">Who looks, in the order in which they look.</param>
    /// <param name="cancelled">Asks for a stop after the present step.</param>
    /// <returns>Why it ended, and when.</returns>
    /// <exception cref="DivergedException">A field left the finite numbers.</exception>
    public static (StopReason Reason, Clock Clock) Continue(
        Model model, Patient patient, Clock clock, IReadOnlyList<IObserver> observers, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patient);
        return clock.Step >= model.Steps
            ? (StopReason.Completed, clock)
            : Advance(model, patient, new Timetable(model, observers), clock, cancelled);
    }

    private static (StopReason Reason, Clock Clock) Advance(
        Model model, Patient patient, Timetable timetable, Clock clock, CancellationToken cancelled)
    {
        StopReason? stop = null;
        while (stop is null)
        {
            if (cancelled.IsCancellationRequested)
                return (StopReason.Cancelled, clock);

            foreach (ITreatment treatment in timetable.TreatmentsDue(clock))
                treatment.Apply(patient, clock);

            clock = patient.Advance(clock, timetable.StepsToNextEvent(clock), cancelled);
            patient.EnsureFinite(clock);

            stop = timetable.Observe(patient, clock);
        }

        return (stop.Value, clock);
    }
}
