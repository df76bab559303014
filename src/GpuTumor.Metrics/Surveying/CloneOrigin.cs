namespace GpuTumor.Metrics;

/// <summary>Where a clone came from.</summary>
/// <param name="Id">As in the quantity <c>clone</c>.</param>
/// <param name="Parent">The clone that it split from; 0 for none.</param>
/// <param name="BirthStep">When.</param>
/// <param name="Founder">The founder of its lineage; −1 if not stored.</param>
/// <param name="Genotype">The mutations of its first cell; −1 if not stored.</param>
public sealed record CloneOrigin(uint Id, uint Parent, long BirthStep, int Founder, int Genotype)
{
    /// <summary>The founder's name; empty if not stored.</summary>
    public string FounderName { get; init; } = "";

    private const string Table = "clones";

    /// <summary>Reads the table of clones; empty if it was not stored.</summary>
    internal static IReadOnlyList<CloneOrigin> Read(ISnapshotSource source)
    {
        if (source.ReadColumn(Table, "id") is not { } ids)
            return [];
        double[]? parents = source.ReadColumn(Table, "parent");
        double[]? births = source.ReadColumn(Table, "birth_step");
        double[]? founders = source.ReadColumn(Table, "founder");
        double[]? genotypes = source.ReadColumn(Table, "genotype");
        Dictionary<long, string> names = source.Find("founder")?.Codes.ToDictionary(c => c.Value, c => c.Meaning) ?? [];
        return
        [
            .. ids.Select((id, row) => new CloneOrigin(
                Word(id), Word(At(parents, row, 0)), (long)At(births, row, 0), (int)At(founders, row, -1), (int)At(genotypes, row, -1))
            {
                FounderName = names.GetValueOrDefault((long)At(founders, row, -1), ""),
            }),
        ];
    }

    private static double At(double[]? column, int row, double otherwise) => column is not null && row < column.Length ? column[row] : otherwise;

    // A parent of −1, or of all ones, is none.
    private static uint Word(double value) => value is > 0 and < uint.MaxValue ? (uint)value : 0;
}
