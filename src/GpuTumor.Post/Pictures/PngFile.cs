using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GpuTumor.Post;

/// <summary>PNG pictures: true colour, or 8-bit indices into a palette.</summary>
internal static class PngFile
{
    private const byte TrueColour = 2;

    private const byte Indexed = 3;

    private static readonly uint[] _remainders = MakeRemainders();

    /// <summary>A picture in true colour.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="about">What it shows and what it came from: keyword and text, in Latin-1.</param>
    public static byte[] Encode(Canvas canvas, IEnumerable<(string Keyword, string Text)> about)
        => Encode(canvas.Pixels, canvas.Width, canvas.Height, TrueColour, [], about);

    /// <summary>A picture of indices.</summary>
    public static byte[] EncodeIndexed(ReadOnlySpan<byte> indices, int width, int height, IReadOnlyList<Colour> palette)
        => Encode(indices, width, height, Indexed, palette, []);

    private static byte[] Encode(
        ReadOnlySpan<byte> pixels, int width, int height, byte kind, IReadOnlyList<Colour> palette,
        IEnumerable<(string Keyword, string Text)> about)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, kind);
        WriteChunk(file, "IHDR", header);
        if (kind == Indexed)
            WriteChunk(file, "PLTE", [.. palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue })]);
        foreach ((string keyword, string text) in about)
            WriteChunk(file, "tEXt", Encoding.Latin1.GetBytes($"{keyword}\0{text}"));
        WriteChunk(file, "IDAT", Compress(pixels, height, kind == Indexed ? 1 : 3));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Rows behind their filter: none for indices, the difference from the pixel to the left for colours.</summary>
    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int height, int bytesPerPixel)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            int length = pixels.Length / height;
            var row = new byte[length + 1];
            row[0] = bytesPerPixel == 1 ? (byte)0 : (byte)1;
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> from = pixels.Slice(y * length, length);
                for (int i = 0; i < length; i++)
                    row[i + 1] = (byte)(from[i] - (row[0] == 1 && i >= bytesPerPixel ? from[i - bytesPerPixel] : 0));
                zlib.Write(row);
            }
        }

        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
        file.Write(word);
        byte[] name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Checksum(Checksum(uint.MaxValue, name), content));
        file.Write(word);
    }

    private static uint Checksum(uint remainder, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            remainder = _remainders[(remainder ^ b) & 255] ^ (remainder >> 8);
        return remainder;
    }

    private static uint[] MakeRemainders()
    {
        const uint Polynomial = 0xEDB88320;
        var remainders = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint remainder = n;
            for (int bit = 0; bit < 8; bit++)
                remainder = (remainder & 1) != 0 ? Polynomial ^ (remainder >> 1) : remainder >> 1;
            remainders[n] = remainder;
        }

        return remainders;
    }
}
