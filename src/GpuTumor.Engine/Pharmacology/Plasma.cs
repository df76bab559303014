namespace GpuTumor.Engine;

/// <summary>The drugs in the patient's blood, and what they do to the patient.</summary>
public sealed class Plasma : IStateful
{
    private readonly string[] _drugs;
    private readonly DrugInBlood?[] _dosed;
    private readonly double[] _held;
    private readonly double[] _share;
    private readonly double[] _present;
    private readonly double[] _exposures;
    private readonly float[] _levels;
    private readonly Model _model;
    private readonly Toxicity _toxicity;

    /// <summary>Empty blood that knows the model's drugs.</summary>
    public Plasma(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _drugs = [.. model.Drugs];
        _dosed = [.. _drugs.Select(name => model.PharmacologyOf(name) is { } drug ? new DrugInBlood(drug) : null)];
        _held = new double[_drugs.Length];
        _share = new double[_drugs.Length];
        Array.Fill(_share, 1.0);
        _present = new double[_drugs.Length];
        _exposures = new double[_drugs.Length];
        _levels = new float[_drugs.Length];
        _toxicity = new Toxicity([.. _drugs.Select(model.PharmacologyOf)], model.ToxicityLimit);
    }

    /// <summary>The drugs known.</summary>
    public IReadOnlyList<string> Drugs => _drugs;

    /// <summary>What the tissue feels: mean levels over the present step, in the order of <see cref="Drugs"/>.</summary>
    public ReadOnlySpan<float> Levels => _levels;

    /// <summary>Levels at this moment, in the order of <see cref="Drugs"/> and each in its drug's unit.</summary>
    public IReadOnlyList<double> Present => _present;

    /// <summary>Areas under the levels since the start [unit · h], in the order of <see cref="Drugs"/>.</summary>
    public IReadOnlyList<double> Exposures => _exposures;

    /// <summary>The toxicity index: 1 = one drug at its maximum tolerated dose for long.</summary>
    public double ToxicityIndex => _toxicity.Index;

    /// <summary>Whether doses are withheld because of the toxicity index.</summary>
    public bool IsWithheld => _toxicity.IsHolding;

    /// <summary>Doses withheld because of the toxicity index, since the start.</summary>
    public long DosesWithheld { get; private set; }

    /// <summary>The level of a drug at this moment.</summary>
    public double LevelOf(string drug) => _present[IndexOf(drug)];

    /// <summary>The mean level of a drug over the present step: what cells feel.</summary>
    public float MeanLevelOf(string drug) => _levels[IndexOf(drug)];

    /// <summary>Where the drug is at this moment, each part as the level that it would be in the blood.</summary>
    public DrugWhereabouts WhereaboutsOf(string drug)
    {
        int index = IndexOf(drug);
        return new DrugWhereabouts(_present[index], _dosed[index]?.Gut ?? 0, _dosed[index]?.BesideBlood ?? []);
    }

    /// <summary>Which share of every dose and held level a protocol has ordered; 0 while it holds the drug.</summary>
    public double ShareOf(string drug) => _share[IndexOf(drug)];

    /// <summary>Holds a drug at a level from now on.</summary>
    public void Hold(string drug, double level)
    {
        int index = IndexOf(drug);
        _held[index] = level;
        Refresh(index);
    }

    /// <summary>Gives a dose, unless toxicity forbids it or the protocol holds the drug.</summary>
    /// <param name="drug">The drug.</param>
    /// <param name="standardDoses">How many standard doses.</param>
    /// <param name="infusionHours">How long it runs in; 0 for a bolus or a pill.</param>
    public void Give(string drug, double standardDoses, double infusionHours)
    {
        int index = IndexOf(drug);
        if (_dosed[index] is not { } dosed)
            throw new ArgumentException($"nothing is known of how '{drug}' moves through the body", nameof(drug));
        if (_toxicity.IsHolding)
        {
            DosesWithheld++;
            return;
        }

        double rise = standardDoses * _share[index] * _model.PharmacologyOf(drug)!.Rise;
        if (rise > 0)
            dosed.Take(rise, infusionHours);
        Refresh(index);
    }

    /// <summary>From now on gives this share of every dose and held level of the drug.</summary>
    public void Order(string drug, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        int index = IndexOf(drug);
        _share[index] = share;
        Refresh(index);
    }

    /// <summary>Goes on by one step.</summary>
    public void Advance(double hours)
    {
        for (int i = 0; i < _drugs.Length; i++)
        {
            double mean = HeldNow(i) + (_dosed[i]?.Advance(hours) ?? 0.0);
            _levels[i] = (float)mean;
            _exposures[i] += mean * hours;
        }

        _toxicity.Advance(_levels, hours);
        for (int i = 0; i < _drugs.Length; i++)
            Refresh(i);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
        => SmallState.Carry(archive, "state", Save, Restore);

    /// <summary>Writes all that changes.</summary>
    public void Save(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        for (int i = 0; i < _drugs.Length; i++)
        {
            to.Write(_held[i]);
            to.Write(_share[i]);
            to.Write(_exposures[i]);
            to.Write(_levels[i]);
            _dosed[i]?.Save(to);
        }

        to.Write(DosesWithheld);
        _toxicity.Save(to);
    }

    /// <summary>Takes all up again.</summary>
    public void Restore(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        for (int i = 0; i < _drugs.Length; i++)
        {
            _held[i] = from.ReadDouble();
            _share[i] = from.ReadDouble();
            _exposures[i] = from.ReadDouble();
            _levels[i] = from.ReadSingle();
            _dosed[i]?.Restore(from);
        }

        DosesWithheld = from.ReadInt64();
        _toxicity.Restore(from);
        for (int i = 0; i < _drugs.Length; i++)
            Refresh(i);
    }

    private double HeldNow(int index) => _toxicity.IsHolding ? 0.0 : _held[index] * _share[index];

    private void Refresh(int index) => _present[index] = HeldNow(index) + (_dosed[index]?.Level ?? 0.0);

    private int IndexOf(string drug)
    {
        int index = Array.IndexOf(_drugs, drug);
        return index >= 0 ? index : throw new ArgumentException($"no drug named '{drug}'", nameof(drug));
    }
}
