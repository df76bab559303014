using System.Text;

namespace GpuTumor.Scenarios;

/// <summary>Reads a scenario file and the files that it extends, laid over each other.</summary>
internal sealed class Extension
{
    // A scenario is a page or two; anything of this size is another file given by mistake.
    private const long LargestFile = 4 << 20;

    // What a file says of itself is not inherited.
    private static string[] OfTheFileItself { get; } = ["name", "description", "expectation", "extend"];

    private readonly Problems _problems;
    private readonly Stack<string> _open = new();

    private Extension(Problems problems) => _problems = problems;

    /// <summary>The file's document over those it extends; null, with the problems reported, if it is none.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static MappingNode? Read(string path, Problems problems)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' is a directory; give the scenario file in it", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"no scenario file '{path}'", path);
        return new Extension(problems).ReadFile(path);
    }

    private static string ShownAs(string path, string relativeTo)
    {
        string full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(relativeTo))!, path));
        return Path.IsPathRooted(relativeTo) ? full : Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
    }

    private MappingNode? ReadFile(string path)
    {
        Place start = new(path, 1, 1);
        if (ReadText(path, start) is not { } text)
            return null;
        switch (DocumentReader.Read(text, start, _problems))
        {
            case null:
                return null;
            case MappingNode document:
                _open.Push(Path.GetFullPath(path));
                MappingNode extended = Extend(document, path);
                _open.Pop();
                return extended;
            case ScalarNode { IsEmpty: true }:
                _problems.Add(start, "", "the file is empty; \"gputumor init\" writes a scenario to start from");
                return null;
            case Node other:
                _problems.Add(other.Place, "",
                    $"expected a scenario, keys with their values, found {other.Describe()}");
                return null;
        }
    }

    private string? ReadText(string path, Place start)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            _problems.Add(start, "", "larger than 4 MiB: not a scenario file");
            return null;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            _problems.Add(start, "", "not UTF-8 text: save the scenario in that encoding, or give another file");
            return null;
        }
    }

    private MappingNode Extend(MappingNode document, string path)
    {
        MappingNode merged = new(document.Place, []);
        foreach (ScalarNode named in Named(document["extend"]))
        {
            if (Found(named, path) is { } found && ReadFile(found) is { } lower)
                merged = Overlay.Of(lower.Without(OfTheFileItself), merged);
        }

        return Overlay.Of(document, merged);
    }

    // What is neither a text nor a list of texts is reported when the file's keys are read.
    private static IEnumerable<ScalarNode> Named(Node? extend) => extend switch
    {
        ScalarNode { IsEmpty: false } one => [one],
        ListNode list => list.Items.OfType<ScalarNode>().Where(s => !s.IsEmpty),
        _ => [],
    };

    private string? Found(ScalarNode named, string path)
    {
        string? found = named.Text.Contains('\0', StringComparison.Ordinal) ? null : ShownAs(named.Text, path);
        if (!File.Exists(found))
            _problems.Add(named.Place, "extend",
                $"there is no file \"{named.Text}\"; the path is relative to this file");
        else if (_open.Contains(Path.GetFullPath(found)))
            _problems.Add(named.Place, "extend", $"\"{named.Text}\" extends this file in turn: break the circle");
        else
            return found;
        return null;
    }
}
