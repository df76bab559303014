namespace GpuTumor.Engine;

/// <summary>The drugs in the patient's blood.</summary>
public sealed class Plasma
{
    private readonly string[] _drugs;
    private readonly float[] _levels;

    /// <summary>Empty blood that knows the model's drugs.</summary>
    public Plasma(IReadOnlyList<string> drugs)
    {
        _drugs = [.. drugs];
        _levels = new float[_drugs.Length];
    }

    /// <summary>The drugs known.</summary>
    public IReadOnlyList<string> Drugs => _drugs;

    /// <summary>Present levels, in the order of <see cref="Drugs"/>; 1 = the drug's steady state.</summary>
    public ReadOnlySpan<float> Levels => _levels;

    /// <summary>The present level of a drug.</summary>
    public float LevelOf(string drug) => _levels[Array.IndexOf(_drugs, drug)];

    /// <summary>Holds a drug at a level from now on.</summary>
    public void Hold(string drug, float level)
    {
        int index = Array.IndexOf(_drugs, drug);
        if (index < 0)
            throw new ArgumentException($"no drug named '{drug}'", nameof(drug));
        _levels[index] = level;
    }
}
