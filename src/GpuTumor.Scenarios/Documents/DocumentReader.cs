using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GpuTumor.Scenarios;

/// <summary>Reads YAML into nodes that know their place. Reports duplicate keys, anchors, tags and broken syntax.</summary>
internal sealed partial class DocumentReader
{
    // Deeper nesting is no scenario; unbounded nesting would exhaust the stack.
    private const int DeepestNesting = 32;

    private readonly string _file;
    private readonly int _lineOffset;
    private readonly int _columnOffset;
    private readonly Problems _problems;
    private readonly Parser _parser;
    private readonly int _lines;

    private DocumentReader(string text, Place start, Problems problems)
    {
        (_file, _lineOffset, _columnOffset) = (start.File, start.Line - 1, start.Column - 1);
        _problems = problems;
        _parser = new Parser(new StringReader(text));
        _lines = text.AsSpan().Count('\n') + 1;
    }

    /// <summary>Reads a text that begins at a place. Returns null, and reports why, if it is not one YAML document.</summary>
    public static Node? Read(string text, Place start, Problems problems)
    {
        DocumentReader reader = new(text, start, problems);
        try
        {
            return reader.ReadStream(start);
        }
        catch (YamlException broken)
        {
            problems.Add(reader.PlaceOf(broken.Start), "", $"not valid YAML: {Explain(broken)}");
            return null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner gives up in this way on some texts, such as a plain value that runs on behind a "{".
            Mark last = reader._parser.Current?.End ?? Mark.Empty;
            problems.Add(reader.PlaceOf(last), "", "not valid YAML: it cannot be read beyond this place; look for a \"{\", \"[\" or quote that is not closed");
            return null;
        }
    }

    private static string Explain(YamlException broken)
    {
        string message = PlacePrefix().Replace((broken.InnerException ?? broken).Message, "").TrimEnd('.').Replace("  ", " ", StringComparison.Ordinal);
        return message.Length == 0 ? "it breaks off here" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    private Place PlaceOf(Mark mark)
        => new(_file, Math.Min((int)mark.Line, _lines) + _lineOffset, (int)mark.Column + (mark.Line <= 1 ? _columnOffset : 0));

    private Node? ReadStream(Place start)
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return new ScalarNode(start, "");
        _parser.Consume<DocumentStart>();
        Node? node = ReadNode(0);
        if (node is null)
            return null;
        _parser.Consume<DocumentEnd>();
        if (!_parser.TryConsume<DocumentStart>(out DocumentStart? second))
            return node;
        _problems.Add(PlaceOf(second.Start), "", "a second document begins here; a file holds one scenario, remove the '---'");
        return null;
    }

    // Null once nested too deeply: the rest is not read.
    private Node? ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            _problems.Add(PlaceOf(alias.Start), "",
                $"\"*{alias.Value}\": aliases are not used here; write the value, or put it in a file to extend");
            return new ScalarNode(PlaceOf(alias.Start), "") { Quoted = true };
        }

        NodeEvent here = _parser.Consume<NodeEvent>();
        Place place = PlaceOf(here.Start);
        if (!here.Anchor.IsEmpty)
            _problems.Add(place, "", $"\"&{here.Anchor.Value}\": anchors are not used here; remove it");
        if (!here.Tag.IsEmpty && !here.Tag.IsNonSpecific)
            _problems.Add(place, "", $"\"{here.Tag.Value}\": tags are not used here; remove it");
        if (depth > DeepestNesting)
        {
            _problems.Add(place, "", "nested too deeply for a scenario");
            return null;
        }

        return here switch
        {
            Scalar scalar => new ScalarNode(place, scalar.Value) { Quoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) },
            SequenceStart => ReadList(place, depth),
            _ => ReadMapping(place, depth),
        };
    }

    private ListNode? ReadList(Place place, int depth)
    {
        List<Node> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            Node? item = ReadNode(depth + 1);
            if (item is null)
                return null;
            items.Add(item);
        }

        return new ListNode(place, items);
    }

    private MappingNode? ReadMapping(Place place, int depth)
    {
        List<Entry> entries = [];
        Dictionary<string, Place> seen = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            Node? key = ReadNode(depth + 1);
            Node? value = key is null ? null : ReadNode(depth + 1);
            if (value is null)
                return null;
            if (key is not ScalarNode name)
                _problems.Add(key!.Place, "", $"a key must be a word, found {key.Describe()}");
            else if (seen.TryGetValue(name.Text, out Place first))
                _problems.Add(name.Place, "",
                    FormattableString.Invariant($"\"{name.Text}\" is given twice; it stands already at line {first.Line}, column {first.Column}: keep one"));
            else
            {
                seen.Add(name.Text, name.Place);
                entries.Add(new Entry(name.Text, name.Place, value));
            }
        }

        return new MappingNode(place, entries);
    }

    [GeneratedRegex(@"^\(.*?\) - \(.*?\): |^\(.*?\): ")]
    private static partial Regex PlacePrefix();
}
