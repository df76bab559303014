using System.Text;
using System.Text.Json.Nodes;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>The tumour and its distant colonies at the end in 3D, to be turned, cut and lit by a field.</summary>
internal sealed class VolumeView
{
    private const int MostFields = 12;

    private const int FinestSide = 96;

    // The page stays below a megabyte with its slices: what does not fit is made coarser.
    private const int MostCharacters = 600_000;

    private static readonly Colour[] _hostColours =
        [Colour.Of("#f5f0b0"), Colour.Of("#b03a5b"), Colour.Of("#c6a57e"), Colour.Of("#7f5af0"), Colour.Of("#e7ddcf")];

    private readonly IReadOnlyList<Scene> _scenes;
    private readonly StringBuilder _html;

    public VolumeView(IReadOnlyList<MeasuredRun> runs, StringBuilder html) => (_scenes, _html) = (Scene.AtTheEndOf(runs), html);

    public void Write()
    {
        int side = FinestSide;
        JsonArray arms = [];
        Quantity? founders;
        HashSet<byte> present;
        string content;
        do
        {
            (arms, founders, present) = Read(side);
            if (founders is null)
                return;
            content = arms.ToJsonString();
            side = side * 4 / 5;
        }
        while (content.Length > MostCharacters);

        if (!present.Any(category => category > 0))
        {
            _html.Append("<h2>In three dimensions, at the end</h2><p>There is no cell left to show.</p>");
            return;
        }

        WriteControls(founders, present, arms);
        var document = new JsonObject
        {
            ["palette"] = Convert.ToBase64String([.. Enumerable.Range(0, 16).SelectMany(c => Channels(ColourOf((byte)c)))]),
            ["map"] = Convert.ToBase64String([.. Enumerable.Range(0, 256).SelectMany(i => Channels(ColourMap.Inferno[i]))]),
            ["arms"] = arms,
        };
        _html.Append("<script type=\"application/json\" id=\"volumes\">")
            .Append(document.ToJsonString().Replace("<", "\\u003c", StringComparison.Ordinal)).Append("</script>");
    }

    private (JsonArray Arms, Quantity? Founders, HashSet<byte> Present) Read(int side)
    {
        var arms = new JsonArray();
        Quantity? founders = null;
        var present = new HashSet<byte>();
        foreach (Scene scene in _scenes)
        {
            using StoredSnapshot snapshot = StoredSnapshot.Open(scene.Snapshot);
            Quantity? founder = snapshot.Quantities.FirstOrDefault(q => q.Name == "founder");
            if (founder is null)
                return (arms, null, present);
            founders ??= founder;
            Volume volume = Volume.Read(snapshot, side);
            present.UnionWith(volume.Cells);
            arms.Add(SceneObject(scene, snapshot, volume));
        }

        return (arms, founders, present);
    }

    private static JsonObject SceneObject(Scene scene, StoredSnapshot snapshot, Volume volume)
    {
        var fields = new JsonArray();
        foreach (Quantity field in snapshot.Quantities.Where(q => q.Element == ElementKind.Float32).Take(MostFields))
        {
            (byte[] levels, double low, double high) = volume.ReadField(field);
            fields.Add(new JsonObject
            {
                ["name"] = field.Name,
                ["unit"] = SlicePicture.UnitText(field.Unit),
                ["low"] = low,
                ["high"] = high,
                ["bytes"] = Volume.Pack(levels),
            });
        }

        return new JsonObject
        {
            ["name"] = scene.Name,
            ["size"] = new JsonArray(volume.Nx, volume.Ny, volume.Nz),
            ["cells"] = Volume.Pack(volume.Cells),
            ["fields"] = fields,
        };
    }

    private static Colour ColourOf(byte category) => category switch
    {
        0 => Colour.Black,
        Volume.Apoptotic => Colour.Of("#e69f00"),
        Volume.Necrotic => Colour.Of("#8a8f98"),
        >= Volume.FirstHost => _hostColours[(category - Volume.FirstHost) % _hostColours.Length],
        _ => CategoryColours.OfLineage(category - 1),
    };

    private static byte[] Channels(Colour colour) => [colour.Red, colour.Green, colour.Blue];

    private static string HostName(int kind) => kind switch
    {
        1 => "T cell",
        2 => "MDSC",
        3 => "CAF",
        4 => "TAM",
        _ => "fibroblast",
    };

    private static string NameOf(byte category, Quantity founders) => category switch
    {
        Volume.Apoptotic => "apoptotic",
        Volume.Necrotic => "necrotic",
        >= Volume.FirstHost => HostName(category - Volume.FirstHost + 1),
        _ => founders.Codes.FirstOrDefault(c => c.Value == category - 1).Meaning ?? $"founder {category - 1}",
    };

    private void WriteControls(Quantity founders, HashSet<byte> present, JsonArray arms)
    {
        _html.Append("<h2>In three dimensions, at the end</h2><p>Drag to turn, wheel to come closer. A field glows where it is above the ")
            .Append("threshold, or shows the surface on which it has that value.</p><div class=\"controls\"><label>of <select id=\"arm\">");

        // The reference comes first among the arms; what a treatment did is the more telling first sight.
        int shown = _scenes.Select((scene, i) => (scene, i)).Where(one => one.scene.Site is null).Take(2).Last().i;
        for (int i = 0; i < arms.Count; i++)
            _html.Append($"<option value=\"{i}\"{(i == shown ? " selected" : "")}>{Html.Safe(arms[i]!["name"]!.GetValue<string>())}</option>");
        _html.Append("</select></label>");
        foreach (byte category in present.Where(c => c > 0).Order())
        {
            _html.Append($"<label><input type=\"checkbox\" data-category=\"{category}\" checked> ")
                .Append($"<i style=\"display:inline-block;width:12px;height:12px;background:{ColourOf(category)}\"></i> ")
                .Append($"{Html.Safe(NameOf(category, founders))}</label>");
        }

        _html.Append("<label>cut <input type=\"range\" id=\"cut\" min=\"0\" max=\"100\" value=\"50\"> across ")
            .Append("<select id=\"cutaxis\"><option value=\"2\">z</option><option value=\"1\">y</option><option value=\"0\">x</option></select></label>")
            .Append("<label>field <select id=\"field\"><option value=\"\">none</option>");
        foreach (string name in arms.SelectMany(arm => arm!["fields"]!.AsArray()).Select(field => field!["name"]!.GetValue<string>()).Distinct())
            _html.Append($"<option value=\"{Html.Safe(name)}\">{Html.Safe(name.Replace('_', ' '))}</option>");

        _html.Append("</select></label>")
            .Append("<label>as <select id=\"mode\"><option value=\"0\">glow</option><option value=\"1\">surface</option></select></label>")
            .Append("<label>strength <input type=\"range\" id=\"glow\" min=\"0\" max=\"100\" value=\"50\"></label>")
            .Append("<label>threshold <input type=\"range\" id=\"threshold\" min=\"0\" max=\"95\" value=\"10\"> <span id=\"thresholdvalue\" class=\"soft\"></span></label></div>")
            .Append("<div class=\"stage\"><canvas id=\"volume\"></canvas><div id=\"volumekey\"></div></div>");
    }
}
