using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Writes a tissue as a snapshot file: openPMD fields, a view of them for VTK, and what they came from.</summary>
public sealed class SnapshotWriter
{
    private readonly Provenance _provenance;
    private readonly SnapshotOptions _options;
    private readonly MapWriter _quantities;

    /// <summary>A writer for the files of one run.</summary>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public SnapshotWriter(Provenance provenance, SnapshotOptions options)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(options);
        Hdf5Library.EnsureAvailable();
        (_provenance, _options) = (provenance, options);
        _quantities = new MapWriter(options);
    }

    /// <summary>Writes one file, which is there whole when this returns, and not at all if it throws.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="tissue">Read in rows of chunks, so that memory is a few of these.</param>
    /// <param name="grid">The tissue's lattice.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable.</exception>
    /// <exception cref="ArgumentException">A quantity is to be written that the tissue does not have.</exception>
    public void Write(string path, ITissue tissue, Grid grid, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(tissue);
        Write(path, SnapshotSource.Of(tissue, _options), SnapshotFrame.Of(grid), clock);
    }

    /// <summary>Writes one file from the tissue or from a copy of it.</summary>
    internal void Write(string path, SnapshotSource tissue, SnapshotFrame frame, Clock clock)
        => AtomicFile.Write(path, temporary => Hdf5File.Write(temporary, file =>
        {
            WriteRoot(file, clock);
            DimensionScales.Create(file, frame);
            WriteIteration(file, tissue, clock);
            ClonesGroup.Write(file, tissue.Clones, clock);
            foreach (SnapshotTable table in tissue.Tables)
                table.Write(file, SnapshotLayout.Iteration(clock.Step));
            WriteFields(file, tissue, frame, clock);
            ProvenanceGroup.Write(file, _provenance);
            // A file without this is not finished, whatever else it holds.
            file.Set<byte>("complete", 1);
        }));

    private void WriteRoot(Handle file, Clock clock)
    {
        file.SetText("openPMD", "1.1.0");
        file.Set("openPMDextension", 0u);
        file.SetText("basePath", "/data/%T/");
        file.SetText("meshesPath", "fields/");
        file.SetText("iterationEncoding", "fileBased");
        file.SetText("iterationFormat", "snap_%08T.h5");
        file.SetText("author", _provenance.Author);
        file.SetText("software", "GpuTumor");
        file.SetText("softwareVersion", _provenance.EngineVersion);
        file.SetText("date", _provenance.Date);
        file.SetText("schema", SnapshotLayout.Schema);
        file.SetText("schema_version", $"{SnapshotLayout.MajorVersion}.{SnapshotLayout.MinorVersion}");
        file.Set("iteration", clock.Step);
    }

    private static void WriteIteration(Handle file, SnapshotSource tissue, Clock clock)
    {
        using Handle iteration = Hdf5File.CreateGroup(file, SnapshotLayout.Iteration(clock.Step));
        iteration.Set("time", clock.Hours);
        iteration.Set("dt", clock.StepHours);
        iteration.Set("timeUnitSI", 3600.0);
        iteration.SetText("time_units", "h");
        iteration.Set("step", clock.Step);
        iteration.SetText("census", CensusText.Write(tissue.Census));
    }

    private unsafe void WriteFields(Handle file, SnapshotSource tissue, SnapshotFrame frame, Clock clock)
    {
        Grid grid = frame.Grid;
        string path = SnapshotLayout.Fields(clock.Step);
        ChunkGrid chunks = ChunkGrid.For(grid.Nx, grid.Ny, grid.Nz);
        using Handle fields = Hdf5File.CreateGroup(file, path);
        using Handle view = VtkView.Create(file, frame);
        for (int i = 0; i < tissue.Quantities.Count; i++)
        {
            int index = i;
            Quantity quantity = tissue.Quantities[index];
            using ChunkedDataset dataset = ChunkedDataset.Create(
                fields, quantity.Name, quantity.Element, chunks, _options.CompressionLevel);
            Describe(dataset.Handle, quantity, frame);
            DimensionScales.Attach(file, dataset.Handle);
            if (tissue.Place is { } place)
                _quantities.Write(dataset, place(index));
            else
                _quantities.Write(dataset, (first, planes) => tissue.Read(index, first, planes));
            Hdf5File.StartFlush(file);
            VtkView.Link(fields, quantity.Name, view);
        }

        IReadOnlyList<string> names = [.. tissue.Quantities.Select(quantity => quantity.Name)];
        if (names.Count == 0)
            return;
        fields.SetTexts("quantities", names);
        DimensionScales.NameUsers(file, [.. names.Select(name => $"{path}/{name}")]);
    }

    private void Describe(Handle dataset, Quantity quantity, SnapshotFrame frame)
    {
        Grid grid = frame.Grid;
        UnitInSi unit = UnitInSi.Of(quantity.Unit);
        dataset.SetText("units", quantity.Unit);
        dataset.SetText("long_name", quantity.LongName);
        dataset.Set("unitSI", unit.Size);
        dataset.Set<double>("unitDimension", unit.Dimension);
        dataset.Set("timeOffset", 0.0);
        dataset.SetText("geometry", "cartesian");
        dataset.SetText("dataOrder", "C");
        dataset.SetTexts("axisLabels", SnapshotLayout.Axes);
        dataset.Set<double>("gridSpacing", [grid.SpacingZ, grid.SpacingY, grid.SpacingX]);
        dataset.Set<double>("gridGlobalOffset", [frame.Z, frame.Y, frame.X]);
        dataset.Set("gridUnitSI", 1e-6);
        dataset.Set<double>("position", [0.5, 0.5, 0.5]);
        Codes.Write(dataset, quantity.Codes);
        if (quantity.Element == ElementKind.Float32 && _options.MantissaBits < MantissaRounding.AllBits)
            dataset.Set("mantissa_bits", (long)_options.MantissaBits);
    }
}
