using System.Globalization;
using System.Text.RegularExpressions;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>The checkpoints of a run's directory: the newest few.</summary>
public sealed partial class CheckpointDirectory
{
    private const string Damaged = ".damaged";

    private readonly string _directory;
    private readonly int _kept;

    /// <summary>The checkpoints of a directory.</summary>
    /// <param name="directory">A run's directory.</param>
    /// <param name="kept">How many are kept; at least one.</param>
    public CheckpointDirectory(string directory, int kept)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kept);
        (_directory, _kept) = (directory, kept);
    }

    /// <summary>Those there, newest first. A file under its final name was once complete.</summary>
    public IReadOnlyList<string> Newest =>
    [
        .. (Directory.Exists(_directory) ? Directory.EnumerateFiles(_directory, CheckpointLayout.Pattern) : [])
            .Select(path => (Path: path, Match: Name().Match(Path.GetFileName(path))))
            .Where(file => file.Match.Success)
            .OrderByDescending(file => long.Parse(file.Match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Select(file => file.Path),
    ];

    /// <summary>Removes what a killed run left half written.</summary>
    public void Sweep() => AtomicFile.Sweep(_directory, [CheckpointLayout.Pattern]);

    /// <summary>Writes a checkpoint, and removes those that are too old by then.</summary>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable; the older ones are still there.</exception>
    public string Write(Patient patient, Clock clock, Provenance provenance, double wallSeconds, int threads)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return Write(patient, patient.Primary.StateHash(), clock, provenance, wallSeconds, threads);
    }

    /// <summary>
    /// Keeps the state on its device, and writes it while the run goes on, after what was brought to the backlog before. False where the device keeps none or
    /// has no room for all of it: then nothing is done.
    /// </summary>
    /// <remarks>A failure is thrown by the backlog, as that of a snapshot is; the older checkpoints are still there.</remarks>
    public bool Begin(Patient patient, Clock clock, Provenance provenance, double wallSeconds, int threads, SnapshotBacklog backlog)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(backlog);
        if (patient.Primary.RoomForStills == 0)
            return false;
        ulong hash = patient.Primary.StateHash();
        return backlog.Write(() => StateStill.Of(patient), kept => Write(kept, hash, clock, provenance, wallSeconds, threads));
    }

    /// <summary>Restores the newest checkpoint that can be.</summary>
    /// <param name="patient">Takes it up.</param>
    /// <param name="passedOver">Told about each that is damaged, and why. It is set aside, named <c>….h5.damaged</c>.</param>
    /// <returns>The one restored, closed; null if none can be.</returns>
    /// <exception cref="StateException">It is the state of another model, or of another version of the program.</exception>
    public Checkpoint? RestoreNewest(Patient patient, Action<SnapshotException> passedOver)
    {
        ArgumentNullException.ThrowIfNull(passedOver);
        foreach (string path in Newest)
        {
            try
            {
                using Checkpoint checkpoint = Checkpoint.Open(path);
                checkpoint.RestoreInto(patient);
                return checkpoint;
            }
            catch (SnapshotException failure) when (failure.Problem != SnapshotProblem.NewerSchema)
            {
                passedOver(failure);
                if (failure.Problem != SnapshotProblem.Unreadable)
                    SetAside(path);
            }
        }

        return null;
    }

    private string Write(IStateful state, ulong hash, Clock clock, Provenance provenance, double wallSeconds, int threads)
    {
        string path = Path.Combine(_directory, CheckpointLayout.FileName(clock.Step));
        Checkpoint.Write(path, state, hash, clock, provenance, wallSeconds, threads);
        foreach (string old in Newest.Skip(_kept))
            File.Delete(old);
        return path;
    }

    // Or it would be taken for the newest, and kept in place of those written from now on.
    private static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + Damaged, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is passed over again the next time.
        }
    }

    [GeneratedRegex(@"^checkpoint_(\d{8,18})\.h5$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
