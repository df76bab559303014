namespace GpuTumor.Snapshots;

/// <summary>A table beside the fields of a snapshot: columns of equal length, each a dataset.</summary>
/// <param name="Path">Its group within the iteration: <c>circulation</c>, <c>circulation/lung</c>.</param>
/// <param name="Meaning">What a row is.</param>
/// <param name="Columns">The columns.</param>
internal sealed record SnapshotTable(string Path, string Meaning, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Numbers about the table as a whole.</summary>
    public IReadOnlyList<(string Name, double Value)> Totals { get; init; } = [];

    /// <summary>Writes it.</summary>
    public void Write(Handle file, string iteration)
    {
        using Handle group = Hdf5File.CreateGroup(file, $"{iteration}/{Path}");
        group.SetText("long_name", Meaning);
        group.SetTexts("columns", [.. Columns.Select(column => column.Name)]);
        foreach ((string name, double value) in Totals)
            group.Set(name, value);
        foreach (TableColumn column in Columns)
            column.Write(group);
    }
}
