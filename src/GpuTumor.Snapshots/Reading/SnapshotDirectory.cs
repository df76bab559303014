using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTumor.Snapshots;

/// <summary>The snapshots of a run's directory.</summary>
public static partial class SnapshotDirectory
{
    /// <summary>Finds the snapshots in the order of their steps. A file under its final name is complete.</summary>
    /// <exception cref="SnapshotException">There is no such directory.</exception>
    public static IReadOnlyList<string> Find(string directory)
    {
        if (!Directory.Exists(directory))
            throw new SnapshotException(directory, SnapshotProblem.Missing, "there is no such directory. Give the one that a run wrote to.");
        return
        [
            .. Directory.EnumerateFiles(directory, "snap_*.h5")
                .Select(path => (Path: path, Match: Name().Match(Path.GetFileName(path))))
                .Where(file => file.Match.Success)
                .OrderBy(file => long.Parse(file.Match.Groups[1].Value, CultureInfo.InvariantCulture))
                .Select(file => file.Path),
        ];
    }

    [GeneratedRegex(@"^snap_(\d{8,18})\.h5$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
