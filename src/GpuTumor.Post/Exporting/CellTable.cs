using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>A table with one row a cell: where it is, what it is, what it meets. Units stand in the second row.</summary>
internal sealed class CellTable
{
    private const string Kind = "cell_kind";

    private readonly ISnapshotSource _source;
    private readonly Quantity[] _columns;
    private readonly Dictionary<long, string>[] _meanings;

    private CellTable(ISnapshotSource source, IReadOnlyList<Quantity> quantities)
    {
        _source = source;
        _columns = [.. quantities];
        _meanings = [.. _columns.Select(q => CategoryColours.IsMask(q) ? [] : q.Codes.ToDictionary(c => c.Value, c => c.Meaning))];
    }

    /// <summary>Writes the cells, dead ones that are not cleared included.</summary>
    /// <exception cref="FaultException">The snapshot holds no cells.</exception>
    public static void Write(Stream file, ISnapshotSource source, IReadOnlyList<Quantity> quantities)
    {
        if (source.Quantities.All(q => q.Name != Kind))
            throw new FaultException(ExitCode.BadData, "the snapshot holds no cells (cell_kind); use --format vti or nifti for its fields.");
        var table = new CellTable(source, quantities);
        using var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', (string[])["x", "y", "z", .. table._columns.Select(q => q.Name)]));
        writer.WriteLine(string.Join(',', (string[])["um", "um", "um", .. table._columns.Select(q => TableText.Field(q.Unit))]));
        table.WriteRows(writer);
    }

    private void WriteRows(StreamWriter writer)
    {
        Quantity[] read = [.. _columns, .. _columns.All(q => q.Name != Kind) ? [_source.Quantities.First(q => q.Name == Kind)] : Array.Empty<Quantity>()];
        int kindAt = Array.FindIndex(read, q => q.Name == Kind);
        int planes = Slabs.PlanesAtATime(_source);
        byte[][] buffers = [.. read.Select(q => new byte[planes * _source.Grid.PlaneVoxels * q.ElementSize])];
        for (int first = 0; first < _source.Grid.Nz; first += planes)
        {
            int count = Math.Min(planes, _source.Grid.Nz - first);
            int voxels = (int)(count * _source.Grid.PlaneVoxels);
            for (int i = 0; i < read.Length; i++)
                _source.Read(read[i].Name, first, count, buffers[i].AsSpan(0, voxels * read[i].ElementSize));
            WriteSlab(writer, buffers, buffers[kindAt].AsSpan(0, voxels), first);
        }
    }

    private void WriteSlab(StreamWriter writer, byte[][] buffers, ReadOnlySpan<byte> kinds, int firstPlane)
    {
        Grid grid = _source.Grid;
        for (int i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == 0)
                continue;
            Write(writer, ((i % grid.Nx) + 0.5) * grid.Spacing);
            writer.Write(',');
            Write(writer, ((i / grid.Nx % grid.Ny) + 0.5) * grid.Spacing);
            writer.Write(',');
            Write(writer, (firstPlane + (i / (grid.Nx * grid.Ny)) + 0.5) * grid.Spacing);
            for (int column = 0; column < _columns.Length; column++)
            {
                writer.Write(',');
                WriteValue(writer, column, buffers[column], i);
            }

            writer.Write('\n');
        }
    }

    private void WriteValue(StreamWriter writer, int column, ReadOnlySpan<byte> buffer, int at)
    {
        Quantity quantity = _columns[column];
        if (quantity.Element == ElementKind.Float32)
        {
            Write(writer, MemoryMarshal.Cast<byte, float>(buffer)[at]);
            return;
        }

        uint word = quantity.ElementSize switch
        {
            1 => buffer[at],
            2 => MemoryMarshal.Cast<byte, ushort>(buffer)[at],
            _ => MemoryMarshal.Cast<byte, uint>(buffer)[at],
        };
        if (_meanings[column].TryGetValue(word, out string? meaning))
            writer.Write(TableText.Field(meaning));
        else if (ColourScale.IsSignal(quantity))
            Write(writer, Math.Round(word / 255.0, 4));
        else
            writer.Write(word);
    }

    private static void Write(StreamWriter writer, double value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "G7", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
    }
}
