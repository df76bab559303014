using System.Text;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>The middle plane of the last snapshot of each run: cells, then fields, one colour scale a field for all runs.</summary>
internal sealed class SliceGallery
{
    private const int MostPixels = 192;

    private readonly IReadOnlyList<MeasuredRun> _runs;
    private readonly StringBuilder _html;

    public SliceGallery(IReadOnlyList<MeasuredRun> runs, StringBuilder html) => (_runs, _html) = (runs, html);

    public void Write()
    {
        _html.Append("<h2>Slices at the end</h2><p>The middle plane across z; x to the right, y up. A field has one scale in all arms.</p>");
        using StoredSnapshot first = StoredSnapshot.Open(_runs[0].Run.Snapshots[^1]);
        IEnumerable<Quantity> shown = first.Quantities.Where(q => q.Name is "founder" or "cell_kind")
            .Concat(first.Quantities.Where(q => q.Element == ElementKind.Float32));
        foreach (Quantity quantity in shown.ToArray())
            WriteQuantity(quantity);
    }

    private void WriteQuantity(Quantity quantity)
    {
        List<(MeasuredRun Run, Slice Slice, double Days)> slices = [];
        foreach (MeasuredRun run in _runs)
        {
            using StoredSnapshot snapshot = StoredSnapshot.Open(run.Run.Snapshots[^1]);
            if (snapshot.Quantities.FirstOrDefault(q => q.Name == quantity.Name) is { } own)
                slices.Add((run, Slice.Read(snapshot, own, Axis.Z, 0.5), snapshot.Hours / 24));
        }

        string unit = SlicePicture.UnitText(quantity.Unit);
        _html.Append($"<h3>{ReportPage.Safe(quantity.LongName.Length > 0 ? quantity.LongName : quantity.Name)}")
            .Append(unit.Length > 0 ? $" ({ReportPage.Safe(unit)})" : "").Append("</h3>");
        bool category = CategoryColours.IsCategory(quantity);
        (double low, double high) = category ? (0, 0) : Ends(slices.Select(s => s.Slice));
        if (category)
            WriteLegend(quantity, slices.SelectMany(s => s.Slice.Words));
        _html.Append("<div class=\"slices\">");
        foreach ((MeasuredRun run, Slice slice, double days) in slices)
        {
            byte[] png = category ? CategoryPng(slice) : NumberPng(slice, low, high);
            _html.Append($"<figure><figcaption>{ReportPage.Safe(run.Run.Name)} <small>{ReportPage.Number(days)} d</small></figcaption>")
                .Append($"<img alt=\"{ReportPage.Safe(quantity.Name)}, {ReportPage.Safe(run.Run.Name)}\" ")
                .Append($"src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">");
            if (!category)
                WriteBar(low, high);
            _html.Append("</figure>");
        }

        _html.Append("</div>");
    }

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
            _html.Append($"<span><i style=\"background:{colour}\"></i>{ReportPage.Safe(name)}</span>");
        _html.Append("</div>");
    }

    private void WriteBar(double low, double high)
    {
        string stops = string.Join(',', Enumerable.Range(0, 17).Select(i => ColourMap.Viridis[Math.Min(255, i * 16)].ToString()));
        _html.Append($"<div class=\"bar\" style=\"background:linear-gradient(90deg,{stops})\"></div><div class=\"ends\">");
        foreach (double value in (double[])[low, (low + high) / 2, high])
            _html.Append($"<span>{ReportPage.Number(value)}</span>");
        _html.Append("</div>");
    }

    private static byte[] NumberPng(Slice slice, double low, double high)
        => Png(slice, i => ColourMap.IndexOf(slice.NumberAt(i), low, high), [.. Enumerable.Range(0, 256).Select(i => ColourMap.Viridis[i])]);

    private static byte[] CategoryPng(Slice slice)
    {
        var palette = new List<Colour>();
        var indices = new Dictionary<uint, byte>();
        foreach (uint value in slice.Words.Distinct().Take(256))
        {
            indices.Add(value, (byte)palette.Count);
            palette.Add(CategoryColours.Of(slice.Quantity, value));
        }

        return Png(slice, i => indices[slice.Words[i]], palette);
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
}
