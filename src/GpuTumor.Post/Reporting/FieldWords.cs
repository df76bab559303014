namespace GpuTumor.Post;

/// <summary>Names of quantities as people write them.</summary>
internal static class FieldWords
{
    private static readonly string[] _abbreviations = ["hgf", "igf1", "ccl2", "damp", "mmp", "timp3", "ecm", "vegf", "emt", "mdsc", "caf", "tam"];

    private static readonly Dictionary<string, string> _names = new()
    {
        ["t"] = "T",
        ["ifng"] = "IFN-gamma",
        ["pd1"] = "PD-1",
        ["akt"] = "AKT",
        ["pi3k"] = "PI3K",
        ["erk"] = "ERK",
        ["fra1"] = "FRA1",
        ["pgp"] = "P-gp",
        ["ccr2"] = "CCR2",
    };

    /// <summary><c>targeted_drug</c> is targeted drug, <c>hgf</c> is HGF, <c>chemo_a</c> is chemotherapy A.</summary>
    public static string Of(string name) => string.Join(' ', name.Replace("chemo_a", "chemotherapy_A", StringComparison.Ordinal).Replace("chemo_b", "chemotherapy_B", StringComparison.Ordinal).Split('_', ' ').Select(word
        => _abbreviations.Contains(word) ? word.ToUpperInvariant() : _names.GetValueOrDefault(word, word)));
}
