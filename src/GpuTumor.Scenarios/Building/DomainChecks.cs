using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>The box, its vessels, and whether the tumour fits.</summary>
internal static class DomainChecks
{
    // Below this the walls, not the biology, decide who grows; a hair less is still 2.5 when rounded.
    private const double LeastDiameters = 2.45;

    // A voxel holds one cell; outside these edges [um] the unit is a slip.
    private const double FinestSpacing = 0.1;
    private const double CoarsestSpacing = 1000;

    public static void All(Section root, Problems problems)
    {
        Section domain = root.Within("domain");
        double[] spacing = DomainSize.Spacing(domain);
        if (spacing.Any(edge => edge is < FinestSpacing or > CoarsestSpacing))
            domain.Report("spacing",
                $"voxels of {Written(domain)} hold no cell; edges go from 0.1 um to 1 mm", problems);
        if (spacing.Distinct().Count() > 1 && root.Within("tumour").Whole("cells") > 0)
            domain.Report("spacing",
                $"cells need cubic voxels, since they push and are measured alike along every axis; write one edge, such as \"{Written(domain, 1)}\", or \"tumour: {{ cells: 0 }}\" for fields alone", problems);
        Edges(domain, spacing, problems);
        Vessels(root, root, problems);
        if (DomainSize.Of(domain) is not { } size)
            return;
        double voxels = (double)size[0] * size[1] * size[2];
        if (voxels > Grid.LargestVoxelCount)
            domain.Report("size",
                FormattableString.Invariant($"{size[0]} x {size[1]} x {size[2]} are {voxels:0.###e+0} voxels; a lattice has at most {Grid.LargestVoxelCount}"), problems);
        else
            Tumour(root.Within("tumour"), size.Min(), domain["confined"]?.Content is true, problems);
    }

    // Along one axis, or as the file has it.
    private static string Written(Section domain, int? axis = null) => domain["spacing"]?.Content switch
    {
        IReadOnlyList<Value> edges when axis is { } one => ScalarText.Of(edges[one].Content),
        IReadOnlyList<Value> edges => string.Join(" x ", edges.Select(edge => ScalarText.Of(edge.Content))),
        _ => domain.Written("spacing"),
    };

    private static void Edges(Section domain, double[] spacing, Problems problems)
    {
        IReadOnlyList<Value> edges = domain.Items("size");
        for (int i = 0; i < edges.Count; i++)
        {
            if (edges[i].Content is not Quantity length || double.IsNaN(spacing[i]))
                continue;
            string path = FormattableString.Invariant($"domain.size[{i}]");
            string wrong = DomainSize.Voxels(edges[i], spacing[i]) switch
            {
                null => $"\"{ScalarText.Of(length)}\" is no whole number of voxels of {Written(domain, i)}",
                < 4 => $"\"{ScalarText.Of(length)}\" is less than 4 voxels of {Written(domain, i)}",
                _ => "",
            };
            if (wrong.Length > 0)
                problems.Add(edges[i].Place, path, wrong);
        }
    }

    /// <summary>Whether the vessels of a tissue can be told apart.</summary>
    public static void Vessels(Section tissue, Section root, Problems problems)
    {
        Section vessels = tissue.Within("vessels");
        if (vessels.In("um", "spacing") < DomainSize.Spacing(root.Within("domain")).Take(2).Max())
            vessels.Report("spacing",
                $"vessels {vessels.Written("spacing")} apart are closer than a voxel of {Written(root.Within("domain"))}", problems);
    }

    private static void Tumour(Section tumour, int narrowest, bool isConfined, Problems problems)
    {
        if (tumour.Whole("cells") is not { } cells || cells == 0)
            return;
        double diameter = 2 * Math.Cbrt(3 * (double)cells / (4 * Math.PI));
        if (diameter > narrowest)
        {
            double most = Math.Floor(Math.PI / 6 * Math.Pow(narrowest, 3));
            tumour.Report("cells",
                FormattableString.Invariant($"a ball of {cells} cells is {diameter:0.#} voxels across and the box only {narrowest}; it takes at most {most:0} cells"), problems);
        }
        else if (!isConfined && narrowest / diameter < LeastDiameters)
        {
            problems.Warn(tumour.PlaceOf("cells"), "tumour.cells",
                FormattableString.Invariant($"the box is only {narrowest / diameter:0.0} tumour diameters wide; below 2.5 crowding hides what drugs do"));
        }
    }
}
