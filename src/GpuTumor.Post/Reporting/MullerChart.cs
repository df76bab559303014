using System.Net;
using System.Text;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Who came from whom and who took over: shares of clones over time, each within its parent (a Muller plot).</summary>
internal static class MullerChart
{
    private static readonly Colour _others = Colour.Of("#9aa0a6");

    /// <summary>Draws the clones of a run; null if there is nothing to see.</summary>
    public static Figure? Of(MeasuredRun run, string title)
    {
        if (CloneHistory.Of(run) is not { } history)
            return null;
        var frame = new ChartFrame(ChartAxes.OverTime(""), (history.Days[0], history.Days[^1]), (0, 1), ValueScale.Linear, 0);
        var svg = new StringBuilder();
        double[] below = new double[history.Days.Count];
        foreach (CloneHistory.Strand strand in history.Strands)
        {
            double[] above = [.. below.Zip(strand.Shares, (b, s) => b + s)];
            IEnumerable<string> up = history.Days.Select((day, i) => $"{ChartFrame.Px(frame.X(day))},{ChartFrame.Px(frame.Y(above[i]))}");
            IEnumerable<string> down = history.Days.Select((day, i) => $"{ChartFrame.Px(frame.X(day))},{ChartFrame.Px(frame.Y(below[i]))}").Reverse();
            svg.Append($"<polygon class=\"area\" fill=\"{ColourOf(strand)}\" points=\"{string.Join(' ', up.Concat(down))}\"><title>")
                .Append(WebUtility.HtmlEncode(NameOf(strand))).Append("</title></polygon>");
            below = above;
        }

        LegendEntry[] legend = [.. history.Strands.DistinctBy(s => s.Id).Select(s => new LegendEntry(NameOf(s), 0, ColourOf(s)))];
        return new Figure(
            title,
            "",
            "Shares of the resident living cells by clone; a clone lies within its parent. Clones that never hold 1 % count with their "
            + "nearest ancestor shown. Straight between snapshots.",
            legend,
            frame.Draw(title, svg.ToString()));
    }

    // The eight colours of lineages, then the same darker.
    private static Colour ColourOf(CloneHistory.Strand strand)
    {
        if (strand.Order < 0)
            return _others;
        Colour colour = CategoryColours.OfLineage(strand.Order);
        return strand.Order < 8 ? colour : new((byte)(colour.Red * 0.6), (byte)(colour.Green * 0.6), (byte)(colour.Blue * 0.6));
    }

    private static string NameOf(CloneHistory.Strand strand)
    {
        if (strand.Id == 0)
            return "all others";
        if (strand.Origin is { Parent: 0, FounderName.Length: > 0 } founder)
            return founder.FounderName.Replace('_', ' ');
        string genotype = strand.Origin is { Genotype: > 0 } origin
            ? " " + Populations.GenotypeName((byte)origin.Genotype).Replace('_', ' ')
            : "";
        string parent = strand.Origin is { Parent: > 0 } child ? $" from {child.Parent}" : "";
        return $"clone {strand.Id}{genotype}{parent}";
    }
}
