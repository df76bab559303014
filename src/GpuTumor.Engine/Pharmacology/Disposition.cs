namespace GpuTumor.Engine;

/// <summary>How a drug leaves the blood after a unit bolus into it: a sum of one to three exponentials.</summary>
/// <remarks>
/// c(t) = Σ Aᵢ·exp(−λᵢ·t), Σ Aᵢ = 1. The λᵢ are the eigenvalues of the linear system of compartments; each exponential is a state
/// of its own, so a step of any length is exact. Invariant: all λ positive, shares add to 1.
/// </remarks>
public sealed class Disposition
{
    private readonly double[] _rates;
    private readonly double[] _shares;

    private Disposition(double[] rates, double[] shares)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rates.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(shares.Length, rates.Length);
        foreach (double rate in rates)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        double sum = shares.Sum();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sum);
        _rates = rates;
        _shares = [.. shares.Select(share => share / sum)];
    }

    /// <summary>λ, the eigenvalues [1/h].</summary>
    public IReadOnlyList<double> RatesPerHour => _rates;

    /// <summary>A, each exponential's share of the first level.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>Area under the curve of a unit bolus [h].</summary>
    public double AreaHours => _shares.Zip(_rates, (share, rate) => share / rate).Sum();

    /// <summary>From half-lives as they are published: α, β and γ, and the share of each.</summary>
    public static Disposition OfHalfLives(IReadOnlyList<double> hours, IReadOnlyList<double> shares)
        => new([.. hours.Select(halfLife => Math.Log(2) / halfLife)], [.. shares]);

    /// <summary>From a central compartment that clears the drug and exchanges it with up to two others.</summary>
    /// <param name="elimination">k₁₀ [1/h].</param>
    /// <param name="exchanges">k₁ⱼ and kⱼ₁ of each peripheral compartment [1/h].</param>
    public static Disposition OfCompartments(double elimination, params IReadOnlyList<(double Out, double Back)> exchanges)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exchanges.Count, 2);
        double[] back = [.. exchanges.Select(exchange => exchange.Back)];
        double[] rates = exchanges switch
        {
            [] => [elimination],
            [var one] => Quadratic(elimination + one.Out + one.Back, elimination * one.Back),
            [var one, var two, ..] => Cubic(
                elimination + one.Out + one.Back + two.Out + two.Back,
                (elimination * (one.Back + two.Back)) + (one.Back * two.Back) + (two.Out * one.Back) + (one.Out * two.Back),
                elimination * one.Back * two.Back),
        };
        double Share(int i)
        {
            double share = 1;
            foreach (double rate in back)
                share *= rate - rates[i];
            foreach (double other in rates.Where((_, j) => j != i))
                share /= other - rates[i];
            return share;
        }

        return new(rates, [.. rates.Select((_, i) => Share(i))]);
    }

    /// <summary>
    /// What the compartments beside the blood hold, as the level that it would be in the blood: one fewer than there are
    /// exponentials. Compartments that give back equally fast cannot be told apart, and count as one.
    /// </summary>
    /// <remarks>
    /// With H(s) = Σ Aᵢ/(s + λᵢ), the kⱼ₁ are the zeros of H at −kⱼ₁, and 1/k₁ⱼ = kⱼ₁·Σ Aᵢ/(λᵢ − kⱼ₁)². Each exponential of the blood
    /// has its image k₁ⱼ/(kⱼ₁ − λᵢ) in a compartment; that of kⱼ₁ itself cancels.
    /// </remarks>
    /// <param name="modes">The exponentials of the blood now.</param>
    internal double[] BesideBlood(IReadOnlyList<double> modes)
    {
        // An exponential without a share never shows in the blood.
        int[] shown = [.. Enumerable.Range(0, _rates.Length).Where(i => _shares[i] > 1e-9)];
        double[] back = Back([.. shown.Select(i => (_rates[i], _shares[i]))]);
        double[] held = new double[back.Length];
        for (int j = 0; j < back.Length; j++)
        {
            double slope = shown.Sum(i => _shares[i] / ((_rates[i] - back[j]) * (_rates[i] - back[j])));
            held[j] = shown.Sum(i => modes[i] / (back[j] * slope * (back[j] - _rates[i])));
        }

        return held;
    }

    // Rates back into the blood, the faster first.
    private static double[] Back((double Rate, double Share)[] modes) => modes switch
    {
        [var one, var two] => [(one.Share * two.Rate) + (two.Share * one.Rate)],
        [var one, var two, var three] => Quadratic(
            (one.Share * (two.Rate + three.Rate)) + (two.Share * (one.Rate + three.Rate)) + (three.Share * (one.Rate + two.Rate)),
            (one.Share * two.Rate * three.Rate) + (two.Share * one.Rate * three.Rate) + (three.Share * one.Rate * two.Rate)),
        _ => [],
    };

    // λ² − a·λ + b = 0. The smaller root from the product, where a difference would lose digits.
    private static double[] Quadratic(double a, double b)
    {
        double large = (a + Math.Sqrt((a * a) - (4 * b))) / 2;
        return [large, b / large];
    }

    // λ³ − a·λ² + b·λ − c = 0 of a matrix with real eigenvalues: Viète's cosines.
    private static double[] Cubic(double a, double b, double c)
    {
        double radius = Math.Sqrt(Math.Max(0, (a * a / 9) - (b / 3)));
        double cosine = ((a * a * a / 27) - (a * b / 6) + (c / 2)) / (radius * radius * radius);
        double angle = Math.Acos(Math.Clamp(cosine, -1, 1)) / 3;
        double large = (a / 3) + (2 * radius * Math.Cos(angle));
        double middle = (a / 3) + (2 * radius * Math.Cos(angle - (2 * Math.PI / 3)));
        return [large, middle, c / (large * middle)];
    }
}
