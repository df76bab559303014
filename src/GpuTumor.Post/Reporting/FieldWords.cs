namespace GpuTumor.Post;

/// <summary>Names of quantities as people write them.</summary>
internal static class FieldWords
{
    private static readonly string[] _abbreviations = ["hgf", "igf1", "ccl2", "damp", "mmp", "timp3", "ecm", "vegf", "emt", "mdsc", "caf", "tam"];

    /// <summary><c>targeted_drug</c> is targeted drug, <c>hgf</c> is HGF.</summary>
    public static string Of(string name) => string.Join(' ', name.Split('_', ' ').Select(word
        => _abbreviations.Contains(word) ? word.ToUpperInvariant() : word == "ifng" ? "IFN-gamma" : word));
}
