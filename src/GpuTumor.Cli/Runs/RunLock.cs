using System.Diagnostics;
using System.Text.Json;

namespace GpuTumor.Cli;

/// <summary>Keeps a second run out of a directory while one works in it: a file that says who, refreshed as long as the run lives.</summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "run.lock";

    private static readonly TimeSpan _refreshEvery = TimeSpan.FromSeconds(15);
    // On another machine a process cannot be looked at; one that has not been heard of for so long is gone.
    private static readonly TimeSpan _givenUpAfter = TimeSpan.FromMinutes(5);
    // Start times are rounded to ticks of the system's clock.
    private static readonly TimeSpan _clockTick = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Timer _refresh;

    private RunLock(string path)
    {
        _path = path;
        _refresh = new Timer(_ => Refresh(), null, _refreshEvery, _refreshEvery);
    }

    /// <summary>Takes the directory; a lock whose run is gone is taken over.</summary>
    /// <exception cref="UsageException">A run works there.</exception>
    public static RunLock Take(string directory)
    {
        string path = Path.Combine(directory, FileName);
        string own = JsonSerializer.Serialize(Holder.Here());
        for (int attempt = 0; attempt < 3; attempt++)
        {
            if (TryCreate(path, own))
                return new RunLock(path);
            if (Read(path) is not { } text)
                continue;
            if (HolderOf(text) is { } holder && !IsGone(holder, path))
            {
                throw new UsageException(
                    $"'{directory}' is in use by a run on {holder.Host} (process {holder.Process}); wait for it, stop it, or give another --out. "
                    + $"If that machine is gone, remove {FileName} there");
            }

            Remove(path, text);
        }

        throw new UsageException($"'{directory}' was taken by another run at the same moment; give another --out");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _refresh.Dispose();
        File.Delete(_path);
    }

    private static bool TryCreate(string path, string text)
    {
        // Written beside and linked: whoever sees the lock sees who holds it.
        string beside = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():n}";
        File.WriteAllText(beside, text);
        try
        {
            File.Move(beside, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
            return false;
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static Holder? HolderOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(text);
        }
        catch (JsonException)
        {
            // Nothing that we wrote: a machine that lost its power leaves empty files.
            return null;
        }
    }

    private static bool IsGone(Holder holder, string path)
    {
        if (holder.Host == Environment.MachineName)
            return !IsAlive(holder);
        // A batch system starts a job again only when its former run has ended.
        Holder here = Holder.Here();
        if (here.Job is not null && here.Job == holder.Job && here.Restarts != holder.Restarts)
            return true;
        // The file server's own clock tells the age.
        string now = $"{path}.{Environment.ProcessId}-now";
        File.WriteAllText(now, "");
        TimeSpan age = File.GetLastWriteTimeUtc(now) - File.GetLastWriteTimeUtc(path);
        File.Delete(now);
        return age > _givenUpAfter;
    }

    private static bool IsAlive(Holder holder)
    {
        try
        {
            using Process process = Process.GetProcessById(holder.Process);
            // Numbers of processes come again; start times do not.
            return (process.StartTime.ToUniversalTime() - holder.Started).Duration() < _clockTick;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    // Moved away first: of two runs that find a dead one's lock, one takes it, and the other finds the first one's.
    private static void Remove(string path, string expected)
    {
        string stale = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():n}";
        try
        {
            File.Move(path, stale);
        }
        catch (FileNotFoundException)
        {
            return;
        }

        if (File.ReadAllText(stale) == expected)
            File.Delete(stale);
        else
            File.Move(stale, path, overwrite: true);
    }

    private void Refresh()
    {
        try
        {
            File.SetLastWriteTimeUtc(_path, DateTime.UtcNow);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A disk that fails is reported where the run writes.
        }
    }

    // Who works in a directory.
    private sealed record Holder(string Host, int Process, DateTime Started, string? Job, string? Restarts)
    {
        public static Holder Here()
        {
            using Process self = System.Diagnostics.Process.GetCurrentProcess();
            return new Holder(
                Environment.MachineName,
                Environment.ProcessId,
                self.StartTime.ToUniversalTime(),
                Environment.GetEnvironmentVariable("SLURM_JOB_ID"),
                Environment.GetEnvironmentVariable("SLURM_RESTART_COUNT"));
        }
    }
}
