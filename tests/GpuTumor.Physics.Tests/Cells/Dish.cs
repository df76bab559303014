using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Well-stirred cells that all sense the same, each with its own draws: for the closed forms of single processes.</summary>
public sealed class Dish(TumourCell laws, float stepHours, int cells, uint status, uint exposure = 0, uint signals = CellRecord.RestingSignals)
{
    private const ulong Seed = 99;
    private readonly CellWords<ScalarWord>[] _cells = [.. Enumerable.Range(0, cells).Select(_ => new CellWords<ScalarWord>
    {
        Status = new(status),
        Signals = new(signals),
        Exposure = new(exposure),
    })];

    private uint _step;

    /// <summary>Divisions so far. Daughters are not kept.</summary>
    public long Divisions { get; private set; }

    /// <summary>The laws.</summary>
    public TumourCell Laws { get; set; } = laws;

    /// <summary>The status words.</summary>
    public IEnumerable<uint> Statuses => _cells.Select(cell => cell.Status.Value);

    /// <summary>What all of the cells sense unless a test says otherwise: plenty of oxygen and room, nothing else.</summary>
    public static Surroundings<Scalar> Air
        => new() { Oxygen = new(60), DistanceToRoom = new(1), Neighbours = new(0.5f), Ecm = new(0.3f), DivisionFactor = new(1) };

    /// <summary>Lets the cells live for some steps.</summary>
    public void Live(Surroundings<Scalar> here, int steps, uint mayDivide = 0)
    {
        TumourCell laws = Laws;
        for (int step = 0; step < steps; step++, _step++)
        {
            for (int i = 0; i < _cells.Length; i++)
            {
                var draws = CellDraws<ScalarWord>.Of(Seed, new ScalarWord((uint)i), _step);
                Divisions += CellStep.Advance(in laws, stepHours, in here, new ScalarWord(mayDivide), in draws, ref _cells[i]).Value;
            }
        }
    }

    /// <summary>The share of the cells of a kind.</summary>
    public double Share(CellKind kind) => Statuses.Count(word => CellRecord.Kind(word) == kind) / (double)_cells.Length;

    /// <summary>The share of the living in a phase.</summary>
    public double Share(CellPhase phase) => Living().Average(cell => CellRecord.Phase(cell.Status.Value) == phase ? 1.0 : 0.0);

    /// <summary>The share of the living in a mode.</summary>
    public double Share(CellMode mode) => Living().Average(cell => CellRecord.Mode(cell.Status.Value) == mode ? 1.0 : 0.0);

    /// <summary>The mean over the living of a level of the signals or of P-glycoprotein, 0–1.</summary>
    public double MeanSignal(int shift) => Living().Average(cell => CellRecord.Level(cell.Signals.Value, shift) / 255.0);

    /// <summary>The mean over the living of P-glycoprotein, 0–1.</summary>
    public double MeanEfflux() => Living().Average(cell => CellRecord.Level(cell.Exposure.Value, CellRecord.EffluxShift) / 255.0);

    /// <summary>The mean over the living of a dose.</summary>
    public double MeanDose(DoseCode code, int shift)
        => Living().Average(cell => (double)code.Decode<Scalar, ScalarWord>(cell.Exposure, shift).Value);

    /// <summary>Means over the living of ERK, FRA1, secretome and AKT.</summary>
    public double[] MeanSignals(Surroundings<Scalar> here)
    {
        TumourCell laws = Laws;
        CellActivity<Scalar>[] activities = [.. Living().Select(cell => CellStep.Sense(in laws, in here, cell.Status, cell.Exposure))];
        return
        [
            activities.Average(activity => activity.Erk.Value), MeanSignal(CellRecord.Fra1Shift),
            MeanSignal(CellRecord.SecretomeShift), activities.Average(activity => activity.Akt.Value),
        ];
    }

    private IEnumerable<CellWords<ScalarWord>> Living() => _cells.Where(cell => CellRecord.Kind(cell.Status.Value) == CellKind.Tumour);
}
