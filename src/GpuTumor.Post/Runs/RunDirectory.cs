using System.Text.Json;
using GpuTumor.Metrics;
using GpuTumor.Snapshots;

namespace GpuTumor.Post;

/// <summary>The snapshots that one run left in a directory.</summary>
internal sealed class RunDirectory
{
    private RunDirectory(string name, string path, IReadOnlyList<string> snapshots)
        => (Name, Path, Snapshots) = (name, path, snapshots);

    /// <summary>The arm's name, or that of the directory.</summary>
    public string Name { get; }

    public string Path { get; }

    /// <summary>The files, in the order of time.</summary>
    public IReadOnlyList<string> Snapshots { get; }

    /// <summary>Distant sites that have snapshots of their own, in directories below, in the order of their names.</summary>
    public IReadOnlyList<string> Sites
        => [.. Directory.EnumerateDirectories(Path).Where(d => SnapshotDirectory.Find(d).Count > 0).Select(NameOf).Order(StringComparer.Ordinal)];

    /// <summary>How far the run has come and what it says of its end, unless it came to that; null also without run.json.</summary>
    public string? Unfinished => Report(Path, report =>
    {
        string reason = report.GetProperty("exit_reason").GetString() ?? "";
        double planned = report.GetProperty("steps_planned").GetInt64() * report.GetProperty("step_hours").GetDouble() / 24;
        return reason is "completed" or "observed" ? null : FormattableString.Invariant($"{reason}, {planned:0.##} d were planned");
    });

    /// <summary>The snapshot of a distant site at the moment of one of the primary's; null where there is none.</summary>
    /// <param name="site">The site.</param>
    /// <param name="snapshot">The primary's snapshot.</param>
    public string? SnapshotOf(string site, string snapshot)
    {
        string path = System.IO.Path.Combine(Path, site, System.IO.Path.GetFileName(snapshot));
        return File.Exists(path) ? path : null;
    }

    /// <summary>The run in a directory, or one run for each arm below it: the reference first, then as the scenario has them.</summary>
    /// <exception cref="FaultException">There is no such directory, or no snapshot in it.</exception>
    public static IReadOnlyList<RunDirectory> Find(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new FaultException(
                ExitCode.NoSuchFile,
                $"{directory}: there is no such directory. Give the one that `gputumor run` wrote to (its --out).");
        }

        if (SnapshotDirectory.Find(directory) is { Count: > 0 } own)
            return [new(NameOf(directory), directory, own)];
        RunDirectory[] arms =
        [
            .. Directory.EnumerateDirectories(directory)
                .Select(d => new RunDirectory(NameOf(d), d, SnapshotDirectory.Find(d)))
                .Where(arm => arm.Snapshots.Count > 0)
                .OrderBy(arm => IsReference(arm.Name) ? 0 : 1)
                .ThenBy(arm => OrderOf(arm.Path))
                .ThenBy(arm => arm.Name, StringComparer.Ordinal),
        ];
        if (arms.Length > 0)
            return arms;
        throw new FaultException(
            ExitCode.BadData,
            $"{directory}: holds no snapshot (snap_*.h5), neither itself nor in the directories of arms below it. "
            + "Give the directory that `gputumor run` wrote to; if the run was to write none, see output.snapshots in its scenario.");
    }

    /// <summary>Whether an arm is one that others are compared with, by its name.</summary>
    public static bool IsReference(string arm)
        => arm.StartsWith("vehicle", StringComparison.OrdinalIgnoreCase)
            || arm.StartsWith("control", StringComparison.OrdinalIgnoreCase)
            || arm.Equals("untreated", StringComparison.OrdinalIgnoreCase);

    /// <summary>The snapshot nearest in time; the last if no time is given.</summary>
    public string SnapshotAt(double? hours)
    {
        if (hours is null)
            return Snapshots[^1];
        return Snapshots.MinBy(path =>
        {
            using StoredSnapshot snapshot = StoredSnapshot.Open(path);
            return Math.Abs(snapshot.Hours - hours.Value);
        })!;
    }

    // The arm's place in its scenario; last without one.
    private static int OrderOf(string directory)
        => Report(directory, report => report.TryGetProperty("order", out JsonElement order) && order.TryGetInt32(out int place) ? place : (int?)null) ?? int.MaxValue;

    // What run.json says; nothing if it is not there or not one of ours.
    private static T? Report<T>(string directory, Func<JsonElement, T?> read)
    {
        try
        {
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(directory, "run.json")));
            return read(report.RootElement);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return default;
        }
    }

    private static string NameOf(string directory)
        => System.IO.Path.GetFileName(System.IO.Path.GetFullPath(directory).TrimEnd(System.IO.Path.DirectorySeparatorChar));
}
