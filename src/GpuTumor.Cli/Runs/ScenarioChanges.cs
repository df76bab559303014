using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>
/// What was edited in a run's scenario since a checkpoint was written. How long it goes on, what is written and how it is described may
/// change without a word; whatever decides what happens in the tissue may not.
/// </summary>
internal static class ScenarioChanges
{
    private static readonly string[] _free = ["description", "expectation", "duration", "output"];

    /// <summary>The lines that say something else about the tissue: first as they were, then as they are.</summary>
    /// <param name="before">A resolved scenario.</param>
    /// <param name="now">A resolved scenario.</param>
    public static IReadOnlyList<string> Between(string before, string now)
        => Lines(before, now).Count == 0 ? [] : Lines(InPresentWords(before), now);

    private static IReadOnlyList<string> Lines(string before, string now)
    {
        string[] old = [.. Binding(before)];
        string[] present = [.. Binding(now)];
        return old.SequenceEqual(present, StringComparer.Ordinal)
            ? []
            : [.. old.Except(present).Select(line => "- " + line), .. present.Except(old).Select(line => "+ " + line)];
    }

    // A later version of the program knows more keys, and writes out their defaults.
    private static string InPresentWords(string scenario)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, scenario);
            return ScenarioFile.Load(file, ScenarioOverrides.None).Arms.Single().ResolvedYaml;
        }
        catch (ScenarioException)
        {
            return scenario;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Sections begin at the left edge. Comments explain and bind nobody.
    private static IEnumerable<string> Binding(string scenario)
    {
        bool isFree = false;
        foreach (string line in scenario.Split('\n'))
        {
            int end = line.IndexOf(':', StringComparison.Ordinal);
            if (end > 0 && !char.IsWhiteSpace(line[0]) && line[0] != '#')
                isFree = _free.Contains(line[..end]);
            string said = WithoutComment(line).TrimEnd();
            if (!isFree && said.Length > 0)
                yield return said;
        }
    }

    // As YAML has it: a comment begins with # after a blank, outside of quotes.
    private static string WithoutComment(string line)
    {
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && (i == 0 || line[i - 1] != '\\'))
                isQuoted = !isQuoted;
            if (line[i] == '#' && !isQuoted && (i == 0 || char.IsWhiteSpace(line[i - 1])))
                return line[..i];
        }

        return line;
    }
}
