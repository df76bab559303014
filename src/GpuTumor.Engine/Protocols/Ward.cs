namespace GpuTumor.Engine;

/// <summary>Where protocols meet the patient: they read the notes, may ask for a biopsy, and give orders. They see nothing else.</summary>
public sealed class Ward : IStateful
{
    // As decisions name the limit of toxicity.
    private const string DoseHold = "dose_hold";
    private const string Withheld = "withhold all doses";

    private readonly List<Decision> _decisions = [];
    private readonly List<(StandingCourse Course, long Begun)> _running = [];
    private readonly ImagingPlan? _plan;
    private readonly Imaging? _imaging;
    private readonly (IProtocol Protocol, IController Controller)[] _controllers;
    private Patient? _patient;
    private string _attending = "";

    /// <summary>A ward with the model's protocols.</summary>
    public Ward(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _plan = model.Imaging;
        _imaging = _plan is null ? null : new Imaging(_plan, model.Seed);
        _controllers = [.. model.Protocols.Select(protocol => (protocol, protocol.Begin()))];
    }

    /// <summary>The time.</summary>
    public Clock Clock { get; private set; }

    /// <summary>What the scans say.</summary>
    public CaseNotes Notes { get; } = new();

    /// <summary>Whether a scan was reported just now.</summary>
    public bool HasNewScan { get; private set; }

    /// <summary>All decisions so far.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>Lets the protocols look at the patient and give their orders, before the step of the clock.</summary>
    public void Attend(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        (_patient, Clock) = (patient, clock);
        NoteDoseHold(patient.Plasma);
        Scan? scan = _imaging?.Report(clock.Step, patient.CountMass);
        HasNewScan = scan is not null;
        if (scan is { } reported)
            Notes.Add(reported);
        foreach ((IProtocol protocol, IController controller) in _controllers)
        {
            _attending = protocol.Name;
            controller.Attend(this);
        }

        foreach ((StandingCourse course, long begun) in _running.Where(running => running.Course.StandardDoses > 0))
        {
            if ((clock.Step - begun) % course.IntervalSteps == 0)
                patient.Plasma.Give(course.Drug, course.StandardDoses, course.InfusionHours);
        }
    }

    /// <summary>Orders a share of every dose and held level of a drug; 0 holds it.</summary>
    public void Order(string drug, double share, string because)
    {
        _patient!.Plasma.Order(drug, share);
        Note(FormattableString.Invariant($"{drug}: {share * 100:0.#} % of the dose"), because);
    }

    /// <summary>Begins a course now.</summary>
    public void Begin(StandingCourse course, string because)
    {
        ArgumentNullException.ThrowIfNull(course);
        _running.Add((course, Clock.Step));
        if (course.StandardDoses <= 0)
            _patient!.Plasma.Hold(course.Drug, course.Level);
        Notes.BeginLine();
        Note($"begin {course.Drug}", because);
    }

    /// <summary>Writes down what was done by plan, with what came of it.</summary>
    public void Record(Clock clock, string what, string outcome, string because)
        => _decisions.Add(new Decision(clock.Step, clock.Hours, what, outcome, because));

    /// <summary>Takes a biopsy of the primary tumour now; the order is logged with its reason.</summary>
    public Biopsy TakeBiopsy(string because)
    {
        Biopsy biopsy = Biopsy.Of(_patient!.Primary, _patient.Model, Clock, _plan?.BiopsyCells ?? 0);
        Note($"biopsy: {biopsy}", because);
        return biopsy;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive) => SmallState.Carry(archive, "state", Save, Restore);

    /// <summary>Writes all that changes.</summary>
    public void Save(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        Notes.Save(to);
        _imaging?.Save(to);
        foreach ((_, IController controller) in _controllers)
            controller.Save(to);
        to.Write(_running.Count);
        foreach ((StandingCourse course, long begun) in _running)
        {
            to.Write(course.Drug);
            to.Write(course.Level);
            to.Write(course.StandardDoses);
            to.Write(course.IntervalSteps);
            to.Write(course.InfusionHours);
            to.Write(begun);
        }

        to.Write(_decisions.Count);
        foreach (Decision decision in _decisions)
        {
            to.Write(decision.Step);
            to.Write(decision.Hours);
            to.Write(decision.Protocol);
            to.Write(decision.Order);
            to.Write(decision.Because);
        }
    }

    /// <summary>Takes all up again.</summary>
    public void Restore(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Notes.Restore(from);
        _imaging?.Restore(from);
        foreach ((_, IController controller) in _controllers)
            controller.Restore(from);
        _running.Clear();
        for (int left = from.ReadInt32(); left > 0; left--)
            _running.Add((new(from.ReadString(), from.ReadDouble(), from.ReadDouble(), from.ReadInt64(), from.ReadDouble()), from.ReadInt64()));
        _decisions.Clear();
        for (int left = from.ReadInt32(); left > 0; left--)
            _decisions.Add(new(from.ReadInt64(), from.ReadDouble(), from.ReadString(), from.ReadString(), from.ReadString()));
    }

    // The blood holds doses by itself; what was said last tells whether that is news.
    private void NoteDoseHold(Plasma plasma)
    {
        bool isKnown = _decisions.FindLast(decision => decision.Protocol == DoseHold)?.Order == Withheld;
        if (plasma.IsWithheld == isKnown)
            return;
        _attending = DoseHold;
        Note(
            plasma.IsWithheld ? Withheld : "resume doses",
            FormattableString.Invariant($"the toxicity index came to {plasma.ToxicityIndex:0.###}"));
    }

    private void Note(string order, string because)
        => _decisions.Add(new Decision(Clock.Step, Clock.Hours, _attending, order, because));
}
