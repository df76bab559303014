using System.Globalization;
using System.Net;
using System.Text;

namespace GpuTumor.Post;

/// <summary>The axes, grid and ticks of a chart, drawn as SVG; colours come from a style sheet.</summary>
internal sealed class ChartFrame
{
    public const double Width = 400;
    public const double Height = 240;
    private const double Left = 58;
    private const double Right = 14;
    private const double Top = 12;
    private const double Bottom = 44;

    private readonly ChartAxes _axes;
    private readonly (double From, double To) _across;
    private readonly (double From, double To) _values;
    private readonly ValueScale _scale;
    private readonly double _foot;

    /// <summary>Lays out axes.</summary>
    /// <param name="axes">What they mean.</param>
    /// <param name="across">From the left to the right.</param>
    /// <param name="values">From the bottom to the top.</param>
    /// <param name="scale">How values go up.</param>
    /// <param name="foot">Room below the lowest value, for strips.</param>
    public ChartFrame(ChartAxes axes, (double From, double To) across, (double From, double To) values, ValueScale scale, double foot)
    {
        (_axes, _values, _scale, _foot) = (axes, values, scale, foot);
        _across = axes.AcrossEnds ?? across;
        if (_across.To <= _across.From)
            _across.To = _across.From + 1;
    }

    /// <summary>The lowest line of the plot.</summary>
    public static double Floor => Height - Bottom;

    /// <summary>The lowest value that can be drawn.</summary>
    public double Least => _values.From;

    /// <summary>A length in the drawing's units.</summary>
    public static string Px(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public double X(double across) => Left + ((Math.Clamp(across, _across.From, _across.To) - _across.From) / (_across.To - _across.From) * (Width - Left - Right));

    public double Y(double value)
    {
        double share = _scale == ValueScale.Logarithmic
            ? Math.Log(Math.Max(value, _values.From) / _values.From) / Math.Log(_values.To / _values.From)
            : (value - _values.From) / (_values.To - _values.From);
        return Floor - _foot - (share * (Floor - _foot - Top));
    }

    /// <summary>Draws around the content, which comes on top of the grid.</summary>
    public Drawing Draw(string title, string content)
    {
        var svg = new StringBuilder($"<title>{WebUtility.HtmlEncode(title)}</title>");
        DrawValues(svg);
        DrawAcross(svg);
        svg.Append($"<text class=\"axis\" x=\"{Px((Left + Width - Right) / 2)}\" y=\"{Px(Height - 6)}\" text-anchor=\"middle\">")
            .Append($"{WebUtility.HtmlEncode(_axes.Across)}</text>").Append(content).Append("<g class=\"pointer\"></g>");
        string attributes = string.Create(
            CultureInfo.InvariantCulture,
            $"data-left=\"{Left}\" data-right=\"{Width - Right}\" data-top=\"{Top}\" data-bottom=\"{Floor}\" ")
            + $"data-unit=\"{WebUtility.HtmlEncode(_axes.Unit)}\" data-across=\"{WebUtility.HtmlEncode(_axes.AcrossUnit)}\"";
        return new(svg.ToString(), attributes, Width, Height);
    }

    private void DrawValues(StringBuilder svg)
    {
        IReadOnlyList<double> values = _scale == ValueScale.Logarithmic ? Decades() : Ticks.Between(_values.From, _values.To, 5);
        double step = values.Count > 1 ? values[1] - values[0] : 1;
        foreach (double value in values)
        {
            string y = Px(Y(value));
            svg.Append($"<line class=\"grid\" x1=\"{Px(Left)}\" x2=\"{Px(Width - Right)}\" y1=\"{y}\" y2=\"{y}\"/>");
            string text = _scale == ValueScale.Logarithmic ? DecadeText(value) : Ticks.Text(value, step);
            svg.Append($"<text class=\"tick\" x=\"{Px(Left - 6)}\" y=\"{Px(Y(value) + 4)}\" text-anchor=\"end\">{text}</text>");
        }
    }

    private void DrawAcross(StringBuilder svg)
    {
        IReadOnlyList<double> ticks = Ticks.Between(_across.From, _across.To, 7);
        double step = ticks.Count > 1 ? ticks[1] - ticks[0] : 1;
        foreach (double tick in ticks)
        {
            string x = Px(X(tick));
            svg.Append($"<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{Px(Top)}\" y2=\"{Px(Floor)}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{x}\" y=\"{Px(Floor + 17)}\" text-anchor=\"middle\">{Ticks.Text(tick, step)}</text>");
        }
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
}
