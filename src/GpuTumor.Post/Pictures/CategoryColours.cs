using GpuTumor.Engine;

namespace GpuTumor.Post;

/// <summary>Colours for categories that the colour-blind tell apart (after Okabe and Ito), and their names.</summary>
internal static class CategoryColours
{
    /// <summary>Where there is no cell.</summary>
    public static Colour Background { get; } = Colour.Of("#f4f4f2");

    // Sensitive cells come first and get the sky blue, resistant ones the vermillion.
    private static readonly Colour[] _lineages =
    [
        Colour.Of("#56b4e9"), Colour.Of("#d55e00"), Colour.Of("#009e73"), Colour.Of("#cc79a7"),
        Colour.Of("#e69f00"), Colour.Of("#0072b2"), Colour.Of("#f0e442"), Colour.Of("#7f7f7f"),
    ];

    private static readonly Colour[] _kinds =
        [Background, Colour.Of("#0072b2"), Colour.Of("#e69f00"), Colour.Of("#4d4d4d")];

    /// <summary>Whether the values of a quantity are names rather than numbers.</summary>
    public static bool IsCategory(Quantity quantity)
        => quantity.Codes.Count > 0 || quantity.Name is "cell_kind" or "founder" or "genotype" or "clone" or "excess";

    /// <summary>Whether a value is a sum of codes, a bit each.</summary>
    public static bool IsMask(Quantity quantity) => quantity.Name == "genotype";

    /// <summary>Whether a category has a meaning in living cells only.</summary>
    public static bool IsOfLivingCells(Quantity quantity) => quantity.Name is "genotype" or "phase" or "mode";

    /// <summary>The colour of a lineage.</summary>
    public static Colour OfLineage(long founder) => _lineages[(int)(founder % _lineages.Length)];

    /// <summary>The colour of a value.</summary>
    public static Colour Of(Quantity quantity, uint value) => quantity.Name switch
    {
        "cell_kind" => value < _kinds.Length ? _kinds[value] : OfLineage(value),
        "founder" => value == 255 ? Background : OfLineage(value),
        "genotype" or "phase" or "mode" => OfLineage(value),
        _ => value == 0 ? Background : OfLineage(value - 1),
    };

    /// <summary>The names of the values that occur, for a legend; none for clones, which are too many.</summary>
    public static IReadOnlyList<(string Name, Colour Colour)> Legend(Quantity quantity, IEnumerable<uint> values)
    {
        if (quantity.Name == "clone")
            return [];
        return [.. values.Distinct().Order().Select(v => (NameOf(quantity, v), Of(quantity, v)))];
    }

    private static string NameOf(Quantity quantity, uint value)
    {
        string? meaning = IsMask(quantity) ? null : quantity.Codes.FirstOrDefault(c => c.Value == value).Meaning;
        if (meaning is not null)
            return meaning.Replace('_', ' ');
        return quantity.Name switch
        {
            "genotype" => Metrics.Populations.GenotypeName((byte)value).Replace('_', ' '),
            "founder" when value == 255 => "empty",
            _ => $"{value}",
        };
    }
}
