namespace GpuTumor.Scenarios;

/// <summary>The edges of the box in voxels, and those of a voxel.</summary>
internal static class DomainSize
{
    /// <summary>Three edges, or null if they could not be read or are no whole voxels (see <see cref="Checks"/>).</summary>
    public static IReadOnlyList<int>? Of(Section domain)
    {
        double[] spacing = Spacing(domain);
        int[] edges = [.. domain.Items("size").Select((edge, axis) => Voxels(edge, spacing[axis])).OfType<int>()];
        return edges.Length == 3 ? edges : null;
    }

    /// <summary>The edges of a voxel along x, y and z [um]; NaN if they could not be read.</summary>
    public static double[] Spacing(Section domain) => domain["spacing"]?.Content is IReadOnlyList<Value> edges
        ? [.. edges.Select(edge => ((Quantity)edge.Content).In("um"))]
        : [.. Enumerable.Repeat(domain.In("um", "spacing"), 3)];

    /// <summary>An edge in voxels; null if it is a length of no whole voxels.</summary>
    public static int? Voxels(Value edge, double spacing) => edge.Content switch
    {
        decimal whole => (int)whole,
        Quantity length when WholeSteps.In(length.In("um"), spacing) is { } voxels and <= int.MaxValue => (int)voxels,
        _ => null,
    };
}
