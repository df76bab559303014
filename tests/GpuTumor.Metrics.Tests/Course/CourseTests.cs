namespace GpuTumor.Metrics.Tests;

public sealed class CourseTests
{
    [Fact]
    public void ExponentialGrowthDoublesInItsDoublingTime()
    {
        (double, double)[] course = [.. Enumerable.Range(0, 9).Select(d => ((double)d, 1e6 * Math.Pow(2, d / 3.0)))];
        Assert.Equal(3, GrowthFit.Early(course)!.Value.DoublingDays, 9);
        Assert.Null(GrowthFit.Early([.. course.Take(4)]));
    }

    [Fact]
    public void EarlyKillAndLateRegrowthAreFoundApart()
    {
        (double, double)[] course = [.. Enumerable.Range(0, 21).Select(d => ((double)d, d <= 10 ? Math.Exp(-0.3 * d) : Math.Exp(-3 + (0.2 * (d - 10)))))];
        Assert.InRange(GrowthFit.Early(course)!.Value.RatePerDay, -0.31, -0.2);
        Assert.InRange(GrowthFit.Late(course)!.Value.RatePerDay, 0.12, 0.21);
    }

    [Fact]
    public void ResponseFollowsTheClassesOfTheirRules()
    {
        ResponseCourse course = ResponseCourse.ByVolume(
            [(0, 1000), (1, 900), (2, 340), (3, 5), (4, 12), (5, 500), (6, 900)], detectable: 10);
        Assert.Equal(
            [Response.Stable, Response.Stable, Response.Partial, Response.Complete, Response.Progressive, Response.Progressive, Response.Progressive],
            course.Responses);
        Assert.Equal(Response.Complete, course.Best);
        Assert.Equal(4, course.DaysToProgression);
    }

    [Fact]
    public void OneProgressiveObservationIsNoProgression()
    {
        ResponseCourse course = ResponseCourse.ByDiameter([(0, 10), (1, 12.1), (2, 10), (3, 10)], detectable: 1);
        Assert.Equal(Response.Progressive, course.Responses[1]);
        Assert.Null(course.DaysToProgression);
    }

    [Fact]
    public void ASummaryHoldsNadirLogKillAndControlTime()
    {
        var run = new Observations([Moment(0, 1000, 100), Moment(1, 500, 10), Moment(2, 1500, 40), Moment(3, 2000, 80)]);
        Measurement summary = RunSummary.Of(run);
        Assert.Equal(500, summary[RunSummary.NadirVolume]);
        Assert.Equal(1, summary[RunSummary.NadirTime]);
        Assert.Equal(0.5, summary[RunSummary.Depth]);
        Assert.Equal(1, summary[RunSummary.LogKill], 12);
        Assert.Equal(Math.Log(10), summary[RunSummary.KillRate], 12);
        Assert.Equal(1.5, summary[RunSummary.ControlTime], 12);
        Assert.Equal(2, summary[RunSummary.TimeToProgression]);
    }

    [Fact]
    public void ColumnsThatAppearLateStayBesideTheirNeighbours()
    {
        Measurement first = new(0, 0);
        first.Add(Populations.Living, 1);
        first.Add(Populations.Necrotic, 0);
        Measurement second = new(1, 1);
        second.Add(Populations.Living, 1);
        second.Add(Populations.LivingWithGenotype(3), 1);
        second.Add(Populations.Necrotic, 0);
        Assert.Equal(
            ["cells_living", "cells_genotype_target+bypass", "cells_necrotic"], new Observations([first, second]).Metrics.Select(m => m.Name));
    }

    private static Measurement Moment(double days, double volume, double cells)
    {
        var m = new Measurement((long)days, days * 24);
        m.Add(Populations.Living, cells);
        m.Add(Shape.MassVolume, volume);
        m.Add(Shape.LargestDiameter, Math.Cbrt(volume));
        return m;
    }

    [Fact]
    public void AResponseLastsUntilProgression()
    {
        (double, double)[] course = [(0, 1000), (1, 900), (2, 340), (4, 200), (7, 500), (8, 900)];
        Assert.Equal(5, ResponseCourse.ByVolume(course, detectable: 10).DaysOfResponse);
        Assert.Equal(2, ResponseCourse.ByVolume(course[..4], detectable: 10).DaysOfResponse);
        Assert.Null(ResponseCourse.ByVolume(course[..2], detectable: 10).DaysOfResponse);
    }

    [Fact]
    public void ANewLesionIsProgressionWhateverTheOldOneDoes()
    {
        ResponseCourse course = ResponseCourse.ByVolume([(0, 1000), (1, 300), (2, 200)], detectable: 10, newLesions: new HashSet<double> { 2 });
        Assert.Equal([Response.Stable, Response.Partial, Response.Progressive], course.Responses);
    }

    [Fact]
    public void ByChangeAloneTheLimitsAreThoseOfXenografts()
    {
        ResponseCourse course = ResponseCourse.ByChange([(0, 1000), (1, 500), (2, 49), (3, 1350), (4, 1351)]);
        Assert.Equal([Response.Stable, Response.Partial, Response.Complete, Response.Stable, Response.Progressive], course.Responses);
    }
}
