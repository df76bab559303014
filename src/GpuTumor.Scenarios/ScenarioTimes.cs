namespace GpuTumor.Scenarios;

/// <summary>Times as scenarios write them, for other places.</summary>
public static class ScenarioTimes
{
    /// <summary>A time in hours; null if the text is none.</summary>
    public static double? Hours(string text)
        => Quantity.TrySplit(text, out string digits, out string unit)
            && Quantity.TryNumber(digits, out double number)
            && Dimension.Time.Units.ContainsKey(unit)
            ? new Quantity(number, unit, Dimension.Time).In("h")
            : null;
}
