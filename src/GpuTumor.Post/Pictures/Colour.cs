using System.Globalization;

namespace GpuTumor.Post;

/// <summary>A colour of eight bits a channel.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour Black { get; } = new(0, 0, 0);

    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>As in CSS: <c>#d55e00</c>.</summary>
    public static Colour Of(string hex)
    {
        int rgb = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }

    /// <summary>As in CSS.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
