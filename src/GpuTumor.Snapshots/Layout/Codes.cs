namespace GpuTumor.Snapshots;

/// <summary>Meanings of coded values as the CF conventions write them: one list of values, one text of words.</summary>
internal static class Codes
{
    /// <summary>Writes the codes of a dataset, if it has any.</summary>
    public static void Write(Handle dataset, IReadOnlyList<(long Value, string Meaning)> codes)
    {
        if (codes.Count == 0)
            return;
        dataset.Set<long>("flag_values", [.. codes.Select(code => code.Value)]);
        dataset.SetText("flag_meanings", string.Join(' ', codes.Select(code => Word(code.Meaning))));
    }

    /// <summary>Reads the codes of a dataset; empty if it has none.</summary>
    public static IReadOnlyList<(long Value, string Meaning)> Read(Handle dataset)
    {
        if (!dataset.Has("flag_values"))
            return [];
        long[] values = dataset.GetMany<long>("flag_values");
        string[] words = (dataset.GetText("flag_meanings") ?? "").Split(' ');
        return words.Length == values.Length
            ? [.. values.Zip(words)]
            : throw new Hdf5Exception($"{values.Length} flag_values, but {words.Length} flag_meanings");
    }

    // A meaning is one word: blanks would split it.
    private static string Word(string meaning)
        => meaning.Length == 0 ? "_" : string.Concat(meaning.Select(letter => char.IsWhiteSpace(letter) ? '_' : letter));
}
