namespace GpuTumor.Engine;

/// <summary>What the drugs together do to the patient: an index that follows the levels and, above a limit, stops the doses.</summary>
/// <remarks>
/// τ·T' = Σ wᵢ·rᵢ + ½·Σᵢ﹤ⱼ rᵢ·rⱼ − T, τ = 7 d, rᵢ the level relative to that of standard dosing: one drug at its maximum tolerated dose
/// comes to T = 1, two to 2.5 [G]. Exact over a step of constant levels. Doses are held from the limit on and resumed below two
/// thirds of it.
/// </remarks>
internal sealed class Toxicity(IReadOnlyList<Drug?> drugs, double? limit)
{
    private const double MemoryHours = 7 * 24;
    private const double ResumeAt = 2.0 / 3;

    /// <summary>T.</summary>
    public double Index { get; private set; }

    /// <summary>Whether doses are held.</summary>
    public bool IsHolding { get; private set; }

    /// <summary>Goes on by some time at the given levels.</summary>
    public void Advance(ReadOnlySpan<float> levels, double hours)
    {
        double load = 0;
        double sum = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            double relative = levels[i] / (drugs[i]?.UsualLevel ?? 1.0);
            load += ((drugs[i]?.Toxicity ?? 1.0) * relative) + (0.5 * relative * sum);
            sum += relative;
        }

        Index = load + ((Index - load) * Math.Exp(-hours / MemoryHours));
        // A comparison with no limit is false.
        IsHolding = Index > (IsHolding ? ResumeAt * limit : limit);
    }

    /// <summary>Writes it down.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(Index);
        to.Write(IsHolding);
    }

    /// <summary>Takes it up again.</summary>
    public void Restore(BinaryReader from) => (Index, IsHolding) = (from.ReadDouble(), from.ReadBoolean());
}
