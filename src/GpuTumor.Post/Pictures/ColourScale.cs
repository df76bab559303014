using GpuTumor.Engine;

namespace GpuTumor.Post;

/// <summary>How the values of a quantity become colours: names, or numbers between two ends.</summary>
internal sealed class ColourScale
{
    private ColourScale(ColourMap? map, double low, double high, IReadOnlyList<(string, Colour)> legend)
        => (Map, Low, High, Legend) = (map, low, high, legend);

    /// <summary>The colours of numbers; null for names.</summary>
    public ColourMap? Map { get; }

    public double Low { get; }

    public double High { get; }

    /// <summary>The names and their colours; none for numbers.</summary>
    public IReadOnlyList<(string Name, Colour Colour)> Legend { get; }

    /// <summary>For a slice, over its own values unless ends are given.</summary>
    public static ColourScale For(Slice slice, ColourMap map, double? low, double? high)
    {
        if (CategoryColours.IsCategory(slice.Quantity))
            return new(null, 0, 0, CategoryColours.Legend(slice.Quantity, slice.Words));
        if (IsSignal(slice.Quantity))
            return new(map, low ?? 0, high ?? 1, []);
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < slice.Words.Length; i++)
        {
            double value = slice.NumberAt(i);
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return new(map, low ?? least, high ?? most, []);
    }

    /// <summary>Whether a quantity is an activity of a cell, stored as 0–255 for 0–1.</summary>
    public static bool IsSignal(Quantity quantity) => quantity.Element == ElementKind.UInt8 && !CategoryColours.IsCategory(quantity);

    /// <summary>The colour of a voxel; activities are shown only where a living cell is.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="kind">The same plane of cell_kind; null if it was not stored.</param>
    /// <param name="i">The voxel.</param>
    public Colour ColourOf(Slice slice, Slice? kind, int i)
    {
        if (CategoryColours.IsOfLivingCells(slice.Quantity) && kind is not null && kind.Words[i] != 1)
            return CategoryColours.Background;
        if (Map is null)
            return CategoryColours.Of(slice.Quantity, slice.Words[i]);
        bool signal = IsSignal(slice.Quantity);
        if (signal && kind is not null && kind.Words[i] != 1)
            return CategoryColours.Background;
        double value = signal ? slice.NumberAt(i) / 255 : slice.NumberAt(i);
        return Map[ColourMap.IndexOf(value, Low, High)];
    }
}
