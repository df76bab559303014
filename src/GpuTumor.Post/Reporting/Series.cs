namespace GpuTumor.Post;

/// <summary>One line of a chart.</summary>
/// <param name="Name">As in the legend.</param>
/// <param name="Style">Which of the colours and dashes, from 0.</param>
/// <param name="Points">Where it goes, in the order across.</param>
internal sealed record Series(string Name, int Style, IReadOnlyList<(double Days, double Value)> Points)
{
    /// <summary>When a drug was there, drawn as a strip below the lines; from and to [d].</summary>
    public IReadOnlyList<(double From, double To)> Treated { get; init; } = [];

    /// <summary>A band around the line, such as quartiles: across, lower and upper end.</summary>
    public IReadOnlyList<(double Days, double Low, double High)> Band { get; init; } = [];

    /// <summary>Whether the line keeps its value up to the next point, as shares of survivors do.</summary>
    public LineForm Form { get; init; } = LineForm.Straight;
}
