namespace GpuTumor.Scenarios;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean "duration"?</c>, or an empty text if nothing is close.</summary>
    public static string For(string word, IEnumerable<string> candidates)
    {
        string? nearest = Nearest(word, candidates);
        return nearest is null ? "" : $"; did you mean \"{nearest}\"?";
    }

    /// <summary>The candidate that takes the fewest slips of the pen, or null if that would be too many.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string typed = word.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        // A long word cannot be one slip away from any key, and the table below is quadratic.
        if (typed.Length is 0 or > 60)
            return null;
        int most = Math.Max(1, typed.Length / 3);
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            string known = candidate.ToLowerInvariant();
            int slips = Slips(typed, known);
            if (slips <= most && slips < known.Length)
                (nearest, most) = (candidate, slips - 1);
        }

        return nearest;
    }

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
    private static int Slips(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, substituted);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
