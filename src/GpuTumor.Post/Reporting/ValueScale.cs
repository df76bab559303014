namespace GpuTumor.Post;

/// <summary>How values go up a chart.</summary>
internal enum ValueScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>By factors.</summary>
    Logarithmic,
}
