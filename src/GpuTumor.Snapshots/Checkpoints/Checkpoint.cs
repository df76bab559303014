using System.Globalization;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>The whole state of a run at one step, from which it goes on bit for bit.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly Handle _file;

    private Checkpoint(string path, Handle file)
    {
        (Path, _file) = (path, file);
        Clock = new Clock(file.Get<long>("step"), file.Get<double>("dt"));
        StateHash = file.Get<ulong>("state_hash");
        WallSeconds = file.Get<double>("wall_seconds");
        Provenance = ProvenanceGroup.Read(file);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>When it was taken, after the observers of that step had looked.</summary>
    public Clock Clock { get; }

    /// <summary>Hash of the tissue's state.</summary>
    public ulong StateHash { get; }

    /// <summary>Wall time that the run had taken [s].</summary>
    public double WallSeconds { get; }

    /// <summary>What it came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Threads that unpack; the machine's processors unless said otherwise.</summary>
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Writes one file, which is there whole when this returns, and not at all if it throws.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="patient">The patient.</param>
    /// <param name="clock">The time.</param>
    /// <param name="provenance">What it comes from.</param>
    /// <param name="wallSeconds">Wall time that the run has taken [s].</param>
    /// <param name="threads">Threads that pack.</param>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public static void Write(string path, Patient patient, Clock clock, Provenance provenance, double wallSeconds, int threads)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(provenance);
        Write(path, patient, patient.Primary.StateHash(), clock, provenance, wallSeconds, threads);
    }

    /// <summary>The same of a state that may have been kept before.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="state">The patient's state.</param>
    /// <param name="hash">Hash of the tissue's state.</param>
    /// <param name="clock">The time.</param>
    /// <param name="provenance">What it comes from.</param>
    /// <param name="wallSeconds">Wall time that the run had taken [s].</param>
    /// <param name="threads">Threads that pack.</param>
    internal static void Write(string path, IStateful state, ulong hash, Clock clock, Provenance provenance, double wallSeconds, int threads)
    {
        Hdf5Library.EnsureAvailable();
        // Fast, and exact: what deflate at level 1 leaves is noise.
        MapWriter maps = new(new SnapshotOptions { CompressionLevel = 1, Threads = threads });
        AtomicFile.Write(path, temporary => Hdf5File.Write(temporary, file =>
        {
            file.SetText("schema", CheckpointLayout.Schema);
            file.SetText("schema_version", $"{CheckpointLayout.MajorVersion}.{CheckpointLayout.MinorVersion}");
            file.Set("step", clock.Step);
            file.Set("dt", clock.StepHours);
            file.Set("state_hash", hash);
            file.Set("wall_seconds", wallSeconds);
            ProvenanceGroup.Write(file, provenance);
            Hdf5File.CreateGroup(file, CheckpointLayout.State).Dispose();
            using StateDigest digest = new();
            state.Carry(new StateWriter(file, CheckpointLayout.State, maps, digest));
            file.SetText(CheckpointLayout.Digest, digest.Whole());
            // A file without this is not finished, whatever else it holds.
            file.Set<byte>("complete", 1);
        }));
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="SnapshotException">The file is missing, foreign, truncated, incomplete, damaged or of a newer version.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public static Checkpoint Open(string path)
    {
        Hdf5Library.EnsureAvailable();
        Handle file = SnapshotDoor.Checkpoints.Open(path);
        try
        {
            return new Checkpoint(path, file);
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (SnapshotDoor.MeansDamage(failure))
                throw SnapshotDoor.Checkpoints.Damaged(path, failure);
            throw;
        }
    }

    /// <summary>Gives the state to a patient of the same model, on whatever device, and makes sure that it arrived as it was.</summary>
    /// <exception cref="SnapshotException">The file is damaged: what the patient holds then is of no use, another checkpoint may replace it.</exception>
    /// <exception cref="StateException">It is the state of another model, or of another version of the program.</exception>
    public void RestoreInto(Patient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        try
        {
            using StateDigest digest = new();
            patient.Carry(new StateReader(_file, CheckpointLayout.State, Threads, digest));
            if (_file.GetText(CheckpointLayout.Digest) != digest.Whole())
                throw new StateException("it holds more, or other parts, than this version takes up: another version of the program wrote it");
        }
        catch (StateException failure)
        {
            throw new StateException($"{Path}: {failure.Message}");
        }
        catch (Exception failure) when (SnapshotDoor.MeansDamage(failure))
        {
            throw SnapshotDoor.Checkpoints.Damaged(Path, failure);
        }

        // The file is as it was written, or the digests would not agree.
        ulong arrived = patient.Primary.StateHash();
        if (arrived != StateHash)
        {
            throw new StateException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path}: the restored state has the hash {arrived:x16}, and {StateHash:x16} was saved: another version of the program wrote it"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
