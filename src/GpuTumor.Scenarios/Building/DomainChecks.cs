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
        if (domain.In("um", "spacing") is < FinestSpacing or > CoarsestSpacing)
            domain.Report("spacing",
                $"voxels of {domain.Written("spacing")} hold no cell; edges go from 0.1 um to 1 mm", problems);
        Edges(domain, problems);
        Vessels(root, domain.In("um", "spacing"), problems);
        if (DomainSize.Of(domain) is not { } size)
            return;
        double voxels = (double)size[0] * size[1] * size[2];
        if (voxels > Grid.LargestVoxelCount)
            domain.Report("size",
                FormattableString.Invariant($"{size[0]} x {size[1]} x {size[2]} are {voxels:0.###e+0} voxels; a lattice has at most {Grid.LargestVoxelCount}"), problems);
        else
            Tumour(root.Within("tumour"), size.Min(), problems);
    }

    private static void Edges(Section domain, Problems problems)
    {
        double spacing = domain.In("um", "spacing");
        IReadOnlyList<Value> edges = domain.Items("size");
        for (int i = 0; i < edges.Count; i++)
        {
            if (edges[i].Content is not Quantity length || double.IsNaN(spacing))
                continue;
            string path = FormattableString.Invariant($"domain.size[{i}]");
            string wrong = DomainSize.Voxels(edges[i], spacing) switch
            {
                null => $"\"{ScalarText.Of(length)}\" is no whole number of voxels of {domain.Written("spacing")}",
                < 4 => $"\"{ScalarText.Of(length)}\" is less than 4 voxels of {domain.Written("spacing")}",
                _ => "",
            };
            if (wrong.Length > 0)
                problems.Add(edges[i].Place, path, wrong);
        }
    }

    private static void Vessels(Section root, double spacing, Problems problems)
    {
        Section vessels = root.Within("vessels");
        if (vessels.In("um", "spacing") < spacing)
            vessels.Report("spacing",
                $"vessels {vessels.Written("spacing")} apart are closer than a voxel of {root.Within("domain").Written("spacing")}", problems);
    }

    private static void Tumour(Section tumour, int narrowest, Problems problems)
    {
        if (tumour.Whole("cells") is not { } cells)
            return;
        double diameter = 2 * Math.Cbrt(3 * (double)cells / (4 * Math.PI));
        if (diameter > narrowest)
        {
            double most = Math.Floor(Math.PI / 6 * Math.Pow(narrowest, 3));
            tumour.Report("cells",
                FormattableString.Invariant($"a ball of {cells} cells is {diameter:0.#} voxels across and the box only {narrowest}; it takes at most {most:0} cells"), problems);
        }
        else if (narrowest / diameter < LeastDiameters)
        {
            problems.Warn(tumour.PlaceOf("cells"), "tumour.cells",
                FormattableString.Invariant($"the box is only {narrowest / diameter:0.0} tumour diameters wide; below 2.5 crowding hides what drugs do"));
        }
    }
}
