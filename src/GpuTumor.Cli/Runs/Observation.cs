using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>The patient in numbers at one moment: one line of <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Hours">Simulated time [h].</param>
/// <param name="Living">Living tumour cells.</param>
/// <param name="Cells">The same by founder.</param>
/// <param name="Apoptotic">Apoptotic bodies.</param>
/// <param name="Necrotic">Necrotic cells.</param>
/// <param name="Excess">Cells that share a voxel until there is room.</param>
/// <param name="Divisions">Since the start.</param>
/// <param name="Deaths">Of living cells since the start.</param>
/// <param name="Signals">Means over living cells, 0–1.</param>
/// <param name="Plasma">Drug levels in blood, each in its unit; 1 = steady state where there is none.</param>
/// <param name="Circulation">Cells in the blood and where cells have gone; null without a circulation.</param>
/// <param name="Toxicity">The toxicity index.</param>
/// <param name="Scan">The last scan reported; null before the first, or without protocols.</param>
/// <param name="Decisions">Of protocols, since the last observation.</param>
/// <param name="Fields">By field.</param>
internal sealed record Observation(
    long Step,
    double Hours,
    long Living,
    IReadOnlyDictionary<string, long> Cells,
    long Apoptotic,
    long Necrotic,
    long Excess,
    long Divisions,
    long Deaths,
    SignalMeans Signals,
    IReadOnlyDictionary<string, double> Plasma,
    CirculationLine? Circulation,
    double Toxicity,
    Scan? Scan,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyDictionary<string, FieldLine> Fields)
{
    /// <summary>Where the drugs are: in the blood, in the gut, and in the compartments that exchange with the blood.</summary>
    public IReadOnlyDictionary<string, DrugWhereabouts> Compartments { get; init; } = new Dictionary<string, DrugWhereabouts>();

    /// <summary>The host cells; null for a tissue without any.</summary>
    public HostCensus? Host { get; init; }

    /// <summary>Looks at the patient.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="clock">Now.</param>
    /// <param name="since">The step of the observation before; 0 for none.</param>
    public static Observation Of(Patient patient, Clock clock, long since)
    {
        Model model = patient.Model;
        Census census = patient.Primary.TakeCensus();
        return new Observation(
            clock.Step,
            clock.Hours,
            census.Living,
            Named(model.Founders.Select(founder => founder.Name), i => census.LivingByFounder[i]),
            census.Apoptotic,
            census.Necrotic,
            census.Excess,
            census.Divisions,
            census.Deaths,
            new SignalMeans(census.MeanSignals.Erk, census.MeanSignals.Fra1, census.MeanSignals.Secretome, census.MeanSignals.Akt),
            Named(model.Drugs, i => patient.Plasma.Present[i]),
            CirculationLine.Of(patient),
            patient.Plasma.ToxicityIndex,
            patient.Ward.Notes.Last,
            [.. patient.Ward.Decisions.Where(decision => decision.Step >= since)],
            Named(model.Fields.Select(field => field.Name), i => FieldLine.Of(patient.Primary.Summarise(i))))
        {
            Compartments = Named(model.Drugs, i => patient.Plasma.WhereaboutsOf(model.Drugs[i])),
            Host = model.Host is null ? null : census.Host,
        };
    }

    private static Dictionary<string, T> Named<T>(IEnumerable<string> names, Func<int, T> value)
        => names.Select((name, i) => (name, Value: value(i))).ToDictionary(pair => pair.name, pair => pair.Value);
}

/// <summary>Mean signalling activities over living cells, 0–1; null without cells.</summary>
internal sealed record SignalMeans(double Erk, double Fra1, double Secretome, double Akt);

/// <summary>A field in numbers, in its unit; amounts of the balance in unit · voxels since the start.</summary>
internal sealed record FieldLine(
    double Min, double Mean, double Max, double MeanAtCells,
    double Sources, double Sinks, double Clipped, double Residual, double RelativeResidual)
{
    /// <summary>From the tissue's summary.</summary>
    public static FieldLine Of(FieldSummary field) => new(
        field.Minimum, field.Mean, field.Maximum, field.MeanAtCells,
        field.Balance.Sources, field.Balance.Sinks, field.Balance.Clipped, field.Balance.Residual, field.Balance.RelativeResidual);
}
