using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Builds a drug from keys that were checked.</summary>
internal static class DrugBuilder
{
    /// <summary>The drugs of a scenario, by name.</summary>
    public static IEnumerable<(string Name, Place KeyPlace, Section Drug)> All(Section root)
        => from named in root.Named("drugs")
           where named.Value.Content is Section
           select (named.Name, named.KeyPlace, (Section)named.Value.Content);

    public static Drug Build(string name, Section drug)
    {
        ConcentrationUnit unit = ConcentrationUnit.Named(drug.Word("unit"));
        Disposition disposition = DispositionOf(drug);
        double absorption = drug.Word("absorption") == "none" ? 0 : drug.In("/h", "absorption");
        double interval = drug.In("h", "every");
        double infusion = drug.Word("infusion") == "bolus" ? 0 : drug.In("h", "infusion");
        double mean = drug.In(unit.Symbol, "mean_level");
        double rise = double.IsNaN(mean)
            ? drug.In(unit.Symbol, "peak_level") / Peak(disposition, absorption, infusion)
            : mean * interval / disposition.AreaHours;
        return new Drug
        {
            Name = name,
            Unit = unit.Udunits,
            Disposition = disposition,
            AbsorptionPerHour = absorption,
            Rise = rise,
            UsualLevel = rise * disposition.AreaHours / interval,
            Toxicity = drug.Number("toxicity"),
            Action = DrugKeys.Actions[drug.Word("action")!],
            HalfEffect = drug.Word("action") == "none" ? 1 : drug.In(unit.Symbol, "half_effect"),
        };
    }

    private static Disposition DispositionOf(Section drug)
    {
        Section compartments = drug.Within("compartments");
        return drug.Has("compartments")
            ? Disposition.OfCompartments(
                compartments.In("/h", "elimination"),
                [.. compartments.Items("exchange").Select(e => (Section)e.Content).Select(e => (e.In("/h", "out"), e.In("/h", "back")))])
            : Disposition.OfHalfLives(
                [.. drug.Items("half_lives").Select(h => ((Quantity)h.Content).In("h"))],
                [.. drug.Items("shares").Select(s => ((Quantity)s.Content).In(""))]);
    }

    // The highest level of a unit dose. What is swallowed peaks where absorption and loss balance; found by halving.
    private static double Peak(Disposition disposition, double absorption, double infusion)
    {
        if (absorption <= 0)
        {
            return infusion <= 0 ? 1 : disposition.Shares
                .Zip(disposition.RatesPerHour, (share, rate) => share * (1 - Math.Exp(-rate * infusion)) / (rate * infusion)).Sum();
        }

        double Level(double hours) => disposition.Shares.Zip(disposition.RatesPerHour, (share, rate)
            => share * absorption * (Math.Exp(-absorption * hours) - Math.Exp(-rate * hours)) / (rate - absorption)).Sum();
        double end = 20 / absorption;
        return Enumerable.Range(1, 20_000).Max(i => Level(end * i / 20_000));
    }
}
