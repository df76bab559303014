namespace GpuTumor.Metrics;

/// <summary>Size and form of the tumour.</summary>
public static class Shape
{
    private const string OfBody =
        " Of the tumour's body: the 26-connected component of the closed mass that holds most of the main mass.";

    /// <summary>Volume of the mass.</summary>
    public static Metric MassVolume { get; } = new(
        "volume_mass", "um3",
        "V_mass: volume of all living, apoptotic and necrotic voxels after closing (dilation, then erosion) by a ball of 3 "
        + "voxels (exact Euclidean distance <= 3); what a scanner would see of a porous, regressing tumour.");

    /// <summary>Equivalent radius.</summary>
    public static Metric EquivalentRadius { get; } = new(
        "equivalent_radius", "um", "(3 V_mass / 4 pi)^(1/3).");

    /// <summary>Radius of gyration.</summary>
    public static Metric RadiusOfGyration { get; } = new(
        "radius_of_gyration", "um",
        "Root of the mean squared distance of the centres of living voxels from their centroid; sqrt(3/5) R for a ball.");

    /// <summary>Largest diameter.</summary>
    public static Metric LargestDiameter { get; } = new(
        "largest_diameter", "um",
        "D: largest distance between the centres of two voxels, plus one voxel (maximal caliper)." + OfBody);

    /// <summary>Surface area.</summary>
    public static Metric SurfaceArea { get; } = new(
        "surface_area", "um2",
        "A: area by marching cubes at one half of the mask smoothed by a Gaussian of 1 voxel." + OfBody);

    /// <summary>Sphericity.</summary>
    public static Metric Sphericity { get; } = new(
        "sphericity", "1", "pi^(1/3) (6 V)^(2/3) / A, A surface_area and V the voxels whose centre that surface encloses; 1 for a ball." + OfBody);

    /// <summary>Roughness.</summary>
    public static Metric RoughnessOfSurface { get; } = new(
        "roughness", "1",
        "Standard deviation over mean of the outermost radius seen from the centroid in 642 directions." + OfBody);

    internal static void Measure(TumourBody? tumour, double spacing, Measurement into)
    {
        double voxel = spacing * spacing * spacing;
        double massVolume = (tumour?.Closed.Count() ?? 0) * voxel;
        into.Add(MassVolume, massVolume);
        into.Add(EquivalentRadius, Math.Cbrt(3 * massVolume / (4 * Math.PI)));
        into.Add(RadiusOfGyration, tumour is null ? double.NaN : Math.Sqrt(Moments.Of(tumour.Living).MeanSquare) * spacing);
        into.Add(LargestDiameter, tumour is null ? 0 : Caliper.LargestDiameter(tumour.Body) * spacing);
        (double area, long enclosed) = tumour is null ? (0, 0) : SmoothedSurface.Measure(tumour.Body);
        into.Add(SurfaceArea, area * spacing * spacing);
        into.Add(Sphericity, area == 0 ? double.NaN : SphericityOf(enclosed, area));
        into.Add(RoughnessOfSurface, tumour is null ? double.NaN : Roughness.Of(tumour.Body));
    }

    private static double SphericityOf(double volume, double area)
        => Math.Cbrt(Math.PI) * Math.Pow(6 * volume, 2.0 / 3.0) / area;
}
