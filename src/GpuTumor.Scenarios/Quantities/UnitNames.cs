namespace GpuTumor.Scenarios;

/// <summary>Guesses which unit was meant by a name that is none: <c>um^2/sec</c>, <c>days</c>.</summary>
internal static class UnitNames
{
    private static Dictionary<string, string> Symbols { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sec"] = "s",
        ["secs"] = "s",
        ["second"] = "s",
        ["seconds"] = "s",
        ["mins"] = "min",
        ["minute"] = "min",
        ["minutes"] = "min",
        ["hr"] = "h",
        ["hrs"] = "h",
        ["hour"] = "h",
        ["hours"] = "h",
        ["day"] = "d",
        ["days"] = "d",
        ["micron"] = "um",
        ["microns"] = "um",
        ["micrometer"] = "um",
        ["micrometre"] = "um",
        ["um2"] = "um^2",
        ["mm2"] = "mm^2",
        ["cm2"] = "cm^2",
        ["m2"] = "m^2",
        ["torr"] = "mmHg",
        ["nanomolar"] = "nM",
        ["micromolar"] = "uM",
        ["mol"] = "molecules",
        ["voxels"] = "voxels",
        ["sites"] = "voxels",
    };

    /// <summary>The unit that was probably meant, or null.</summary>
    public static string? Meant(string unit, IEnumerable<string> accepted)
    {
        string[] known = [.. accepted];
        string translated = string.Join('/', unit.Split('/').Select(part => Symbols.GetValueOrDefault(part, part)));
        return known.Contains(translated) ? translated : Suggestion.Nearest(unit, known);
    }
}
