namespace GpuTumor.Scenarios;

/// <summary>Shapes of quantities, named as they are spoken of.</summary>
internal static class Quantities
{
    public static Shape Fraction { get; } = new QuantityShape(Bounds.Fraction, Dimension.None);

    public static Shape Factor { get; } = new QuantityShape(Bounds.NotNegative, Dimension.None);

    public static Shape PositiveNumber { get; } = new QuantityShape(Bounds.Positive, Dimension.None);

    public static Shape Duration { get; } = new QuantityShape(Bounds.Positive, Dimension.Time);

    public static Shape Moment { get; } = new QuantityShape(Bounds.NotNegative, Dimension.Time);

    public static Shape Position { get; } = new QuantityShape(Bounds.NotNegative, Dimension.Length);

    public static Shape Length { get; } = new QuantityShape(Bounds.Positive, Dimension.Length);

    public static Shape Speed { get; } = new QuantityShape(Bounds.NotNegative, Dimension.Speed);

    public static Shape Rate { get; } = new QuantityShape(Bounds.NotNegative, Dimension.Rate);

    public static Shape Diffusivity { get; } = new QuantityShape(Bounds.Positive, Dimension.Diffusivity);

    public static Shape Tension { get; } = new QuantityShape(Bounds.NotNegative, Dimension.Tension);

    public static Shape PositiveMolarity { get; } = new QuantityShape(Bounds.Positive, Dimension.Molarity);

    public static Shape PositiveTension { get; } = new QuantityShape(Bounds.Positive, Dimension.Tension);

    public static Shape PositiveRate { get; } = new QuantityShape(Bounds.Positive, Dimension.Rate);

    public static Shape Voxels { get; } = new QuantityShape(Bounds.NotNegative, Dimension.Voxels);
}
