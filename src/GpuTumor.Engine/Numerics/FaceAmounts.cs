namespace GpuTumor.Engine;

/// <summary>An amount, or a rate, for each face of the box; zero at faces that are not held.</summary>
/// <param name="West">x low.</param>
/// <param name="East">x high.</param>
/// <param name="South">y low.</param>
/// <param name="North">y high.</param>
/// <param name="Bottom">z low.</param>
/// <param name="Top">z high.</param>
public readonly record struct FaceAmounts(double West, double East, double South, double North, double Bottom, double Top)
{
    /// <summary>All faces together.</summary>
    public double Total => West + East + (South + North) + (Bottom + Top);

    /// <summary>Through the faces where it is positive.</summary>
    public double Positive
        => Math.Max(0, West) + Math.Max(0, East) + Math.Max(0, South) + Math.Max(0, North) + Math.Max(0, Bottom) + Math.Max(0, Top);

    /// <summary>Each face times a factor.</summary>
    public static FaceAmounts operator *(double factor, FaceAmounts a)
        => new(factor * a.West, factor * a.East, factor * a.South, factor * a.North, factor * a.Bottom, factor * a.Top);

    /// <summary>Face by face.</summary>
    public static FaceAmounts operator +(FaceAmounts a, FaceAmounts b)
        => new(a.West + b.West, a.East + b.East, a.South + b.South, a.North + b.North, a.Bottom + b.Bottom, a.Top + b.Top);

    /// <summary>Face by face.</summary>
    public static FaceAmounts operator -(FaceAmounts a, FaceAmounts b) => a + (-1.0 * b);
}
