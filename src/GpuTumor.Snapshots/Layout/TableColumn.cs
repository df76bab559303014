namespace GpuTumor.Snapshots;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit in UDUNITS spelling; "1" for counts and codes.</param>
/// <param name="Meaning">Its name for people.</param>
/// <param name="Store">Writes its values into a group.</param>
internal sealed record TableColumn(string Name, string Unit, string Meaning, Func<Handle, Handle> Store)
{
    /// <summary>Meanings of coded values; empty for numbers.</summary>
    public IReadOnlyList<(long Value, string Meaning)> Codes { get; init; } = [];

    /// <summary>Numbers about the column as a whole.</summary>
    public IReadOnlyList<(string Name, double Value)> Totals { get; init; } = [];

    /// <summary>A column of values.</summary>
    public static TableColumn Of<T>(string name, string unit, string meaning, IEnumerable<T> values)
        where T : unmanaged
    {
        T[] stored = [.. values];
        (long Stored, long Native) = NumberTypes.Of<T>();
        return new TableColumn(name, unit, meaning, group => Hdf5File.CreateList(group, name, stored, Stored, Native));
    }

    /// <summary>Writes it.</summary>
    public void Write(Handle group)
    {
        using Handle dataset = Store(group);
        UnitInSi unit = UnitInSi.Of(Unit);
        dataset.SetText("units", Unit);
        dataset.SetText("long_name", Meaning);
        dataset.Set("unitSI", unit.Size);
        dataset.Set<double>("unitDimension", unit.Dimension);
        Snapshots.Codes.Write(dataset, Codes);
        foreach ((string name, double value) in Totals)
            dataset.Set(name, value);
    }
}
