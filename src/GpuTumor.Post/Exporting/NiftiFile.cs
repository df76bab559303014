using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>A quantity as a gzipped NIfTI-1 image, which tools of medical imaging read: ITK-SNAP, 3D Slicer, nibabel.</summary>
/// <remarks>
/// A header of 348 bytes (nifti1.h), four bytes "no extension", then voxels, x fastest. Lengths in mm, time in s; voxel
/// (0, 0, 0) has its centre at half a voxel from the lattice's corner, axes are not turned (sform and qform agree).
/// </remarks>
internal static class NiftiFile
{
    private const int HeaderSize = 348;

    private const int VoxelOffset = 352;

    private const int MostVoxelsAlong = short.MaxValue;

    private const byte MillimetresAndSeconds = 2 | 8;

    private const short ScannerCoordinates = 1;

    /// <summary>Writes a quantity.</summary>
    /// <exception cref="FaultException">The lattice is too long for the format.</exception>
    public static void Write(Stream file, ISnapshotSource source, Quantity quantity)
    {
        if (Math.Max(source.Grid.Nx, Math.Max(source.Grid.Ny, source.Grid.Nz)) > MostVoxelsAlong)
            throw new FaultException(ExitCode.BadData, "NIfTI-1 holds 32767 voxels along an axis; use --format vti.");
        using var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        packed.Write(Header(source, quantity));
        Slabs.Visit(source, quantity, slab => packed.Write(slab));
    }

    private static byte[] Header(ISnapshotSource source, Quantity quantity)
    {
        Grid grid = source.Grid;
        float edge = (float)(grid.Spacing / 1000);
        var header = new HeaderBytes(VoxelOffset);
        header.Int(0, HeaderSize);
        header.Shorts(40, 3, (short)grid.Nx, (short)grid.Ny, (short)grid.Nz, 1, 1, 1, 1);
        (short code, short bits) = TypeOf(quantity.Element);
        header.Shorts(70, code, bits);
        header.Floats(76, 1, edge, edge, edge, 0, 0, 0, 0);
        header.Floats(108, VoxelOffset, 1, 0);
        header.Byte(123, MillimetresAndSeconds);
        header.Floats(136, (float)(source.Hours * 3600));
        header.Text(148, 80, $"GpuTumor {quantity.Name} [{quantity.Unit}] step {source.Step}");
        header.Shorts(252, ScannerCoordinates, ScannerCoordinates);

        // No turn (quaternion 0, 0, 0), and the centre of the first voxel.
        header.Floats(256, 0, 0, 0, edge / 2, edge / 2, edge / 2);
        header.Floats(280, edge, 0, 0, edge / 2, 0, edge, 0, edge / 2, 0, 0, edge, edge / 2);
        header.Text(328, 16, quantity.Name);
        header.Text(344, 4, "n+1");
        return header.Content;
    }

    private static (short Code, short Bits) TypeOf(ElementKind element) => element switch
    {
        ElementKind.Float32 => (16, 32),
        ElementKind.UInt8 => (2, 8),
        ElementKind.UInt16 => (512, 16),
        _ => (768, 32),
    };

    private sealed class HeaderBytes(int size)
    {
        public byte[] Content { get; } = new byte[size];

        public void Byte(int at, byte value) => Content[at] = value;

        public void Int(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(Content.AsSpan(at), value);

        public void Shorts(int at, params ReadOnlySpan<short> values)
        {
            for (int i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteInt16LittleEndian(Content.AsSpan(at + (2 * i)), values[i]);
        }

        public void Floats(int at, params ReadOnlySpan<float> values)
        {
            for (int i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(Content.AsSpan(at + (4 * i)), values[i]);
        }

        /// <summary>ASCII, cut so that a zero follows.</summary>
        public void Text(int at, int room, string text)
        {
            byte[] letters = Encoding.ASCII.GetBytes(text);
            letters.AsSpan(0, Math.Min(letters.Length, room - 1)).CopyTo(Content.AsSpan(at));
        }
    }
}
