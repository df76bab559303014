namespace GpuTumor.Engine;

/// <summary>A drug: how it comes into the blood and leaves it, and how its levels are read.</summary>
/// <remarks>
/// Gut g' = −ka·g; plasma = Σ of the exponentials of <see cref="Disposition"/> fed by ka·g, boluses and infusions. A standard dose
/// all at once in the blood would raise the level by <see cref="Rise"/>.
/// </remarks>
public sealed record Drug
{
    /// <summary>As treatments and fields name it: <c>targeted_drug</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of its levels, in UDUNITS spelling; <c>1</c> for the mean of standard dosing.</summary>
    public string Unit { get; init; } = "1";

    /// <summary>How it leaves the blood.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>ka, absorption from the gut [1/h]; 0 if it is given into a vein.</summary>
    public double AbsorptionPerHour { get; init; }

    /// <summary>What a standard dose adds to the level, all at once in the blood [<see cref="Unit"/>].</summary>
    public required double Rise { get; init; }

    /// <summary>The mean level of standard doses at their standard interval [<see cref="Unit"/>].</summary>
    public required double UsualLevel { get; init; }

    /// <summary>w, toxicity of the usual level; 1 for a drug given at its maximum tolerated dose.</summary>
    public double Toxicity { get; init; } = 1;

    /// <summary>What its level in blood does by itself.</summary>
    public DrugAction Action { get; init; }

    /// <summary>The level of half the effect [<see cref="Unit"/>]; of drugs with an <see cref="Action"/>.</summary>
    public double HalfEffect { get; init; } = 0.1;

    /// <summary>The effect of a level, 0–1: hill(level, <see cref="HalfEffect"/>, 1).</summary>
    public double Effect(double level) => level <= 0 ? 0 : level / (level + HalfEffect);
}
