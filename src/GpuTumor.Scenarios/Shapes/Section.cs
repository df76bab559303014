namespace GpuTumor.Scenarios;

/// <summary>A section as it was read: values by key. A value that could not be read is absent, and its problem was reported.</summary>
internal sealed class Section(MappingNode node, string path, SectionShape shape, IReadOnlyDictionary<string, Value> values)
{
    private static SectionShape Nothing { get; } = new("", []);

    public string Path => path;

    public SectionShape Shape => shape;

    public Place Place => node.Place;

    /// <summary>The value of a key, or null.</summary>
    public Value? this[string key] => values.GetValueOrDefault(key);

    /// <summary>Whether the file itself gives the key, rather than a default.</summary>
    public bool Gives(string key) => node[key] is not null;

    /// <summary>Where the key's value stood, or the section that lacks it.</summary>
    public Place PlaceOf(string key) => node[key]?.Place ?? node.Place;

    /// <summary>The path of a key.</summary>
    public string PathOf(string key) => SectionShape.Join(path, key);

    /// <summary>Reports a problem with a key.</summary>
    public void Report(string key, string message, Problems problems)
        => problems.Add(PlaceOf(key), PathOf(key), message);

    /// <summary>A quantity in a unit; NaN if it could not be read or is not a quantity, so that comparisons with it fail.</summary>
    public double In(string unit, string key)
        => this[key]?.Content is Quantity quantity && quantity.Dimension.Units.ContainsKey(unit) ? quantity.In(unit) : double.NaN;

    /// <summary>A number without dimension; NaN if it could not be read.</summary>
    public double Number(string key) => In("", key);

    /// <summary>A whole number, or null.</summary>
    public decimal? Whole(string key) => this[key]?.Content as decimal?;

    /// <summary>A word or name, or null.</summary>
    public string? Word(string key) => this[key]?.Content as string;

    /// <summary>Text for people, or an empty text.</summary>
    public string Prose(string key) => (this[key]?.Content as Prose)?.Text ?? "";

    /// <summary>A section in this one; where it could not be read (or is "none"), one in which every value is absent.</summary>
    public Section Within(string key)
        => this[key]?.Content as Section
            ?? new Section(new MappingNode(PlaceOf(key), []), PathOf(key), Nothing, new Dictionary<string, Value>());

    /// <summary>Whether the key holds a section that could be read.</summary>
    public bool Has(string key) => this[key]?.Content is Section;

    /// <summary>Entries named by the user.</summary>
    public IReadOnlyList<NamedValue> Named(string key) => (this[key]?.Content as NamedValues)?.Entries ?? [];

    /// <summary>Items of a list.</summary>
    public IReadOnlyList<Value> Items(string key) => this[key]?.Content as IReadOnlyList<Value> ?? [];

    /// <summary>A quantity as it was written: <c>22 h</c>.</summary>
    public string Written(string key) => this[key] is { } value ? ScalarText.Of(value.Content) : "";
}
