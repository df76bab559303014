namespace GpuTumor.Engine;

/// <summary>Who is due when: treatments before a step, observers after one.</summary>
public sealed class Timetable
{
    private readonly Model _model;
    private readonly IReadOnlyList<IObserver> _observers;

    /// <summary>A timetable of the model's treatments and of the observers.</summary>
    public Timetable(Model model, IReadOnlyList<IObserver> observers) => (_model, _observers) = (model, observers);

    /// <summary>The treatments that act before the clock's step.</summary>
    public IEnumerable<ITreatment> TreatmentsDue(Clock clock) => _model.Treatments.Where(t => t.When.IsDue(clock.Step));

    /// <summary>Steps to the next treatment, observation or the end, at least one.</summary>
    public long StepsToNextEvent(Clock clock)
    {
        long next = _model.Steps;
        foreach (ITreatment treatment in _model.Treatments)
            next = Math.Min(next, treatment.When.NextAfter(clock.Step));
        foreach (IObserver observer in _observers)
            next = Math.Min(next, observer.When.NextAfter(clock.Step));
        return next - clock.Step;
    }

    /// <summary>Lets the observers due look. Says whether the run may stop.</summary>
    public StopReason? Observe(Patient patient, Clock clock)
    {
        bool last = clock.Step >= _model.Steps;
        bool seen = false;
        foreach (IObserver observer in _observers)
        {
            if (observer.When.IsDue(clock.Step) || last)
                seen |= observer.Observe(patient, clock);
        }

        return last ? StopReason.Completed : seen ? StopReason.Observed : null;
    }
}
