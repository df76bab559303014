using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Writes a snapshot whenever one is due, and after it the files by which viewers see all of them in time.</summary>
public sealed class SnapshotObserver : IObserver, IDisposable
{
    private static readonly string[] _ours = ["snap_*.h5", XdmfFile.Name, TemporalVtkFile.Name];

    private readonly SnapshotOptions _options;
    private readonly SnapshotWriter _writer;
    private readonly string _site;
    private readonly SnapshotBacklog? _backlog;
    private TimeSeries? _series;

    /// <summary>Prepares a directory: makes it, and sweeps what a killed run left half written there.</summary>
    /// <param name="directory">Where to write.</param>
    /// <param name="when">When.</param>
    /// <param name="provenance">What the files come from.</param>
    /// <param name="options">What to write, and how.</param>
    /// <param name="backlog">Writes while the run goes on; null to write before it does.</param>
    /// <param name="site">Of which site; a distant one is written once it has a lattice.</param>
    /// <exception cref="SnapshotWriteException">The directory cannot be made or written to.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public SnapshotObserver(
        string directory, Schedule when, Provenance provenance, SnapshotOptions options, SnapshotBacklog? backlog = null, string site = "primary")
    {
        (DirectoryPath, When, _options, _backlog, _site) = (directory, when, options, backlog, site);
        _writer = new SnapshotWriter(provenance, options);
        try
        {
            Directory.CreateDirectory(directory);
            AtomicFile.Sweep(directory, _ours);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotWriteException(directory, failure.Message, failure);
        }
    }

    /// <summary>Where it writes.</summary>
    public string DirectoryPath { get; }

    /// <inheritdoc/>
    public Schedule When { get; }

    /// <summary>The last file written; null before the first.</summary>
    public string? LastFile { get; private set; }

    /// <summary>Writes a snapshot of the site. Never asks for a stop.</summary>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable; what was written before is complete.</exception>
    public bool Observe(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        if (patient.LatticeOf(_site) is not { } lattice)
            return false;
        Grid grid = lattice.Model.Grid;
        // Blood and drugs are the patient's, and stand in the files of the primary alone.
        SnapshotSource tissue = SnapshotSource.Of(lattice.Tissue, _options) with
        {
            Tables =
            [
                .. CirculationTable.ClonesFromElsewhere(patient, _site),
                .. _site == "primary" ? [.. PlasmaTable.Of(patient), .. CirculationTable.Of(patient)] : Enumerable.Empty<SnapshotTable>(),
            ],
        };
        var frame = SnapshotFrame.Of(grid);
        if (_options.Cut is { } cut)
            (tissue, frame) = (cut.Of(tissue, grid), cut.FrameIn(grid));
        if (_backlog is null)
        {
            Write(tissue, frame, clock);
            return false;
        }

        _backlog.Write(() => SnapshotImage.Of(tissue, frame.Grid, _backlog.Memory), image => Write(image.Source, frame, clock));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Every file is closed when it is written: nothing is held between two.
    }

    private void Write(SnapshotSource tissue, SnapshotFrame frame, Clock clock)
    {
        string name = SnapshotLayout.FileName(clock.Step);
        string path = Path.Combine(DirectoryPath, name);
        _writer.Write(path, tissue, frame, clock);
        LastFile = path;
        _series ??= TimeSeries.Of(DirectoryPath, frame);
        _series.Add(new Moment(name, clock.Step, clock.Hours, tissue.Quantities));
        AtomicFile.Write(Path.Combine(DirectoryPath, XdmfFile.Name), temporary => XdmfFile.Write(temporary, _series));
        AtomicFile.Write(Path.Combine(DirectoryPath, TemporalVtkFile.Name), temporary => TemporalVtkFile.Write(temporary, _series));
    }
}
