using System.Text;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>
/// The middle planes of the last snapshots of each run, of its distant sites the fullest ones: cells, then fields, one colour scale a field for all.
/// </summary>
internal sealed class SliceGallery
{
    private const int MostPixels = 128;

    private static readonly string[] _cells = ["founder", "cell_kind", "phase", "mode", "host_kind"];

    private readonly IReadOnlyList<Scene> _scenes;
    private readonly StringBuilder _html;
    private readonly List<string> _uniform = [];
    private readonly Dictionary<string, FullestPlanes> _cuts = [];

    // Arms beside each other, or the three planes of a lone run.
    private bool IsLone => _scenes.Count(scene => scene.Site is null) == 1;

    public SliceGallery(IReadOnlyList<MeasuredRun> runs, StringBuilder html) => (_scenes, _html) = (Scene.AtTheEndOf(runs), html);

    public void Write()
    {
        using StoredSnapshot first = StoredSnapshot.Open(_scenes[0].Snapshot);
        Quantity[] shown =
        [
            .. _cells.SelectMany(name => first.Quantities.Where(q => q.Name == name)),
            .. first.Quantities.Where(q => q.Element == ElementKind.Float32),
        ];
        if (shown.Length == 0)
            return;
        _html.Append("<h2>Slices at the end</h2><div class=\"controls\"><span>middle plane across</span>");
        foreach (string axis in (string[])["z", "y", "x"])
            _html.Append($"<label><input type=\"radio\" name=\"plane\" value=\"{axis}\"{(axis == "z" && !IsLone ? " checked" : "")}> {axis}</label>");
        _html.Append($"<label><input type=\"radio\" name=\"plane\" value=\"all\"{(IsLone ? " checked" : "")}> all three</label>");
        string[] sites = [.. _scenes.Select(scene => scene.Site).OfType<string>().Distinct()];
        if (sites.Length > 0)
        {
            _html.Append("<span>of</span><label><input type=\"radio\" name=\"site\" value=\"\" checked> the primary</label>");
            foreach (string site in sites)
                _html.Append($"<label><input type=\"radio\" name=\"site\" value=\"{Html.Safe(site)}\"> {Html.Safe(site)}</label>");
        }

        _html.Append("</div><p>Across z: x to the right, y up; across y: x and z; across x: y and z. A field has one scale in all arms")
            .Append(sites.Length > 0 ? ", sites and planes. Distant sites are cut where the plane holds most cells.</p>" : " and planes.</p>")
            .Append("<div id=\"planes\">");
        foreach (Quantity quantity in shown)
            WriteQuantity(quantity);
        _html.Append("</div>");
        if (_uniform.Count > 0)
            _html.Append($"<p>The same in all these planes, and not drawn: {Html.Safe(string.Join(", ", _uniform))}.</p>");
    }

    private void WriteQuantity(Quantity quantity)
    {
        List<Plane> planes = [];
        foreach (Scene scene in _scenes)
        {
            using StoredSnapshot snapshot = StoredSnapshot.Open(scene.Snapshot);
            if (snapshot.Quantities.FirstOrDefault(q => q.Name == quantity.Name) is not { } own)
                continue;
            Quantity? kinds = CategoryColours.IsOfLivingCells(own) ? snapshot.Quantities.FirstOrDefault(q => q.Name == "cell_kind") : null;
            if (!_cuts.TryGetValue(scene.Snapshot, out FullestPlanes? cut))
                _cuts.Add(scene.Snapshot, cut = scene.Site is null ? FullestPlanes.Middle : FullestPlanes.Of(snapshot));
            foreach (Axis axis in (Axis[])[Axis.Z, Axis.Y, Axis.X])
            {
                Slice? kind = kinds is null ? null : Slice.Read(snapshot, kinds, axis, cut.Across(axis));
                planes.Add(new(scene, snapshot.Hours / 24, Slice.Read(snapshot, own, axis, cut.Across(axis)), kind));
            }
        }

        string unit = SlicePicture.UnitText(quantity.Unit);
        string name = quantity.LongName.Length > 0 ? quantity.LongName : quantity.Name;
        bool category = CategoryColours.IsCategory(quantity);
        (double low, double high) = Ends(planes.Select(p => p.Slice));
        if (low == high)
        {
            _uniform.Add(category ? $"{name} ({MeaningOf(quantity, low)})" : $"{name} ({Html.Number(low)}{(unit.Length > 0 ? $" {unit}" : "")})");
            return;
        }

        _html.Append($"<h3>{Html.Safe(name)}{(unit.Length > 0 ? $" ({Html.Safe(unit)})" : "")}</h3>");
        if (category)
            WriteLegend(quantity, planes.SelectMany(p => p.Slice.Words.Where((_, i) => p.Kind is null || p.Kind.Words[i] == 1)));
        _html.Append("<div class=\"slices\">");
        foreach (Plane plane in planes)
            WritePlane(plane, category, low, high);
        _html.Append("</div>");
        if (!category)
            WriteBar(low, high, unit);
    }

    private void WritePlane(Plane plane, bool category, double low, double high)
    {
        string axis = plane.Slice.Axis.ToString().ToLowerInvariant();
        byte[] png = category ? CategoryPng(plane) : NumberPng(plane.Slice, low, high);
        string name = Html.Safe(plane.Scene.Name);
        _html.Append($"<figure data-across=\"{axis}\" data-site=\"{Html.Safe(plane.Scene.Site ?? "")}\"{((IsLone || axis == "z") && plane.Scene.Site is null ? "" : " hidden")}>")
            .Append($"<figcaption>{name} <small>across {axis}{(plane.Scene.Site is null ? "" : $", plane {plane.Slice.Index}")}, {Html.Number(plane.Days)} d</small></figcaption>")
            .Append($"<img alt=\"{Html.Safe(plane.Slice.Quantity.Name)} across {axis}, {name}\" ")
            .Append($"src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"></figure>");
    }

    private static string MeaningOf(Quantity quantity, double value)
        => quantity.Codes.FirstOrDefault(c => c.Value == (long)value).Meaning ?? Html.Number(value);

    private static (double Low, double High) Ends(IEnumerable<Slice> slices)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (Slice slice in slices)
        {
            for (int i = 0; i < slice.Words.Length; i++)
                (low, high) = (Math.Min(low, slice.NumberAt(i)), Math.Max(high, slice.NumberAt(i)));
        }

        return (low, high);
    }

    private void WriteLegend(Quantity quantity, IEnumerable<uint> values)
    {
        _html.Append("<div class=\"legend\">");
        foreach ((string name, Colour colour) in CategoryColours.Legend(quantity, values))
            _html.Append($"<span><i style=\"background:{colour}\"></i>{Html.Safe(FieldWords.Of(name))}</span>");
        _html.Append("</div>");
    }

    private void WriteBar(double low, double high, string unit)
    {
        string stops = string.Join(',', Enumerable.Range(0, 17).Select(i => ColourMap.Viridis[Math.Min(255, i * 16)].ToString()));
        _html.Append($"<div class=\"scale\"><div class=\"bar\" style=\"background:linear-gradient(90deg,{stops})\"></div><div class=\"ends\">");
        foreach (double share in (double[])[0, 0.25, 0.5, 0.75, 1])
            _html.Append($"<span>{Html.Number(low + (share * (high - low)))}{(share == 1 && unit.Length > 0 ? $" {Html.Safe(unit)}" : "")}</span>");
        _html.Append("</div></div>");
    }

    private static byte[] NumberPng(Slice slice, double low, double high)
        => Png(slice, i => ColourMap.IndexOf(slice.NumberAt(i), low, high), [.. Enumerable.Range(0, 256).Select(i => ColourMap.Viridis[i])]);

    private static byte[] CategoryPng(Plane plane)
    {
        // Colour 0: where the quantity has no meaning.
        List<Colour> palette = [CategoryColours.Background];
        var indices = new Dictionary<uint, byte>();
        foreach (uint value in plane.Slice.Words.Distinct().Take(255))
        {
            indices.Add(value, (byte)palette.Count);
            palette.Add(CategoryColours.Of(plane.Slice.Quantity, value));
        }

        return Png(plane.Slice, i => plane.Kind is null || plane.Kind.Words[i] == 1 ? indices.GetValueOrDefault(plane.Slice.Words[i]) : (byte)0, palette);
    }

    /// <summary>Every n-th voxel, so that the page stays small; the first row of the slice is at the bottom.</summary>
    private static byte[] Png(Slice slice, Func<int, byte> index, IReadOnlyList<Colour> palette)
    {
        int every = (Math.Max(slice.Width, slice.Height) + MostPixels - 1) / MostPixels;
        int width = (slice.Width + every - 1) / every;
        int height = (slice.Height + every - 1) / every;
        var pixels = new byte[width * height];
        for (int j = 0; j < height; j++)
        {
            for (int i = 0; i < width; i++)
                pixels[((height - 1 - j) * width) + i] = index((j * every * slice.Width) + (i * every));
        }

        return PngFile.EncodeIndexed(pixels, width, height, palette);
    }

    /// <summary>A plane to be shown; with it the kinds of cells, where the quantity is one of living cells only.</summary>
    private sealed record Plane(Scene Scene, double Days, Slice Slice, Slice? Kind);
}
