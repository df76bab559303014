namespace GpuTumor.Post;

/// <summary>How a line goes from point to point.</summary>
internal enum LineForm
{
    /// <summary>Straight.</summary>
    Straight,

    /// <summary>Level, then up or down at the next point.</summary>
    Steps,
}
