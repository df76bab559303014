namespace GpuTumor.Post;

/// <summary>The axis across which a slice is cut.</summary>
internal enum Axis
{
    /// <summary>A slice of y (right) and z (up).</summary>
    X,

    /// <summary>A slice of x (right) and z (up).</summary>
    Y,

    /// <summary>A slice of x (right) and y (up).</summary>
    Z,
}
