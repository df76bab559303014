namespace GpuTumor.Scenarios;

/// <summary>Which numbers make sense.</summary>
internal enum Bounds
{
    /// <summary>0 and above.</summary>
    NotNegative,

    /// <summary>Above 0.</summary>
    Positive,

    /// <summary>From 0 to 1, or 0 % to 100 %.</summary>
    Fraction,
}
