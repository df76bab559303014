namespace GpuTumor.Cli;

/// <summary>A table in plain text: columns padded to their widest cell, numbers to the right.</summary>
internal sealed class TextTable
{
    private readonly List<string[]> _rows = [];

    /// <summary>A table with these headings.</summary>
    public TextTable(params string[] headings) => _rows.Add(headings);

    /// <summary>Adds a row, as many cells as headings.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The table, a line for each row.</summary>
    public override string ToString()
    {
        int columns = _rows[0].Length;
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => _rows.Max(row => row[column].Length))];
        bool[] numbers = [.. Enumerable.Range(0, columns).Select(column => _rows.Skip(1).All(row => IsNumber(row[column])))];
        return string.Concat(_rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            numbers[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd() + "\n"));
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '×' or '–' or '-');
}
