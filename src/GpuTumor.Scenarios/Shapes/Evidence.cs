namespace GpuTumor.Scenarios;

/// <summary>Where a default comes from: the tag of the model's specification, and the source.</summary>
internal readonly record struct Evidence(string Tag, string Source)
{
    /// <summary>The tag and source for comments; the word "guess" stands with every guess.</summary>
    public string Comment => Tag is null ? "" : Source.Length > 0 ? $"{Tag} {Source}" : Tag;

    /// <summary>Checked against its source.</summary>
    public static Evidence Verified(string source) => new("[V]", source);

    /// <summary>Recalled from the literature, not checked again.</summary>
    public static Evidence Recalled(string source = "") => new("[M]", source);

    /// <summary>Calibrated with a mean-field model.</summary>
    public static Evidence Calibrated(string source = "") => new("[C]", source);

    /// <summary>A guess.</summary>
    public static Evidence Guess(string source = "") => new("[G]", source.Length > 0 ? $"guess; {source}" : "guess");
}
