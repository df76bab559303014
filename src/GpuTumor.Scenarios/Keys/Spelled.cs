namespace GpuTumor.Scenarios;

/// <summary>Names of the program as a scenario spells them.</summary>
internal static class Spelled
{
    /// <summary>SecondTarget → second_target.</summary>
    public static string InSnakeCase(string name)
        => string.Concat(name.Select((letter, i) => (i > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter)));
}
