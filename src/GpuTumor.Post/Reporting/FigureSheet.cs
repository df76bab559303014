using System.Text;

namespace GpuTumor.Post;

/// <summary>The figures of a page, in order.</summary>
internal sealed class FigureSheet
{
    private readonly List<Figure> _figures = [];

    /// <summary>Draws lines over time, on both scales if asked, unless there is nothing to draw.</summary>
    public void AddLines(string title, string unit, string rule, IReadOnlyList<Series> series, ValueScale upTo = ValueScale.Linear)
        => AddLines(title, ChartAxes.OverTime(unit), rule, series, upTo);

    /// <summary>Draws lines, on both scales if asked, unless there is nothing to draw.</summary>
    public void AddLines(string title, ChartAxes axes, string rule, IReadOnlyList<Series> series, ValueScale upTo = ValueScale.Linear)
    {
        Series[] drawn = [.. series.Where(s => s.Points.Count > 0)];
        if (!LineChart.IsWorthDrawing(drawn, ValueScale.Linear))
            return;
        _figures.Add(new Figure(title, axes.Unit, rule, [.. drawn.Select(s => new LegendEntry(s.Name, s.Style, null))], LineChart.Draw(title, axes, drawn, ValueScale.Linear))
        {
            Logarithmic = upTo == ValueScale.Logarithmic && LineChart.IsWorthDrawing(drawn, ValueScale.Logarithmic)
                ? LineChart.Draw(title, axes, drawn, ValueScale.Logarithmic)
                : null,
        });
    }

    /// <summary>Adds a figure.</summary>
    public void Add(Figure figure) => _figures.Add(figure);

    /// <summary>Hands out the figures added since the last time, side by side.</summary>
    /// <param name="html">The page.</param>
    /// <param name="from">How many were handed out before.</param>
    /// <returns>How many are handed out now.</returns>
    public int WriteTo(StringBuilder html, int from)
    {
        if (from == _figures.Count)
            return from;
        html.Append("<div class=\"grid2\">");
        foreach (Figure figure in _figures.Skip(from))
            html.Append(figure.Html());
        html.Append("</div>");
        return _figures.Count;
    }

    /// <summary>Writes each figure as a picture for papers, in a directory beside a page.</summary>
    /// <param name="page">The page's file: of <c>report.html</c> the directory is <c>report_figures</c>.</param>
    /// <returns>The directory.</returns>
    public string SaveBeside(string page)
    {
        string directory = Path.Combine(Path.GetDirectoryName(page) ?? "", Path.GetFileNameWithoutExtension(page) + "_figures");
        Directory.CreateDirectory(directory);
        foreach (Figure figure in _figures)
        {
            WholeFile.Write(Path.Combine(directory, figure.FileName), figure.Paper(figure.Drawing));
            if (figure.Logarithmic is not null)
                WholeFile.Write(Path.Combine(directory, Path.ChangeExtension(figure.FileName, ".log.svg")), figure.Paper(figure.Logarithmic));
        }

        return directory;
    }
}
