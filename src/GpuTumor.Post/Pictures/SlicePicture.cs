using System.Globalization;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>A slice as a figure: title, picture with scale bar, colour bar or legend with units.</summary>
internal sealed class SlicePicture
{
    private const int Margin = 20;
    private const int TitleHeight = 64;
    private const int BarWidth = 24;
    private const int SideWidth = 210;
    private const int SmallestSide = 560;
    private const int TextScale = 2;

    private readonly Slice _slice;
    private readonly Slice? _kind;
    private readonly ColourScale _scale;
    private readonly int _zoom;
    private readonly Canvas _canvas;

    private SlicePicture(Slice slice, Slice? kind, ColourScale scale)
    {
        (_slice, _kind, _scale) = (slice, kind, scale);
        _zoom = Math.Max(1, (SmallestSide + Math.Max(slice.Width, slice.Height) - 1) / Math.Max(slice.Width, slice.Height));
        _canvas = new Canvas(
            Margin + (_zoom * slice.Width) + Margin + SideWidth,
            TitleHeight + (_zoom * slice.Height) + Margin);
    }

    /// <summary>Draws the figure.</summary>
    public static Canvas Draw(Slice slice, Slice? kind, ColourScale scale, ISnapshotSource source, string run)
    {
        var picture = new SlicePicture(slice, kind, scale);
        picture.DrawTitle(source, run);
        picture.DrawVoxels();
        picture.DrawScaleBar(source.Grid.Spacing);
        if (scale.Map is null)
            picture.DrawLegend();
        else
            picture.DrawColourBar(scale.Map);
        return picture._canvas;
    }

    /// <summary>A unit as people write it: <c>um</c> is µm.</summary>
    public static string UnitText(string unit) => unit switch
    {
        "1" => "",
        "um2" => "µm²",
        "um3" => "µm³",
        _ => (unit.StartsWith("um", StringComparison.Ordinal) ? "µ" + unit[1..] : unit).Replace('.', '·'),
    };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private void DrawTitle(ISnapshotSource source, string run)
    {
        string name = _slice.Quantity.LongName.Length > 0 ? _slice.Quantity.LongName : _slice.Quantity.Name;
        double days = source.Hours / 24;
        _canvas.Write($"{name}, {Number(days)} d", Margin, 14, TextScale, Colour.Black);
        string axes = _slice.Axis switch
        {
            Axis.X => "x = {0} µm; y right, z up",
            Axis.Y => "y = {0} µm; x right, z up",
            _ => "z = {0} µm; x right, y up",
        };
        double position = (_slice.Index + 0.5) * source.Grid.Spacing;
        string where = string.Format(CultureInfo.InvariantCulture, axes, Number(position));
        string line = $"{run}  {where}";
        int room = _canvas.Width - (2 * Margin);
        int scale = PixelFont.WidthOf(line) * TextScale <= room ? TextScale : 1;
        int most = room / (PixelFont.Advance * scale);
        _canvas.Write(line.Length <= most ? line : "..." + line[^(most - 3)..], Margin, 38, scale, Colour.Of("#555555"));
    }

    private void DrawVoxels()
    {
        for (int j = 0; j < _slice.Height; j++)
        {
            int top = TitleHeight + ((_slice.Height - 1 - j) * _zoom);
            for (int i = 0; i < _slice.Width; i++)
            {
                Colour colour = _scale.ColourOf(_slice, _kind, i + (j * _slice.Width));
                _canvas.Fill(Margin + (i * _zoom), top, _zoom, _zoom, colour);
            }
        }

        _canvas.Frame(Margin, TitleHeight, _slice.Width * _zoom, _slice.Height * _zoom, Colour.Of("#808080"));
    }

    private void DrawScaleBar(double spacing)
    {
        double micrometres = Ticks.RoundLength(_slice.Width * spacing / 4);
        int length = (int)Math.Round(micrometres / spacing * _zoom);
        string text = micrometres >= 1000 ? $"{Number(micrometres / 1000)} mm" : $"{Number(micrometres)} µm";
        int textWidth = PixelFont.WidthOf(text) * TextScale;
        int left = Margin + 12;
        int bottom = TitleHeight + (_slice.Height * _zoom) - 12;
        int width = Math.Max(length, textWidth);

        // A white plate, so that the bar can be read on any colour.
        _canvas.Fill(left - 6, bottom - 30, width + 12, 36, Colour.White);
        _canvas.Frame(left - 6, bottom - 30, width + 12, 36, Colour.Of("#808080"));
        _canvas.Write(text, left + ((width - textWidth) / 2), bottom - 26, TextScale, Colour.Black);
        _canvas.Fill(left + ((width - length) / 2), bottom - 4, length, 5, Colour.Black);
    }

    private void DrawColourBar(ColourMap map)
    {
        int left = Margin + (_slice.Width * _zoom) + Margin;
        int top = TitleHeight + 30;
        int height = (_slice.Height * _zoom) - 40;
        string unit = UnitText(_slice.Quantity.Unit);
        _canvas.Write(unit.Length == 0 ? "no unit" : unit, left, TitleHeight, TextScale, Colour.Black);
        for (int j = 0; j < height; j++)
            _canvas.Fill(left, top + j, BarWidth, 1, map[255 - (255 * j / Math.Max(1, height - 1))]);
        _canvas.Frame(left, top, BarWidth, height, Colour.Of("#808080"));

        IReadOnlyList<double> ticks = Ticks.Between(_scale.Low, _scale.High, 6);
        double step = ticks.Count > 1 ? ticks[1] - ticks[0] : Math.Abs(ticks[0]) / 100;
        foreach (double tick in ticks)
        {
            double share = _scale.High > _scale.Low ? (tick - _scale.Low) / (_scale.High - _scale.Low) : 0;
            int y = top + height - 1 - (int)Math.Round(share * (height - 1));
            _canvas.Fill(left + BarWidth + 1, y, 6, 1, Colour.Black);
            _canvas.Write(Ticks.Text(tick, step), left + BarWidth + 12, y - 7, TextScale, Colour.Black);
        }
    }

    private void DrawLegend()
    {
        int left = Margin + (_slice.Width * _zoom) + Margin;
        int top = TitleHeight;
        foreach ((string name, Colour colour) in _scale.Legend)
        {
            _canvas.Fill(left, top, 20, 20, colour);
            _canvas.Frame(left, top, 20, 20, Colour.Of("#808080"));
            _canvas.Write(name, left + 30, top + 3, TextScale, Colour.Black);
            top += 32;
        }

        if (_scale.Legend.Count == 0)
            _canvas.Write("one colour", left, top, TextScale, Colour.Black);
        if (_scale.Legend.Count == 0)
            _canvas.Write("per clone", left, top + 20, TextScale, Colour.Black);
    }
}
