namespace GpuTumor.Scenarios;

/// <summary>The part of the box that a stream of snapshots shows, in voxels.</summary>
internal static class StreamRegion
{
    /// <summary>The axes, in the order of the box's edges.</summary>
    public static IReadOnlyList<string> Axes { get; } = ["x", "y", "z"];

    /// <summary>First voxel and number of voxels of the snapshot along an axis, once downsampled; null if they could not be read.</summary>
    public static (int First, int Count)? Along(int axis, Section stream, IReadOnlyList<int> size, double spacing)
    {
        if (stream.Whole("downsampling") is not { } factor)
            return null;
        (double from, double to) = (0, size[axis]);
        if (stream.Within("region").Items(Axes[axis]) is [{ Content: Quantity first }, { Content: Quantity last }])
            (from, to) = (Math.Round(first.In("um") / spacing), Math.Round(last.In("um") / spacing));
        to = Math.Min(to, size[axis]);
        return ((int)Math.Min(from, size[axis]), (int)Math.Max(0, (to - from) / (int)factor));
    }

    /// <summary>Reports regions of which too little is left.</summary>
    public static void Check(Section root, Problems problems)
    {
        Section domain = root.Within("domain");
        if (DomainSize.Of(domain) is not { } size)
            return;
        foreach (NamedValue named in root.Within("output").Named("streams"))
        {
            var stream = (Section)named.Value.Content;
            for (int axis = 0; axis < Axes.Count; axis++)
            {
                if (Along(axis, stream, size, DomainSize.Spacing(domain)[axis]) is not { Count: < 4 } part)
                    continue;
                problems.Add(
                    named.Value.Place, stream.Path,
                    FormattableString.Invariant($"along {Axes[axis]} {part.Count} voxels would be left, and at least 4 are needed; take a larger region or less downsampling"));
            }
        }
    }
}
