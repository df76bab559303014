using System.Text;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>The largest metastases at the end, and where each came from.</summary>
internal sealed class MetastasisTable
{
    private const int Most = 12;

    private readonly IReadOnlyList<MeasuredRun> _runs;
    private readonly StringBuilder _html;

    public MetastasisTable(IReadOnlyList<MeasuredRun> runs, StringBuilder html) => (_runs, _html) = (runs, html);

    /// <summary>Writes the table, unless no run has distant sites.</summary>
    public void Write()
    {
        if (_runs.All(run => run.SiteNames.Count == 0))
            return;
        _html.Append("<h2>Metastases at the end</h2>");
        (MeasuredRun Run, Colony Colony)[] all = [.. _runs.SelectMany(run => AtTheEnd(run).Select(colony => (run, colony)))];
        if (all.Length == 0)
        {
            _html.Append("<p>None: no group of at least 50 touching cells at any distant site.</p>");
            return;
        }

        _html.Append("<p>Groups of at least 50 touching living cells at distant sites")
            .Append(_runs.Any(run => AtTheEnd(run).Count() > Most) ? $", the {Most} largest of each run; all are in the table that <code>gputumor-post metrics</code> writes" : "")
            .Append(".</p><div class=\"scroll\"><table><tr>").Append(_runs.Count > 1 ? "<th>arm</th>" : "")
            .Append("<th>site</th><th>cells</th><th>parental clone</th><th>its share</th><th>resistant fraction</th></tr>");
        foreach (MeasuredRun run in _runs)
        {
            foreach (Colony colony in AtTheEnd(run).Take(Most))
                WriteRow(run, colony);
        }

        _html.Append("</table></div>");
    }

    private static IEnumerable<Colony> AtTheEnd(MeasuredRun run)
        => run.Sites.Where(site => site.Step == run.Course.Measurements[^1].Step).SelectMany(site => site.Metastases).OrderByDescending(colony => colony.Cells);

    private void WriteRow(MeasuredRun run, Colony colony)
        => _html.Append("<tr>").Append(_runs.Count > 1 ? $"<td>{Html.Safe(run.Run.Name)}</td>" : "")
            .Append($"<td>{Html.Safe(FieldWords.Of(colony.Site))}</td><td>{Html.Number(colony.Cells)}</td>")
            .Append($"<td>{Html.Safe(colony.Founder.Replace('_', ' '))}</td><td>{Html.Number(colony.FounderShare)}</td><td>{Html.Number(colony.ResistantFraction)}</td></tr>");
}
