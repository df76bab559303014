namespace GpuTumor.Scenarios;

/// <summary>Drugs: each must have one way out of the blood and one level to be scaled by, in the unit of its fields.</summary>
internal static class DrugChecks
{
    // Shares are decimal in the file and binary here.
    private const double Slack = 1e-9;

    public static void All(Section root, Problems problems)
    {
        foreach ((string name, Place keyPlace, Section drug) in DrugBuilder.All(root))
        {
            Disposition(drug, keyPlace, problems);
            Levels(drug, keyPlace, problems);
            Units(name, drug, root, problems);
        }
    }

    private static void Disposition(Section drug, Place keyPlace, Problems problems)
    {
        int halfLives = drug.Items("half_lives").Count;
        bool none = drug.Word("half_lives") == "none";
        if (drug.Has("compartments"))
        {
            if (!none && halfLives > 0)
                drug.Report("compartments", "half_lives say the same in another way; write \"half_lives: none\", or \"compartments: none\"", problems);
            if (drug.Within("compartments").Items("exchange").Count > 2)
                drug.Within("compartments").Report("exchange", "at most two compartments besides the blood", problems);
        }
        else if (none)
            problems.Add(keyPlace, drug.Path, "nothing says how it leaves the blood; give half_lives, such as [12 h], or compartments");
        else if (drug["half_lives"] is not null && halfLives is < 1 or > 3)
            drug.Report("half_lives", FormattableString.Invariant($"{halfLives} half-lives; one to three are known of a drug"), problems);
        else if (halfLives > 0 && drug["shares"] is not null)
            Shares(drug, halfLives, problems);
    }

    private static void Shares(Section drug, int halfLives, Problems problems)
    {
        double[] shares = [.. drug.Items("shares").Select(s => s.Content).OfType<Quantity>().Select(q => q.In(""))];
        if (shares.Length != halfLives)
            drug.Report("shares", FormattableString.Invariant($"{shares.Length} shares for {halfLives} half-lives; give one for each"), problems);
        else if (Math.Abs(shares.Sum() - 1) > Slack)
            drug.Report("shares", FormattableString.Invariant($"the shares add to {shares.Sum():0.########}, not to 1"), problems);
        double[] hours = [.. drug.Items("half_lives").Select(h => h.Content).OfType<Quantity>().Select(q => q.In("h"))];
        if (hours.Zip(hours.Skip(1), (one, next) => next <= one).Any(wrong => wrong))
            drug.Report("half_lives", "the fastest comes first, and no two are the same", problems);
    }

    private static void Levels(Section drug, Place keyPlace, Problems problems)
    {
        bool mean = drug.Word("mean_level") != "none" && drug["mean_level"] is not null;
        bool peak = drug.Word("peak_level") != "none" && drug["peak_level"] is not null;
        if (mean && peak)
            drug.Report("peak_level", "mean_level scales it already; write \"none\" for one of them", problems);
        else if (drug.Word("mean_level") == "none" && drug.Word("peak_level") == "none")
            problems.Add(keyPlace, drug.Path, "nothing says how high it rises; give mean_level or peak_level");
        string[] levels = drug.Word("action") == "none" ? ["mean_level", "peak_level"] : ["mean_level", "peak_level", "half_effect"];
        foreach (string key in levels)
        {
            InUnitOf(drug, drug, key, problems);
            if (drug[key]?.Content is Quantity { Number: 0 })
                drug.Report(key, "must be above 0", problems);
        }
    }

    /// <summary>Reports a level that is not in the kind of unit that the drug's levels are kept in.</summary>
    public static void InUnitOf(Section drug, Section section, string key, Problems problems)
    {
        ConcentrationUnit unit = ConcentrationUnit.Named(drug.Word("unit"));
        if (section[key]?.Content is not Quantity level || level.Dimension == unit.Concentration)
            return;
        // A default that does not fit the unit is to be given.
        string remedy = unit.Symbol.Length > 0 ? $"write it in {unit.Symbol}" : "write a bare number";
        section.Report(key, $"\"{section.Written(key)}\" is not in the drug's unit, {unit.Name}; {remedy}", problems);
    }

    private static void Units(string name, Section drug, Section root, Problems problems)
    {
        foreach ((string fieldName, _, Section field) in FieldBuilder.Simulated(root))
        {
            if (field.Within("vessels").Word("drug") == name && field.Word("unit") is { } unit && drug.Word("unit") is { } own && unit != own)
                drug.Report("unit", $"the field \"{fieldName}\" keeps it in {unit}; the drug's levels must be in that", problems);
        }
    }
}
