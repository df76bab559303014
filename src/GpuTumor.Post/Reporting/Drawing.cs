using System.Globalization;

namespace GpuTumor.Post;

/// <summary>A drawing in SVG.</summary>
/// <param name="Content">Its elements.</param>
/// <param name="Attributes">What the page's script needs to know, as attributes.</param>
/// <param name="Width">Width in its own units.</param>
/// <param name="Height">Height in its own units.</param>
internal sealed record Drawing(string Content, string Attributes, double Width, double Height)
{
    /// <summary>As part of a page.</summary>
    public string Inline => string.Create(
        CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" {Attributes}>{Content}</svg>");
}
