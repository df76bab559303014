using System.Globalization;

namespace GpuTumor.Engine;

/// <summary>Reasons of decisions, in words.</summary>
internal static class Said
{
    /// <summary>What the last scan showed.</summary>
    public static string Of(CaseNotes notes)
    {
        Scan scan = notes.Last ?? default;
        string cells = scan.Cells > 0 ? string.Create(CultureInfo.InvariantCulture, $"{scan.Cells:0} cells") : "nothing";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the scan of step {scan.TakenAt} showed {cells}, {notes.Relative * 100:0.#} % of the first");
    }
}
