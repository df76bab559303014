using System.Text;
using System.Text.Json;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A census as JSON, so that totals can be read without reading fields.</summary>
internal static class CensusText
{
    /// <summary>Writes it.</summary>
    public static string Write(Census census)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteStartArray("living_by_founder");
            foreach (long living in census.LivingByFounder)
                json.WriteNumberValue(living);
            json.WriteEndArray();
            json.WriteNumber("living", census.Living);
            json.WriteNumber("apoptotic", census.Apoptotic);
            json.WriteNumber("necrotic", census.Necrotic);
            json.WriteNumber("excess", census.Excess);
            json.WriteNumber("divisions", census.Divisions);
            json.WriteNumber("deaths", census.Deaths);
            json.WriteStartObject("mean_signals");
            WriteMean(json, "erk", census.MeanSignals.Erk);
            WriteMean(json, "fra1", census.MeanSignals.Fra1);
            WriteMean(json, "secretome", census.MeanSignals.Secretome);
            WriteMean(json, "akt", census.MeanSignals.Akt);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="Hdf5Exception">It is not such a text.</exception>
    public static Census Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            JsonElement means = root.GetProperty("mean_signals");
            return new Census
            {
                LivingByFounder = [.. root.GetProperty("living_by_founder").EnumerateArray().Select(count => count.GetInt64())],
                Apoptotic = root.GetProperty("apoptotic").GetInt64(),
                Necrotic = root.GetProperty("necrotic").GetInt64(),
                Excess = root.GetProperty("excess").GetInt64(),
                Divisions = root.GetProperty("divisions").GetInt64(),
                Deaths = root.GetProperty("deaths").GetInt64(),
                MeanSignals = (ReadMean(means, "erk"), ReadMean(means, "fra1"), ReadMean(means, "secretome"), ReadMean(means, "akt")),
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new Hdf5Exception($"the census is not readable: {failure.Message}");
        }
    }

    // JSON has no NaN: without a living cell there is no mean.
    private static void WriteMean(Utf8JsonWriter json, string name, double mean)
    {
        if (double.IsFinite(mean))
            json.WriteNumber(name, mean);
        else
            json.WriteNull(name);
    }

    private static double ReadMean(JsonElement means, string name)
        => means.GetProperty(name) is { ValueKind: not JsonValueKind.Null } mean ? mean.GetDouble() : double.NaN;
}
