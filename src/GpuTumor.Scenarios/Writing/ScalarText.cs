using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GpuTumor.Scenarios;

/// <summary>Values as they are written in a scenario file.</summary>
internal static class ScalarText
{
    // Prose is for people: no \u escapes for letters outside ASCII.
    private static JsonSerializerOptions Readable { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a quantity, number, flag, word or prose; reading it gives the same value.</summary>
    public static string Of(object content) => content switch
    {
        Quantity { Unit: "" } number => number.Number.ToString("R", CultureInfo.InvariantCulture),
        Quantity quantity => string.Create(CultureInfo.InvariantCulture, $"{quantity.Number:R} {quantity.Unit}"),
        decimal whole => whole.ToString("0", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        // JSON's texts are YAML's double-quoted ones.
        Prose prose => JsonSerializer.Serialize(prose.Text, Readable),
        _ => (string)content,
    };
}
