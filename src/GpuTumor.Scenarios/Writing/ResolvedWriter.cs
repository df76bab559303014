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
            # Evidence: [V] verified in a source, [M] recalled from the literature, [C] calibrated, [G] guess.

            """);
        writer.WriteKeys(root, 0);
        return writer._text.ToString();
    }

    private void WriteKeys(Section section, int indent)
    {
        foreach (Key key in section.Shape.Keys)
        {
            if (section[key.Name] is { } value)
                WriteValue(key.Name, value.Content, key.Comment, indent);
        }
    }

    private void WriteValue(string name, object content, string comment, int indent)
    {
        switch (content)
        {
            case Section section:
                if (indent == 0)
                    _text.Append('\n');
                WriteLine(indent, $"{name}:", section.Shape.Summary);
                WriteKeys(section, indent + 2);
                break;
            case NamedValues named:
                if (indent == 0)
                    _text.Append('\n');
                WriteLine(indent, named.Entries.Count == 0 ? $"{name}: {{}}" : $"{name}:", comment);
                foreach (NamedValue entry in named.Entries)
                    WriteValue(entry.Name, entry.Value.Content, "Not simulated.", indent + 2);
                break;
            case IReadOnlyList<Value> items when items.Any(i => i.Content is Section):
                WriteLine(indent, $"{name}:", comment);
                foreach (Value item in items)
                    WriteItem((Section)item.Content, indent + 2);
                break;
            case IReadOnlyList<Value> items:
                WriteLine(indent, $"{name}: [{string.Join(", ", items.Select(i => ScalarText.Of(i.Content)))}]", comment);
                break;
            default:
                WriteLine(indent, $"{name}: {ScalarText.Of(content)}", comment);
                break;
        }
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
