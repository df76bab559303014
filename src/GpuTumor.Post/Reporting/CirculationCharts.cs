using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Cells in the blood, what becomes of them, and what grows at distant sites: one line a run, or one figure a run.</summary>
internal sealed class CirculationCharts
{
    private readonly IReadOnlyList<MeasuredRun> _runs;
    private readonly FigureSheet _sheet;

    public CirculationCharts(IReadOnlyList<MeasuredRun> runs, FigureSheet sheet) => (_runs, _sheet) = (runs, sheet);

    /// <summary>From the primary into the blood and out of it.</summary>
    public void DrawBlood()
    {
        Draw(BloodCourse.Circulating, "Circulating cells");
        Draw(BloodCourse.ShedPerDay, "Cells shed a day");
        Draw(BloodCourse.ShedPerGram, "Cells shed a day and gram of tumour");
        foreach (MeasuredRun run in _runs.Where(run => run.Blood.Sites.Count > 0))
        {
            Add(Title("Cells that entered the blood, by founder", run), "Cells that have entered the blood since the start, shed or injected, by the founder of their lineage.",
                [.. run.Journal.Founders.Select((founder, i) => Line(run, FieldWords.Of(founder), i, BloodCourse.EnteredOf(founder)))]);
            Add(Title("Cells that entered the blood, by EMT", run), "Cells that have entered the blood since the start, by epithelial-mesenchymal state: below 0.3, to 0.7, above.",
                [.. ((string[])["low", "middle", "high"]).Select((bin, i) => Measured(run, bin, i, CirculatingKinds.EnteredOf(bin)))]);
            Add(Title("What became of the cells that entered", run), "Since the start. Arrested cells die in the vessel or leave it.",
            [
                Line(run, "entered", 7, BloodCourse.Entered),
                Line(run, "died in the blood", 6, BloodCourse.DiedInBlood),
                .. run.Blood.Sites.Select((site, i) => Line(run, $"arrested: {FieldWords.Of(site)}", i, BloodCourse.ArrestedAt(site))),
            ]);
            Add(Title("Seeds", run), "Cells that have begun to grow after they came by the blood, since the start, by site.",
                [.. run.Blood.Sites.Select((site, i) => Line(run, FieldWords.Of(site), i, BloodCourse.SeedsAt(site)))]);
        }

        Draw(BloodCourse.SelfSeeding, "Self-seeding index", ValueScale.Linear);
        Draw(BloodCourse.Dormant, "Dormant cells");
        DrawMeasured(Metastases.Labelled, "Cells of the primary that came from elsewhere");
    }

    /// <summary>What grows there.</summary>
    public void DrawSites()
    {
        DrawMeasured(Metastases.Cells, "Living cells at distant sites", ValueScale.Logarithmic);
        DrawMeasured(Metastases.Count, "Metastases");
        foreach (MeasuredRun run in _runs.Where(run => run.SiteNames.Count > 0))
        {
            Add(Title("Living cells, by site", run), Metastases.Cells.Rule,
                [.. run.SiteNames.Select((site, i) => Measured(run, FieldWords.Of(site), i, Metastases.CellsAt(site)))]);
            Add(Title("Resistant fraction, by site", run), Populations.ResistantFraction.Rule,
            [
                Measured(run, "primary", 7, Populations.ResistantFraction),
                .. run.SiteNames.Select((site, i) => Measured(run, FieldWords.Of(site), i, Metastases.ResistantFractionAt(site))),
            ], ValueScale.Linear);
        }

        DrawSizes();
    }

    private static Series Line(MeasuredRun run, string name, int style, Metric metric) => new(name, style, run.Blood.CourseOf(metric));

    private static Series Measured(MeasuredRun run, string name, int style, Metric metric) => new(name, style, run.Course.CourseOf(metric.Name));

    private string Title(string title, MeasuredRun run) => _runs.Count == 1 ? title : $"{title}: {run.Run.Name}";

    private void Draw(Metric metric, string title, ValueScale upTo = ValueScale.Logarithmic)
        => _sheet.AddLines(title, SlicePicture.UnitText(metric.Unit), metric.Rule, [.. _runs.Select((run, i) => Line(run, run.Run.Name, i % 8, metric))], upTo);

    private void DrawMeasured(Metric metric, string title, ValueScale upTo = ValueScale.Linear)
        => _sheet.AddLines(title, SlicePicture.UnitText(metric.Unit), metric.Rule, [.. _runs.Select((run, i) => Measured(run, run.Run.Name, i % 8, metric))], upTo);

    private void Add(string title, string rule, IReadOnlyList<Series> lines, ValueScale upTo = ValueScale.Logarithmic)
        => _sheet.AddLines(title, "", rule, lines, upTo);

    private void DrawSizes()
    {
        IReadOnlyList<int>[] counts = [.. _runs.Select(run => Metastases.SizeCounts(run.Sites.Where(s => s.Step == run.Course.Measurements[^1].Step)))];
        int bins = counts.Max(c => Enumerable.Range(0, c.Count).LastOrDefault(bin => c[bin] > 0)) + 1;
        _sheet.AddLines(
            "Sizes of colonies at the end",
            new ChartAxes("cells, binary logarithm", "", "") { AcrossEnds = (0, bins) },
            "Colonies of all distant sites at the last snapshot by size: from 2 to the power of a number up to the next; 5.6 is a metastasis.",
            [.. _runs.Select((run, i) => new Series(run.Run.Name, i % 8, [.. counts[i].Take(bins).Select((n, bin) => ((double)bin, (double)n)), (bins, 0)]) { Form = LineForm.Steps })]);
    }
}
