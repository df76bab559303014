namespace GpuTumor.Engine;

/// <summary>What the reported scans say so far, and all that a protocol knows.</summary>
/// <remarks>
/// Progression by volume: 1.728 × the lowest scan since the line of treatment began (a diameter of 1.2 ×), confirmed by the next
/// scan.
/// </remarks>
public sealed class CaseNotes
{
    /// <summary>The growth from the lowest volume that is called progression.</summary>
    public const double ProgressionRatio = 1.728;

    /// <summary>The first scan that saw something; null before.</summary>
    public Scan? Baseline { get; private set; }

    /// <summary>The last scan reported; null before the first.</summary>
    public Scan? Last { get; private set; }

    /// <summary>The lowest scan of the present line of treatment; null before the first.</summary>
    public double? Nadir { get; private set; }

    /// <summary>Consecutive scans that showed progression.</summary>
    public int Progressions { get; private set; }

    /// <summary>Progression, seen twice in a row.</summary>
    public bool IsProgressionConfirmed => Progressions >= 2;

    /// <summary>The last scan relative to the first; NaN before there are any.</summary>
    public double Relative => Baseline is { } baseline && Last is { } last ? last.Cells / baseline.Cells : double.NaN;

    /// <summary>Writes a scan down.</summary>
    public void Add(Scan scan)
    {
        if (Baseline is null && scan.Cells > 0)
            Baseline = scan;
        // What fell below the limit and is seen again has progressed, from whatever it was.
        bool progressed = Nadir is { } lowest && scan.Cells > 0 && scan.Cells >= ProgressionRatio * lowest;
        Progressions = progressed ? Progressions + 1 : 0;
        Nadir = Math.Min(Nadir ?? double.PositiveInfinity, scan.Cells);
        Last = scan;
    }

    /// <summary>A new line of treatment begins: what counts as progression is measured from now.</summary>
    public void BeginLine() => (Nadir, Progressions) = (Last?.Cells, 0);

    /// <summary>Writes the notes.</summary>
    public void Save(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        foreach (Scan? scan in new[] { Baseline, Last })
        {
            to.Write(scan is not null);
            to.Write(scan?.TakenAt ?? 0);
            to.Write(scan?.KnownAt ?? 0);
            to.Write(scan?.Cells ?? 0);
        }

        to.Write(Nadir ?? double.NaN);
        to.Write(Progressions);
    }

    /// <summary>Takes them up again.</summary>
    public void Restore(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Baseline = ReadScan(from);
        Last = ReadScan(from);
        double nadir = from.ReadDouble();
        Nadir = double.IsNaN(nadir) ? null : nadir;
        Progressions = from.ReadInt32();
    }

    private static Scan? ReadScan(BinaryReader from)
    {
        bool there = from.ReadBoolean();
        Scan scan = new(from.ReadInt64(), from.ReadInt64(), from.ReadDouble());
        return there ? scan : null;
    }
}
