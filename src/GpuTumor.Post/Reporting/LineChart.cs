using System.Globalization;
using System.Net;
using System.Text;

namespace GpuTumor.Post;

/// <summary>Lines and bands; values for the pointer lie in attributes.</summary>
internal sealed class LineChart
{
    private const double StripHeight = 4;

    private readonly IReadOnlyList<Series> _series;
    private readonly ChartFrame _frame;
    private readonly StringBuilder _svg = new();

    private LineChart(ChartAxes axes, IReadOnlyList<Series> series, ValueScale scale)
    {
        _series = series;
        int strips = series.Count(s => s.Treated.Count > 0);
        _frame = new ChartFrame(
            axes,
            (series.Min(s => s.Points[0].Days), series.Max(s => s.Points[^1].Days)),
            Range(series, axes.Highest, scale),
            scale,
            strips == 0 ? 0 : (strips * (StripHeight + 1)) + 3);
    }

    /// <summary>Whether there is anything to draw: values other than nought, and more than one moment of them.</summary>
    public static bool IsWorthDrawing(IReadOnlyList<Series> series, ValueScale scale)
        => series.Count > 0 && series.All(s => s.Points.Count > 0) && series.Any(s => s.Points.Count > 1)
            && series.Any(s => s.Points.Any(p => scale == ValueScale.Linear ? p.Value != 0 : p.Value > 0));

    /// <summary>Draws.</summary>
    public static Drawing Draw(string title, ChartAxes axes, IReadOnlyList<Series> series, ValueScale scale)
    {
        var chart = new LineChart(axes, series, scale);
        chart.DrawTreatment();
        foreach (Series line in series)
            chart.DrawBand(line);
        foreach (Series line in series)
            chart.DrawLine(line);
        return chart._frame.Draw(title, chart._svg.ToString());
    }

    private static string Px(double value) => ChartFrame.Px(value);

    private static string Full(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static (double From, double To) Range(IReadOnlyList<Series> series, double? highest, ValueScale scale)
    {
        bool logarithmic = scale == ValueScale.Logarithmic;
        double[] all =
        [
            .. series.SelectMany(s => s.Points.Select(p => p.Value).Concat(s.Band.SelectMany(b => (double[])[b.Low, b.High])))
                .Where(v => double.IsFinite(v) && (!logarithmic || v > 0)),
        ];
        if (all.Length == 0)
            return (logarithmic ? 0.1 : 0, 1);
        (double low, double high) = (all.Min(), highest ?? all.Max());
        if (logarithmic)
            return (Math.Pow(10, Math.Floor(Math.Log10(low))), Math.Pow(10, Math.Ceiling(Math.Log10(high * 1.001))));
        low = Math.Min(0, low);
        return high > low ? (low, highest ?? (high + (0.04 * (high - low)))) : (low, low + 1);
    }

    private void DrawTreatment()
    {
        double y = ChartFrame.Floor - StripHeight - 1;
        foreach (Series line in _series.Where(s => s.Treated.Count > 0).Reverse())
        {
            foreach ((double from, double to) in line.Treated)
            {
                _svg.Append($"<rect class=\"treated s{line.Style}\" x=\"{Px(_frame.X(from))}\" y=\"{Px(y)}\" ")
                    .Append($"width=\"{Px(_frame.X(to) - _frame.X(from))}\" height=\"{Px(StripHeight)}\"><title>")
                    .Append(WebUtility.HtmlEncode($"{line.Name}: drug present")).Append("</title></rect>");
            }

            y -= StripHeight + 1;
        }
    }

    private void DrawBand(Series line)
    {
        if (line.Band.Count < 2)
            return;
        IEnumerable<string> up = line.Band.Select(b => $"{Px(_frame.X(b.Days))},{Px(_frame.Y(b.High))}");
        IEnumerable<string> down = line.Band.Reverse().Select(b => $"{Px(_frame.X(b.Days))},{Px(_frame.Y(b.Low))}");
        _svg.Append($"<polygon class=\"band s{line.Style}\" points=\"{string.Join(' ', up.Concat(down))}\"/>");
    }

    private void DrawLine(Series line)
    {
        (double Days, double Value)[] corners = line.Form == LineForm.Steps
            ? [.. line.Points.Take(1), .. line.Points.Zip(line.Points.Skip(1)).SelectMany(p => ((double, double)[])[(p.Second.Days, p.First.Value), p.Second])]
            : [.. line.Points];
        string points = string.Join(' ', corners.Select(p => $"{Px(_frame.X(p.Days))},{Px(_frame.Y(p.Value))}"));
        string values = string.Join(' ', corners.Select(p => $"{Full(p.Days)},{Full(p.Value)}"));
        _svg.Append($"<polyline class=\"line s{line.Style}\" points=\"{points}\" data-name=\"{WebUtility.HtmlEncode(line.Name)}\" ")
            .Append($"data-values=\"{values}\"/>");
        if (line.Points.Count == 1)
        {
            _svg.Append($"<circle class=\"dot s{line.Style}\" cx=\"{Px(_frame.X(line.Points[0].Days))}\" ")
                .Append($"cy=\"{Px(_frame.Y(line.Points[0].Value))}\" r=\"3\"/>");
        }
    }
}
