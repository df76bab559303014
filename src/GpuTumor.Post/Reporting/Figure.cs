using System.Globalization;
using System.Net;
using System.Text;

namespace GpuTumor.Post;

/// <summary>A titled drawing with its legend: part of a page, and a picture for a paper.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Unit of the values; empty if they have none.</param>
/// <param name="Rule">How the numbers are obtained.</param>
/// <param name="Legend">What its lines and areas are.</param>
/// <param name="Drawing">The drawing.</param>
internal sealed record Figure(string Title, string Unit, string Rule, IReadOnlyList<LegendEntry> Legend, Drawing Drawing)
{
    /// <summary>The same on a logarithmic scale, where that makes sense.</summary>
    public Drawing? Logarithmic { get; init; }

    private const double LetterWidth = 6.4;
    private const double TitleBottom = 22;
    private const double LegendRow = 17;

    // Literal colours: programs that print SVG know no variables. Those of the page in light.
    private const string PaperStyle = """
        text{font-family:Helvetica,Arial,sans-serif;font-size:11.5px;fill:#333}.title{font-size:13px;font-weight:bold;fill:#000}
        .grid{stroke:#e3e6e8;stroke-width:1}.line{fill:none;stroke-width:2}.band{stroke:none;fill-opacity:.18}.treated{stroke:none}.area{stroke:#fff;stroke-width:.4}
        .line.s0{stroke:#0072b2}.line.s1{stroke:#d55e00;stroke-dasharray:7 3}.line.s2{stroke:#009e73;stroke-dasharray:2 3}.line.s3{stroke:#b0579a;stroke-dasharray:9 3 2 3}
        .line.s4{stroke:#9a6b00;stroke-dasharray:12 4}.line.s5{stroke:#2a8fc7;stroke-dasharray:4 2}.line.s6{stroke:#6b6b6b;stroke-dasharray:1 2}.line.s7{stroke:#000}
        .band.s0,.treated.s0,.dot.s0{fill:#0072b2}.band.s1,.treated.s1,.dot.s1{fill:#d55e00}.band.s2,.treated.s2,.dot.s2{fill:#009e73}.band.s3,.treated.s3,.dot.s3{fill:#b0579a}
        .band.s4,.treated.s4,.dot.s4{fill:#9a6b00}.band.s5,.treated.s5,.dot.s5{fill:#2a8fc7}.band.s6,.treated.s6,.dot.s6{fill:#6b6b6b}.band.s7,.treated.s7,.dot.s7{fill:#000}
        """;

    /// <summary>A name for a file.</summary>
    public string FileName
    {
        get
        {
            string kept = string.Concat(Title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            return string.Join('_', kept.Split('_', StringSplitOptions.RemoveEmptyEntries)) + ".svg";
        }
    }

    /// <summary>As part of a page.</summary>
    public string Html()
    {
        var html = new StringBuilder($"<figure><figcaption title=\"{Safe(Rule)}\">{Safe(Title)}")
            .Append(Unit.Length > 0 ? $" <small>({Safe(Unit)})</small>" : "").Append("</figcaption><div class=\"legend\">");
        foreach (LegendEntry entry in Legend)
        {
            html.Append(entry.Fill is { } fill
                ? $"<span><i style=\"background:{fill}\"></i>"
                : $"<span><svg viewBox=\"0 0 26 10\"><line class=\"line s{entry.Style}\" x1=\"0\" x2=\"26\" y1=\"5\" y2=\"5\"/></svg>");
            html.Append($"{Safe(entry.Name)}</span>");
        }

        html.Append($"</div><div class=\"{(Logarithmic is null ? "" : "lin")}\">{Drawing.Inline}</div>");
        if (Logarithmic is not null)
            html.Append($"<div class=\"log\">{Logarithmic.Inline}</div>");
        return html.Append("</figure>").ToString();
    }

    /// <summary>As a picture of its own: title, legend and drawing on white, 120 mm wide.</summary>
    public string Paper(Drawing drawing)
    {
        var svg = new StringBuilder();
        double top = TitleBottom + DrawLegend(svg, drawing.Width);
        string unit = Unit.Length > 0 ? $" ({Unit})" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {drawing.Width} {drawing.Height + top}\" width=\"120mm\"><style>{PaperStyle}</style>")
            + string.Create(CultureInfo.InvariantCulture, $"<rect width=\"{drawing.Width}\" height=\"{drawing.Height + top}\" fill=\"#fff\"/>")
            + $"<text class=\"title\" x=\"8\" y=\"16\">{Safe(Title + unit)}</text>{svg}"
            + string.Create(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {top})\">{drawing.Content}</g></svg>\n");
    }

    private double DrawLegend(StringBuilder svg, double width)
    {
        double x = 8;
        double y = TitleBottom + 8;
        foreach (LegendEntry entry in Legend)
        {
            double room = 40 + (LetterWidth * entry.Name.Length);
            if (x > 8 && x + room > width)
                (x, y) = (8, y + LegendRow);
            svg.Append(entry.Fill is { } fill
                ? string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{x + 6}\" y=\"{y - 6}\" width=\"14\" height=\"12\" fill=\"{fill}\"/>")
                : string.Create(CultureInfo.InvariantCulture, $"<line class=\"line s{entry.Style}\" x1=\"{x}\" x2=\"{x + 24}\" y1=\"{y}\" y2=\"{y}\"/>"));
            svg.Append(string.Create(CultureInfo.InvariantCulture, $"<text x=\"{x + 29}\" y=\"{y + 4}\">")).Append(Safe(entry.Name)).Append("</text>");
            x += room;
        }

        return Legend.Count == 0 ? 0 : y + 10 - TitleBottom;
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
