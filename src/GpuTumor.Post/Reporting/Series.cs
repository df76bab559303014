namespace GpuTumor.Post;

/// <summary>One line of a chart.</summary>
/// <param name="Name">As in the legend.</param>
/// <param name="Style">Which of the colours and dashes, from 0.</param>
/// <param name="Points">Days and values, in the order of time.</param>
internal sealed record Series(string Name, int Style, IReadOnlyList<(double Days, double Value)> Points)
{
    /// <summary>When a drug was there, drawn as a strip at the foot of the chart; from and to [d].</summary>
    public IReadOnlyList<(double From, double To)> Treated { get; init; } = [];
}
