using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Some of the tumour cells: what a scenario says of them must be possible.</summary>
internal static class CellGroupBuilder
{
    /// <summary>The group that a key names; all cells where it holds a word.</summary>
    /// <param name="of">The section with the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="founders">Names of the founders, in order.</param>
    public static CellGroup Build(Section of, string key, List<string> founders)
    {
        if (!of.Has(key))
            return default;
        Section group = of.Within(key);
        CellGroup cells = CellGroup.Carrying(Genotypes.Listed(group.Items("carrying")))
            .And(CellGroup.Lacking(Genotypes.Listed(group.Items("lacking"))));
        if (founders.IndexOf(group.Word("founder")!) is >= 0 and int founder)
            cells = cells.And(CellGroup.Of(founder));
        return CellGroupKeys.States.TryGetValue(group.Word("state")!, out CellGroup state) ? cells.And(state) : cells;
    }

    /// <summary>Founders that there are, and no mutation both there and not.</summary>
    public static void Check(Section of, string key, Section root, Problems problems)
    {
        Section group = of.Within(key);
        List<string> founders = EventBuilder.Founders(root);
        if (group.Word("founder") is { } founder && founder != CellGroupKeys.Any && !founders.Contains(founder))
            group.Report("founder", $"there is no founder \"{founder}\"{Suggestion.For(founder, founders)}; there are {string.Join(", ", founders)}", problems);
        Genotype both = Genotypes.Listed(group.Items("carrying")) & Genotypes.Listed(group.Items("lacking"));
        if (both != Genotype.None)
            group.Report("lacking", $"no cell carries and lacks {Genotypes.Of(both)}; remove it from one of the two", problems);
    }
}
