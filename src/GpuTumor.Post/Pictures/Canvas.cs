namespace GpuTumor.Post;

/// <summary>A picture to draw on: rows from the top, pixels from the left.</summary>
internal sealed class Canvas
{
    private readonly byte[] _pixels;

    /// <summary>A white picture.</summary>
    public Canvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = new byte[3 * width * height];
        Array.Fill(_pixels, (byte)255);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue of each pixel.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    public void Set(int x, int y, Colour colour)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
            return;
        int at = 3 * (x + (Width * y));
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    public void Fill(int x, int y, int width, int height, Colour colour)
    {
        for (int j = y; j < y + height; j++)
        {
            for (int i = x; i < x + width; i++)
                Set(i, j, colour);
        }
    }

    /// <summary>A frame one pixel wide around a box.</summary>
    public void Frame(int x, int y, int width, int height, Colour colour)
    {
        Fill(x - 1, y - 1, width + 2, 1, colour);
        Fill(x - 1, y + height, width + 2, 1, colour);
        Fill(x - 1, y, 1, height, colour);
        Fill(x + width, y, 1, height, colour);
    }

    /// <summary>Writes a line of text from its top left corner, each dot <paramref name="scale"/> pixels wide.</summary>
    public void Write(string text, int x, int y, int scale, Colour colour)
    {
        foreach (char letter in text)
        {
            for (int row = 0; row < PixelFont.Height; row++)
            {
                for (int column = 0; column < PixelFont.Advance; column++)
                {
                    if (PixelFont.IsSet(letter, column, row))
                        Fill(x + (column * scale), y + (row * scale), scale, scale, colour);
                }
            }

            x += PixelFont.Advance * scale;
        }
    }
}
