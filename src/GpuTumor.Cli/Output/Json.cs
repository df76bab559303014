using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuTumor.Cli;

/// <summary>How the program writes JSON: snake_case names, no NaN.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions _line = Options(indented: false);
    private static readonly JsonSerializerOptions _document = Options(indented: true);

    /// <summary>One line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, _line);

    /// <summary>A document to be read by people too.</summary>
    public static string Document<T>(T value) => JsonSerializer.Serialize(value, _document);

    /// <summary>Reads what <see cref="Document{T}"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, _line) ?? throw new JsonException("a document that says nothing");

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumber() },
    };

    // JSON knows no NaN: what could not be measured is null.
    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
