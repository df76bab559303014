using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>All quantities as VTK image data (.vti), which ParaView, VisIt and VTK read.</summary>
/// <remarks>
/// Values at voxel centres as point data. Appended raw arrays, each in blocks of one plane packed with zlib: block count, block
/// size, last partial block's size (0), packed sizes, then the blocks. Planes are packed in parallel; what is not known before
/// an array is packed (sizes, the next array's offset) is filled in afterwards.
/// </remarks>
internal sealed class VtiFile
{
    private const int OffsetDigits = 20;

    private readonly Stream _file;
    private readonly ISnapshotSource _source;
    private long _data;

    private VtiFile(Stream file, ISnapshotSource source) => (_file, _source) = (file, source);

    /// <summary>Writes the quantities.</summary>
    public static void Write(Stream file, ISnapshotSource source, IReadOnlyList<Quantity> quantities)
    {
        var vti = new VtiFile(file, source);
        long[] places = vti.WriteHead(quantities);
        for (int i = 0; i < quantities.Count; i++)
        {
            vti.FillIn(places[i], (file.Position - vti._data).ToString(CultureInfo.InvariantCulture).PadLeft(OffsetDigits));
            vti.WriteArray(quantities[i]);
        }

        vti.WriteText("\n</AppendedData>\n</VTKFile>\n");
    }

    private long[] WriteHead(IReadOnlyList<Quantity> quantities)
    {
        Grid grid = _source.Grid;
        string extent = $"0 {grid.Nx - 1} 0 {grid.Ny - 1} 0 {grid.Nz - 1}";
        string edge = grid.Spacing.ToString("R", CultureInfo.InvariantCulture);
        string half = (grid.Spacing / 2).ToString("R", CultureInfo.InvariantCulture);
        string hours = _source.Hours.ToString("R", CultureInfo.InvariantCulture);
        WriteText("<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\" "
            + $"compressor=\"vtkZLibDataCompressor\">\n<ImageData WholeExtent=\"{extent}\" Origin=\"{half} {half} {half}\" "
            + $"Spacing=\"{edge} {edge} {edge}\">\n<FieldData>\n<DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" "
            + $"format=\"ascii\">{hours}</DataArray>\n</FieldData>\n<Piece Extent=\"{extent}\">\n<PointData>\n");
        var places = new long[quantities.Count];
        for (int i = 0; i < quantities.Count; i++)
        {
            WriteText($"<DataArray type=\"{TypeOf(quantities[i].Element)}\" Name=\"{quantities[i].Name}\" format=\"appended\" offset=\"");
            places[i] = _file.Position;
            WriteText(new string(' ', OffsetDigits) + "\"/>\n");
        }

        WriteText("</PointData>\n</Piece>\n</ImageData>\n<AppendedData encoding=\"raw\">\n_");
        _data = _file.Position;
        return places;
    }

    private static string TypeOf(ElementKind element) => element switch
    {
        ElementKind.Float32 => "Float32",
        ElementKind.UInt8 => "UInt8",
        ElementKind.UInt16 => "UInt16",
        _ => "UInt32",
    };

    private void WriteArray(Quantity quantity)
    {
        int planeBytes = (int)(_source.Grid.PlaneVoxels * quantity.ElementSize);
        var sizes = new ulong[3 + _source.Grid.Nz];
        (sizes[0], sizes[1], sizes[2]) = ((ulong)_source.Grid.Nz, (ulong)planeBytes, 0);
        long start = _file.Position;
        _file.Write(MemoryMarshal.AsBytes(sizes.AsSpan()));
        int done = 0;
        Slabs.Visit(_source, quantity, slab =>
        {
            foreach (byte[] block in Pack(slab, planeBytes))
            {
                _file.Write(block);
                sizes[3 + done++] = (ulong)block.Length;
            }
        });
        FillIn(start, MemoryMarshal.AsBytes(sizes.AsSpan()));
    }

    private static byte[][] Pack(ReadOnlySpan<byte> slab, int planeBytes)
    {
        byte[] planes = slab.ToArray();
        var packed = new byte[planes.Length / planeBytes][];
        Parallel.For(0, packed.Length, i =>
        {
            using var block = new MemoryStream();
            using (var zlib = new ZLibStream(block, CompressionLevel.Fastest, leaveOpen: true))
                zlib.Write(planes, i * planeBytes, planeBytes);
            packed[i] = block.ToArray();
        });
        return packed;
    }

    private void WriteText(string text) => _file.Write(Encoding.ASCII.GetBytes(text));

    private void FillIn(long at, string text) => FillIn(at, Encoding.ASCII.GetBytes(text));

    private void FillIn(long at, ReadOnlySpan<byte> bytes)
    {
        long end = _file.Position;
        _file.Position = at;
        _file.Write(bytes);
        _file.Position = end;
    }
}
