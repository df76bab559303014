namespace GpuTumor.Kernels;

/// <summary>How often something happens, kept per hour.</summary>
public readonly record struct Rate
{
    private Rate(float perHour) => PerHour = perHour;

    /// <summary>Events per hour [1/h].</summary>
    public float PerHour { get; }

    /// <summary>Never.</summary>
    public static Rate Zero => default;

    /// <summary>A rate given per second.</summary>
    public static Rate PerSecondOf(double value) => new((float)(value * 3600.0));

    /// <summary>A rate given per hour.</summary>
    public static Rate PerHourOf(double value) => new((float)value);

    /// <summary>A rate given per day.</summary>
    public static Rate PerDayOf(double value) => new((float)(value / 24.0));

    /// <summary>The rate of exponential growth that doubles in the given time [h].</summary>
    public static Rate Doubling(double hours) => new((float)(Math.Log(2.0) / hours));

    /// <summary>The rate of a relaxation with the given time constant [h].</summary>
    public static Rate Relaxing(double hours) => new((float)(1.0 / hours));

    /// <summary>The probability 1 − exp(−k·t) of an event within a time [h], as a threshold for 32 random bits.</summary>
    public uint Threshold(double hours) => (uint)Math.Min((1 - Math.Exp(-PerHour * hours)) * 4294967296.0, 4294967295.0);
}
