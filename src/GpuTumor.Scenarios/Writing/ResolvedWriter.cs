using System.Text;

namespace GpuTumor.Scenarios;

/// <summary>Writes an arm as a scenario file of its own: every default with its unit, meaning and evidence.</summary>
internal sealed class ResolvedWriter
{
    // Comments begin here unless the value is longer.
    private const int CommentColumn = 44;

    private readonly StringBuilder _text = new();

    /// <summary>The file's text.</summary>
    public static string Write(Section root)
    {
        ResolvedWriter writer = new();
        writer._text.Append(
            """
            # A scenario with every default written out. It runs as it is, and gives the same result as the file it came from.
            # Evidence of defaults: [V] verified in a source, [M] recalled from the literature, [C] calibrated, [G] guess.


            """);
        writer.WriteKeys(root, 0);
        return writer._text.ToString();
    }

    private void WriteKeys(Section section, int indent)
    {
        foreach (Key key in section.Shape.Keys)
        {
            if (section[key.Name] is { } value)
                WriteValue(key, value.Content, indent);
        }
    }

    private void WriteValue(Key key, object content, int indent)
    {
        bool spansLines = content is Section or NamedValues or IReadOnlyList<Value> { Count: > 0 };
        if (indent == 0 && spansLines)
            _text.Append('\n');
        switch (content)
        {
            case Section section:
                WriteSection(key.Name, section, indent);
                break;
            case NamedValues named:
                WriteLine(indent, named.Entries.Count == 0 ? $"{key.Name}: {{}}" : $"{key.Name}:", key.Comment);
                foreach (NamedValue entry in named.Entries)
                    WriteNamed(entry, indent + 2);
                break;
            case IReadOnlyList<Value> items when items.Any(i => i.Content is Section):
                WriteLine(indent, $"{key.Name}:", key.Comment);
                foreach (Value item in items)
                    WriteItem((Section)item.Content, indent + 2);
                break;
            case IReadOnlyList<Value> items:
                WriteLine(indent, $"{key.Name}: [{string.Join(", ", items.Select(i => ScalarText.Of(i.Content)))}]", key.Comment);
                break;
            case Prose prose:
                WriteLine(indent, $"{key.Name}: {ScalarText.Of(prose)}", "");
                break;
            default:
                WriteLine(indent, $"{key.Name}: {ScalarText.Of(content)}", Comment(key, content));
                break;
        }
    }

    private void WriteSection(string name, Section section, int indent)
    {
        WriteLine(indent, $"{name}:", section.Shape.Summary);
        WriteKeys(section, indent + 2);
    }

    private void WriteNamed(NamedValue entry, int indent)
    {
        if (entry.Value.Content is Section section)
            WriteSection(entry.Name, section, indent);
        else
            WriteLine(indent, $"{entry.Name}: {ScalarText.Of(entry.Value.Content)}", "Not simulated.");
    }

    // The evidence is the default's: where the scenario says otherwise, it stands with the default.
    private static string Comment(Key key, object content)
    {
        if (key.Evidence.Comment.Length == 0
            || key.Default?.Invoke(default) is not { } fallback
            || key.Shape.Read(fallback, "", new Problems()) is not { } usual
            || usual.Content.Equals(content))
        {
            return key.Comment;
        }

        return $"{key.Summary} Default: {ScalarText.Of(usual.Content)}, {key.Evidence.Comment}";
    }

    private void WriteItem(Section item, int indent)
    {
        int start = _text.Length;
        WriteKeys(item, indent + 2);
        // The first key of an item stands behind its dash.
        _text[start + indent] = '-';
    }

    private void WriteLine(int indent, string line, string comment)
    {
        string indented = new string(' ', indent) + line;
        _text.Append(comment.Length > 0 ? $"{indented.PadRight(CommentColumn - 1)} # {comment}" : indented).Append('\n');
    }
}
