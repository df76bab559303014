namespace GpuTumor.Scenarios;

/// <summary>The edges of the box in voxels.</summary>
internal static class DomainSize
{
    /// <summary>Three edges, or null if they could not be read or are no whole voxels (see <see cref="Checks"/>).</summary>
    public static IReadOnlyList<int>? Of(Section domain)
    {
        double spacing = domain.In("um", "spacing");
        int[] edges = [.. domain.Items("size").Select(edge => Voxels(edge, spacing)).OfType<int>()];
        return edges.Length == 3 ? edges : null;
    }

    /// <summary>An edge in voxels; null if it is a length of no whole voxels.</summary>
    public static int? Voxels(Value edge, double spacing) => edge.Content switch
    {
        decimal whole => (int)whole,
        Quantity length when WholeSteps.In(length.In("um"), spacing) is { } voxels and <= int.MaxValue => (int)voxels,
        _ => null,
    };
}
