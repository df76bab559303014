namespace GpuTumor.Scenarios;

/// <summary>What a field does to cells: its full effect must be said in the way of the process, and be possible.</summary>
internal static class CouplingChecks
{
    private static readonly Dictionary<string, string> _hostSections = new()
    {
        ["t_cell"] = "t_cells",
        ["myeloid"] = "myeloid",
        ["caf"] = "fibroblasts",
    };

    public static void All(Section coupling, Section root, Problems problems)
    {
        if (coupling.Word("on") is not { } process)
            return;
        (string wanted, string other, string example) = process == "death" ? ("rate", "factor", "0.5 /d") : ("factor", "rate", "0.2");
        if (coupling[wanted] is not null && !IsSaid(coupling, wanted))
            coupling.Report("on", $"nothing says how strongly; add \"{wanted}: {example}\"", problems);
        if (coupling[other] is not null && IsSaid(coupling, other))
            coupling.Report(other, $"{process} has a {wanted}, not a {other}; write \"{wanted}: {example}\"", problems);
        Secreted(coupling, process, root, problems);
        CellGroupBuilder.Check(coupling, "cells", root, problems);
        if (FieldKeys.KindOf(coupling) is not { } cells)
            return;
        string[] processes = cells switch
        {
            "tumour" => ["division", "death", "migration", "secretion"],
            "caf" => ["secretion"],
            _ => ["death", "migration", "secretion"],
        };
        if (!processes.Contains(process))
            coupling.Report("on", $"{cells} cells here have no {process}; they have {string.Join(", ", processes)}", problems);
        if (_hostSections.TryGetValue(cells, out string? section) && !root.Within("host").Has(section))
            problems.Warn(coupling.PlaceOf("cells"), coupling.PathOf("cells"), $"no such cell is here; add \"host: {{ {section}: {{}} }}\"");
        if (cells == "tumour" && process == "migration" && !root.Within("tumour_cell").Has("migration"))
            problems.Warn(coupling.PlaceOf("on"), coupling.PathOf("on"), "no cell migrates here; remove \"migration: none\" from tumour_cell");
    }

    private static bool IsSaid(Section coupling, string key) => coupling.Word(key) != "none";

    private static void Secreted(Section coupling, string process, Section root, Problems problems)
    {
        if (coupling.Word("of") is not { } of || of == "all")
            return;
        string[] fields = [.. FieldBuilder.Simulated(root).Select(field => field.Name)];
        if (process != "secretion")
            coupling.Report("of", $"says whose secretion changes, and this bears on {process}; remove it", problems);
        else if (!fields.Contains(of))
        {
            string hint = Suggestion.For(of, fields);
            coupling.Report("of", $"there is no field \"{of}\"{(hint.Length > 0 ? hint : "; there are " + string.Join(", ", fields))}", problems);
        }
    }
}
