using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios;

/// <summary>Values given on the command line, put into a document before it is checked.</summary>
internal sealed partial class Settings
{
    private readonly List<Setting> _settings = [];

    /// <summary>Reads the settings; those that are no <c>key=value</c> are reported.</summary>
    public Settings(ScenarioOverrides overrides, Problems problems)
    {
        for (int i = 0; i < overrides.Settings.Count; i++)
        {
            if (Read(overrides.Settings[i], new Place("--set", i + 1, 1), problems) is { } setting)
                _settings.Add(setting);
        }

        if (overrides.Seed is { } seed)
            _settings.Add(Option("--seed", "seed", seed.ToString(CultureInfo.InvariantCulture)));
        if (overrides.Until is { } until)
            _settings.Add(Option("--until", "duration", until));
    }

    /// <summary>The file with the settings of its arms (<c>arms.drug.duration=…</c>).</summary>
    public MappingNode OnFile(MappingNode file, Problems problems)
        => Apply(file, _settings.Where(s => s.Path[0].Name == "arms"), problems);

    /// <summary>An arm with all other settings: they win over the file and over the arm.</summary>
    public MappingNode OnArm(MappingNode arm, Problems problems)
        => Apply(arm, _settings.Where(s => s.Path[0].Name != "arms"), problems);

    private static MappingNode Apply(MappingNode document, IEnumerable<Setting> settings, Problems problems)
    {
        foreach (Setting setting in settings)
            document = (MappingNode)Put(document, setting.Path, setting.Value, problems)!;
        return document;
    }

    private static Setting Option(string option, string key, string value)
    {
        Place place = new(option, 1, 1);
        return new Setting([new Segment(key, false, place)], new ScalarNode(place, value));
    }

    private static Setting? Read(string text, Place start, Problems problems)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        List<Segment>? path = equals > 0 ? Split(text[..equals], start) : null;
        if (path is null)
        {
            problems.Add(start, "", $"\"{text}\" is no setting; write key=value, such as tumour.cells=5000");
            return null;
        }

        Place valuePlace = start with { Column = equals + 2 };
        return DocumentReader.Read(text[(equals + 1)..], valuePlace, problems) is { } value ? new Setting(path, value) : null;
    }

    // treatments[0].level → treatments, [0], level
    private static List<Segment>? Split(string key, Place start)
    {
        List<Segment> path = [];
        int at = 0;
        while (at < key.Length)
        {
            Match match = Step().Match(key, at);
            if (!match.Success || (path.Count == 0 && key[0] == '['))
                return null;
            path.Add(new Segment(match.Groups["step"].Value, match.Value[0] == '[', start with { Column = at + 1 }));
            at += match.Length;
            if (at < key.Length && key[at] == '.' && ++at == key.Length)
                return null;
        }

        return path.Count is > 0 and < 16 ? path : null;
    }

    private static Node? Put(Node? into, IReadOnlyList<Segment> path, Node value, Problems problems)
    {
        if (path.Count == 0)
            return value is MappingNode upper && into is MappingNode lower ? Overlay.Of(upper, lower) : value;

        Segment first = path[0];
        IReadOnlyList<Segment> rest = [.. path.Skip(1)];
        if (into is ListNode list)
            return PutItem(list, first, rest, value, problems);
        if (first.IsIndex)
        {
            problems.Add(first.Place, "", "there is no list here to change; if an arm has it, name the arm: arms.drug.treatments[0].level=1");
            return into;
        }

        MappingNode mapping = into as MappingNode ?? new MappingNode(first.Place, []);
        Entry? known = mapping.Entries.Where(e => e.Key == first.Name).Select(e => (Entry?)e).FirstOrDefault();
        Node? child = Put(known?.Value, rest, value, problems);
        return child is null ? into : mapping.With(new Entry(first.Name, known?.KeyPlace ?? first.Place, child));
    }

    private static ListNode PutItem(
        ListNode list, Segment which, IReadOnlyList<Segment> rest, Node value, Problems problems)
    {
        bool isNumber = int.TryParse(which.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        if (!isNumber || index >= list.Items.Count)
        {
            problems.Add(which.Place, "",
                FormattableString.Invariant($"\"{which.Name}\" is no item of this list of {list.Items.Count}; they are counted from 0"));
            return list;
        }

        Node[] items = [.. list.Items];
        items[index] = Put(items[index], rest, value, problems)!;
        return list with { Items = items };
    }

    [GeneratedRegex(@"\G(?:(?<step>[^.\[\]=\s]+)|\[(?<step>[0-9]{1,6})\])")]
    private static partial Regex Step();

    private readonly record struct Segment(string Name, bool IsIndex, Place Place);

    private sealed record Setting(IReadOnlyList<Segment> Path, Node Value);
}
