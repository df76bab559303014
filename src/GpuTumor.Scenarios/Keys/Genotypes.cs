using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Mutations as a scenario spells them: <c>target</c>, <c>pgp_amplified</c>.</summary>
internal static class Genotypes
{
    private static Dictionary<string, Genotype> ByName { get; } = Enum.GetValues<Genotype>()
        .Where(g => g != Genotype.None)
        .ToDictionary(g => Spelled.InSnakeCase(g.ToString()));

    /// <summary>All names.</summary>
    public static string[] Names => [.. ByName.Keys];

    /// <summary>The mutation of a name.</summary>
    public static Genotype Named(string name) => ByName[name];

    /// <summary>The mutations that a list names.</summary>
    public static Genotype Listed(IEnumerable<Value> names)
        => names.Aggregate(Genotype.None, (all, name) => all | Named((string)name.Content));

    /// <summary>The names of some mutations.</summary>
    public static string Of(Genotype mutations) => string.Join(", ", ByName.Where(one => mutations.HasFlag(one.Value)).Select(one => one.Key));
}
