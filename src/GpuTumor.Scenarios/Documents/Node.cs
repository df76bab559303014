namespace GpuTumor.Scenarios;

/// <summary>A place in a file, counted from 1.</summary>
internal readonly record struct Place(string File, int Line, int Column);

/// <summary>A part of a scenario file that remembers where it stood.</summary>
internal abstract record Node(Place Place)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Describe();
}

/// <summary>A single value.</summary>
internal sealed record ScalarNode(Place Place, string Text) : Node(Place)
{
    /// <summary>Whether it was written in quotes or as a block of text.</summary>
    public bool Quoted { get; init; }

    /// <summary>Whether nothing was written: <c>key:</c>.</summary>
    public bool IsEmpty => !Quoted && Text is "" or "~" or "null";

    public override string Describe() => IsEmpty ? "nothing" : $"\"{Text}\"";
}

/// <summary>A list.</summary>
internal sealed record ListNode(Place Place, IReadOnlyList<Node> Items) : Node(Place)
{
    public override string Describe() => "a list";
}

/// <summary>A key and its value.</summary>
internal readonly record struct Entry(string Key, Place KeyPlace, Node Value);

/// <summary>Keys and values in the order of the file, each key once.</summary>
internal sealed record MappingNode(Place Place, IReadOnlyList<Entry> Entries) : Node(Place)
{
    public override string Describe() => "a mapping";

    /// <summary>The value of a key, or null.</summary>
    public Node? this[string key]
    {
        get
        {
            foreach (Entry entry in Entries)
            {
                if (entry.Key == key)
                    return entry.Value;
            }

            return null;
        }
    }

    /// <summary>The mapping with a key set: replaced where it stands, else added at the end.</summary>
    public MappingNode With(Entry entry)
    {
        List<Entry> entries = [.. Entries];
        int index = entries.FindIndex(e => e.Key == entry.Key);
        if (index >= 0)
            entries[index] = entry;
        else
            entries.Add(entry);
        return this with { Entries = entries };
    }

    /// <summary>The mapping without some keys.</summary>
    public MappingNode Without(params IReadOnlyList<string> keys)
        => this with { Entries = [.. Entries.Where(e => !keys.Contains(e.Key))] };
}
