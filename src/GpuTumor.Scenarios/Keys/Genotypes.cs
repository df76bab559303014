using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Mutations as a scenario spells them: <c>target</c>, <c>pgp_amplified</c>.</summary>
internal static class Genotypes
{
    private static Dictionary<string, Genotype> ByName { get; } = Enum.GetValues<Genotype>()
        .Where(g => g != Genotype.None)
        .ToDictionary(Spelled);

    /// <summary>All names.</summary>
    public static string[] Names => [.. ByName.Keys];

    /// <summary>The mutation of a name.</summary>
    public static Genotype Named(string name) => ByName[name];

    // SecondTarget → second_target
    private static string Spelled(Genotype genotype)
    {
        IEnumerable<string> letters = genotype.ToString()
            .Select((letter, i) => (i > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter));
        return string.Concat(letters);
    }
}
