using System.Globalization;
using System.Net;
using System.Text;

namespace GpuTumor.Post;

/// <summary>Lines over time as inline SVG; colours come from the page's style sheet, values for the pointer lie in attributes.</summary>
internal sealed class LineChart
{
    private const double Width = 460;
    private const double Height = 260;
    private const double Left = 62;
    private const double Right = 14;
    private const double Top = 12;
    private const double Bottom = 44;
    private const double StripHeight = 4;

    private readonly IReadOnlyList<Series> _series;
    private readonly bool _logarithmic;
    private readonly string _unit;
    private readonly (double From, double To) _days;
    private readonly (double From, double To) _values;
    private readonly StringBuilder _svg = new();

    private LineChart(string unit, IReadOnlyList<Series> series, ValueScale scale)
    {
        (_series, _unit, _logarithmic) = (series, unit, scale == ValueScale.Logarithmic);
        _days = (series.Min(s => s.Points[0].Days), series.Max(s => s.Points[^1].Days));
        if (_days.To <= _days.From)
            _days.To = _days.From + 1;
        _values = Range(series.SelectMany(s => s.Points).Select(p => p.Value).Where(v => !_logarithmic || v > 0));
    }

    /// <summary>How values go up the chart.</summary>
    public enum ValueScale
    {
        /// <summary>Evenly.</summary>
        Linear,

        /// <summary>By factors.</summary>
        Logarithmic,
    }

    /// <summary>Whether there is anything to draw.</summary>
    public static bool IsWorthDrawing(IReadOnlyList<Series> series, ValueScale scale)
        => series.Count > 0 && series.All(s => s.Points.Count > 0)
            && (scale == ValueScale.Linear || series.Any(s => s.Points.Any(p => p.Value > 0)));

    /// <summary>Draws.</summary>
    public static string Draw(string title, string unit, IReadOnlyList<Series> series, ValueScale scale)
    {
        var chart = new LineChart(unit, series, scale);
        chart.DrawFrame(title);
        chart.DrawTreatment();
        foreach (Series line in series)
            chart.DrawLine(line);
        return chart._svg.Append("<g class=\"pointer\"></g></svg>").ToString();
    }

    private static string Px(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Full(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private (double From, double To) Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        (double low, double high) = (all.Min(), all.Max());
        if (_logarithmic)
            return (Math.Pow(10, Math.Floor(Math.Log10(low))), Math.Pow(10, Math.Ceiling(Math.Log10(high * 1.001))));
        low = Math.Min(0, low);
        return high > low ? (low, high + (0.04 * (high - low))) : (low, low + 1);
    }

    private double X(double days) => Left + ((days - _days.From) / (_days.To - _days.From) * (Width - Left - Right));

    private double Y(double value)
    {
        double share = _logarithmic
            ? Math.Log(Math.Max(value, _values.From) / _values.From) / Math.Log(_values.To / _values.From)
            : (value - _values.From) / (_values.To - _values.From);
        return Height - Bottom - (share * (Height - Top - Bottom));
    }

    private void DrawFrame(string title)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\"")
            .Append(CultureInfo.InvariantCulture, $" data-left=\"{Left}\" data-right=\"{Width - Right}\" data-top=\"{Top}\"")
            .Append(CultureInfo.InvariantCulture, $" data-bottom=\"{Height - Bottom}\" data-unit=\"{WebUtility.HtmlEncode(_unit)}\">")
            .Append($"<title>{WebUtility.HtmlEncode(title)}</title>");
        IReadOnlyList<double> values = _logarithmic ? Decades() : Ticks.Between(_values.From, _values.To, 5);
        double step = values.Count > 1 ? values[1] - values[0] : 1;
        foreach (double value in values)
        {
            string y = Px(Y(value));
            _svg.Append($"<line class=\"grid\" x1=\"{Px(Left)}\" x2=\"{Px(Width - Right)}\" y1=\"{y}\" y2=\"{y}\"/>");
            string text = _logarithmic ? DecadeText(value) : Ticks.Text(value, step);
            _svg.Append($"<text class=\"tick\" x=\"{Px(Left - 6)}\" y=\"{Px(Y(value) + 4)}\" text-anchor=\"end\">{text}</text>");
        }

        IReadOnlyList<double> days = Ticks.Between(_days.From, _days.To, 7);
        double dayStep = days.Count > 1 ? days[1] - days[0] : 1;
        foreach (double day in days)
        {
            string x = Px(X(day));
            _svg.Append($"<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{Px(Top)}\" y2=\"{Px(Height - Bottom)}\"/>");
            _svg.Append($"<text class=\"tick\" x=\"{x}\" y=\"{Px(Height - Bottom + 17)}\" text-anchor=\"middle\">{Ticks.Text(day, dayStep)}</text>");
        }

        _svg.Append($"<text class=\"axis\" x=\"{Px((Left + Width - Right) / 2)}\" y=\"{Px(Height - 6)}\" text-anchor=\"middle\">time (d)</text>");
    }

    private List<double> Decades()
    {
        var decades = new List<double>();
        int span = (int)Math.Round(Math.Log10(_values.To / _values.From));
        int every = Math.Max(1, (span + 4) / 5);
        for (int k = 0; k <= span; k += every)
            decades.Add(_values.From * Math.Pow(10, k));
        return decades;
    }

    private static string DecadeText(double value)
    {
        const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        int power = (int)Math.Round(Math.Log10(value));
        if (power is >= -2 and <= 3)
            return value.ToString("0.##", CultureInfo.InvariantCulture);
        string digits = string.Concat($"{Math.Abs(power)}".Select(d => Superscripts[d - '0']));
        return "10" + (power < 0 ? "⁻" : "") + digits;
    }

    private void DrawTreatment()
    {
        double y = Height - Bottom - StripHeight;
        foreach (Series line in _series)
        {
            foreach ((double from, double to) in line.Treated)
            {
                _svg.Append($"<rect class=\"treated s{line.Style}\" x=\"{Px(X(from))}\" y=\"{Px(y)}\" ")
                    .Append($"width=\"{Px(X(to) - X(from))}\" height=\"{Px(StripHeight)}\"><title>")
                    .Append(WebUtility.HtmlEncode($"{line.Name}: drug present")).Append("</title></rect>");
            }

            if (line.Treated.Count > 0)
                y -= StripHeight + 1;
        }
    }

    private void DrawLine(Series line)
    {
        string points = string.Join(' ', line.Points.Select(p => $"{Px(X(p.Days))},{Px(Y(p.Value))}"));
        string values = string.Join(' ', line.Points.Select(p => $"{Full(p.Days)},{Full(p.Value)}"));
        _svg.Append($"<polyline class=\"line s{line.Style}\" points=\"{points}\" data-name=\"{WebUtility.HtmlEncode(line.Name)}\" ")
            .Append($"data-values=\"{values}\"/>");
        if (line.Points.Count == 1)
            _svg.Append($"<circle class=\"dot s{line.Style}\" cx=\"{Px(X(line.Points[0].Days))}\" cy=\"{Px(Y(line.Points[0].Value))}\" r=\"3\"/>");
    }
}
