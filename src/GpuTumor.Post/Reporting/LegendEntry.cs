namespace GpuTumor.Post;

/// <summary>A line of a figure's legend: a line of a style, or a filled colour.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Style">Which of the line styles.</param>
/// <param name="Fill">The colour of an area; null for a line.</param>
internal sealed record LegendEntry(string Name, int Style, Colour? Fill);
