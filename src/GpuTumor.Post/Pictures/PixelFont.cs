namespace GpuTumor.Post;

/// <summary>Letters five dots wide and seven high, with one row for descenders.</summary>
internal static class PixelFont
{
    /// <summary>Columns from one letter to the next.</summary>
    public const int Advance = 6;

    /// <summary>Rows of a letter with its descender.</summary>
    public const int Height = 8;

    // Five columns a letter from left to right; bit 0 is the top row, bit 7 the descender.
    private const string Printable =
        "0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649562050 0000070000 001C224100 0041221C00 "
        + "2A1C7F1C2A 08083E0808 0080700000 0808080808 0060600000 2010080402 3E5149453E 00427F4000 7249494946 2141494D33 "
        + "1814127F10 2745454539 3C4A494931 4121110907 3649494936 464949291E 0036360000 0056360000 0814224100 1414141414 "
        + "0041221408 0201590906 3E415D594E 7C1211127C 7F49494936 3E41414122 7F4141413E 7F49494941 7F09090901 3E41415173 "
        + "7F0808087F 00417F4100 2040413F01 7F08142241 7F40404040 7F021C027F 7F0408107F 3E4141413E 7F09090906 3E4151215E "
        + "7F09192946 2649494932 03017F0103 3F4040403F 1F2040201F 3F4038403F 6314081463 0304780403 6159494D43 007F414141 "
        + "0204081020 004141417F 0402010204 4040404040 0003070800 2054547840 7F28444438 3844444428 384444287F 3854545418 "
        + "00087E0902 18A4A49C78 7F08040478 00447D4000 2040403D00 7F10284400 00417F4000 7C04780478 7C08040478 3844444438 "
        + "FC18242418 18242418FC 7C08040408 4854545424 04043F4424 3C4040207C 1C2040201C 3C4030403C 4428102844 4C9090907C "
        + "4464544C44 0008364100 0000770000 0041360800 0201020402";

    private static readonly Dictionary<char, byte[]> _letters = MakeLetters();

    /// <summary>Columns that a text takes.</summary>
    public static int WidthOf(string text) => Math.Max(0, (text.Length * Advance) - 1);

    /// <summary>Whether a dot of a letter is set; letters that are not known look like '?'.</summary>
    public static bool IsSet(char letter, int column, int row)
        => column < 5 && (_letters.GetValueOrDefault(letter, _letters['?'])[column] >> row & 1) != 0;

    private static Dictionary<char, byte[]> MakeLetters()
    {
        var letters = new Dictionary<char, byte[]>();
        char next = ' ';
        foreach (string columns in Printable.Split(' '))
            letters[next++] = Convert.FromHexString(columns);
        letters['µ'] = Convert.FromHexString("FC4040207C");
        letters['²'] = Convert.FromHexString("001D151700");
        letters['³'] = Convert.FromHexString("0015151F00");
        letters['·'] = Convert.FromHexString("0000180000");
        letters['×'] = Convert.FromHexString("2214081422");
        letters['–'] = letters['-'];
        letters['−'] = letters['-'];
        return letters;
    }
}
