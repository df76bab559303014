using System.Globalization;
using System.Net;
using System.Reflection;

namespace GpuTumor.Post;

/// <summary>Parts of pages.</summary>
internal static class Html
{
    /// <summary>Text that is safe inside HTML.</summary>
    public static string Safe(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The start of a page that needs nothing else.</summary>
    public static string Head(string title)
        => "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\">"
            + $"<title>{Safe(title)} · GpuTumor</title><style>{Resource("report.css")}</style></head><body>";

    /// <summary>Its end.</summary>
    public static string Foot() => $"<script>{Resource("report.js")}</script></body></html>\n";

    /// <summary>A number for people: four digits, powers of ten spelled out when it is very large or small.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        double size = Math.Abs(value);
        if (size is >= 1e7 or (< 1e-3 and > 0))
            return value.ToString("0.00e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        return size >= 1000
            ? value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202f", StringComparison.Ordinal)
            : value.ToString("G4", CultureInfo.InvariantCulture);
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
