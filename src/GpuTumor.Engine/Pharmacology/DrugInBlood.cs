namespace GpuTumor.Engine;

/// <summary>The present amounts of one drug: in the gut, in each exponential of the blood, and in infusions that run.</summary>
/// <remarks>Between changes of the infusion rate every step is the exact solution of the linear system; levels superpose.</remarks>
internal sealed class DrugInBlood(Drug drug)
{
    private readonly double[] _modes = new double[drug.Disposition.RatesPerHour.Count];
    private readonly List<Infusion> _infusions = [];
    private double _gut;

    /// <summary>The level now.</summary>
    public double Level => _modes.Sum();

    /// <summary>What has been swallowed and is not absorbed yet, as the level that it would be in the blood.</summary>
    public double Gut => _gut;

    /// <summary>What the compartments beside the blood hold, likewise.</summary>
    public IReadOnlyList<double> BesideBlood => drug.Disposition.BesideBlood(_modes);

    /// <summary>Takes a dose that would raise the level by <paramref name="rise"/> at once.</summary>
    /// <param name="rise">[the drug's unit].</param>
    /// <param name="infusionHours">How long it runs in; 0 for a bolus or a pill.</param>
    public void Take(double rise, double infusionHours)
    {
        if (drug.AbsorptionPerHour > 0)
            _gut += rise;
        else if (infusionHours > 0)
            _infusions.Add(new Infusion(rise / infusionHours, infusionHours));
        else
        {
            for (int i = 0; i < _modes.Length; i++)
                _modes[i] += drug.Disposition.Shares[i] * rise;
        }
    }

    /// <summary>Goes on by some time. Returns the mean level over it.</summary>
    public double Advance(double hours)
    {
        double area = 0;
        double left = hours;
        while (left > 0)
        {
            double stretch = _infusions.Count == 0 ? left : Math.Min(left, _infusions.Min(infusion => infusion.HoursLeft));
            area += Advance(stretch, _infusions.Sum(infusion => infusion.RisePerHour));
            left -= stretch;
            for (int i = _infusions.Count - 1; i >= 0; i--)
            {
                _infusions[i] = _infusions[i] with { HoursLeft = _infusions[i].HoursLeft - stretch };
                if (_infusions[i].HoursLeft <= 0)
                    _infusions.RemoveAt(i);
            }
        }

        return area / hours;
    }

    /// <summary>Writes the amounts down.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(_gut);
        foreach (double mode in _modes)
            to.Write(mode);
        to.Write(_infusions.Count);
        foreach (Infusion infusion in _infusions)
        {
            to.Write(infusion.RisePerHour);
            to.Write(infusion.HoursLeft);
        }
    }

    /// <summary>Takes the amounts up again.</summary>
    public void Restore(BinaryReader from)
    {
        _gut = from.ReadDouble();
        for (int i = 0; i < _modes.Length; i++)
            _modes[i] = from.ReadDouble();
        _infusions.Clear();
        int count = from.ReadInt32();
        for (int i = 0; i < count; i++)
            _infusions.Add(new Infusion(from.ReadDouble(), from.ReadDouble()));
    }

    // At a constant infusion. Returns the area under the level.
    private double Advance(double hours, double risePerHour)
    {
        double absorption = drug.AbsorptionPerHour;
        double gutLeft = _gut * Math.Exp(-absorption * hours);
        double given = (risePerHour * hours) + (_gut - gutLeft);
        double area = 0;
        for (int i = 0; i < _modes.Length; i++)
        {
            double rate = drug.Disposition.RatesPerHour[i];
            double share = drug.Disposition.Shares[i];
            double fed = (risePerHour * (1 - Math.Exp(-rate * hours)) / rate)
                + (absorption * _gut * Convolution(rate, absorption, hours));
            double next = (_modes[i] * Math.Exp(-rate * hours)) + (share * fed);
            // From x' = −λ·x + A·input, summed over the time.
            area += ((share * given) - (next - _modes[i])) / rate;
            _modes[i] = next;
        }

        _gut = gutLeft;
        return area;
    }

    // ∫ exp(−a·s)·exp(−b·(t − s)) ds over 0…t; where a and b nearly meet, the difference of the exponentials loses its digits.
    private static double Convolution(double a, double b, double hours)
    {
        double difference = (a - b) * hours;
        return Math.Abs(difference) < 1e-5
            ? hours * Math.Exp(-a * hours) * (1 + (difference / 2) + (difference * difference / 6))
            : (Math.Exp(-b * hours) - Math.Exp(-a * hours)) / (a - b);
    }

    private readonly record struct Infusion(double RisePerHour, double HoursLeft);
}
