using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A snapshot file, open for reading. May be read from several threads.</summary>
public sealed unsafe class Snapshot : IDisposable
{
    private readonly Handle _file;
    private readonly ChunkCodecs _codecs = new();
    private readonly double[] _spacing;

    private Snapshot(string path, Handle file)
    {
        (Path, _file) = (path, file);
        Step = file.Get<long>("iteration");
        using (Handle iteration = Hdf5File.OpenGroup(file, SnapshotLayout.Iteration(Step)))
        {
            Hours = iteration.Get<double>("time");
            StepHours = iteration.Get<double>("dt");
            Census = iteration.GetText("census") is { } census ? CensusText.Read(census) : null;
        }

        using (Handle view = Hdf5File.OpenGroup(file, SnapshotLayout.VtkView))
        {
            long[] extent = view.GetMany<long>("WholeExtent");
            (Nx, Ny, Nz) = ((int)extent[1] + 1, (int)extent[3] + 1, (int)extent[5] + 1);
            _spacing = view.GetMany<double>("Spacing");
        }

        Quantities = ReadQuantities();
        Provenance = ProvenanceGroup.Read(file);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Steps done.</summary>
    public long Step { get; }

    /// <summary>Time since the start [h].</summary>
    public double Hours { get; }

    /// <summary>Length of a step [h].</summary>
    public double StepHours { get; }

    /// <summary>Voxels along x.</summary>
    public int Nx { get; }

    /// <summary>Voxels along y.</summary>
    public int Ny { get; }

    /// <summary>Voxels along z.</summary>
    public int Nz { get; }

    /// <summary>The lattice.</summary>
    public Grid Grid => new(Nx, Ny, Nz, _spacing[0], _spacing[1], _spacing[2]);

    /// <summary>Edge of a voxel along x [µm].</summary>
    public double Spacing => _spacing[0];

    /// <summary>What it holds, in the order in which it was written: fields, then cell state.</summary>
    public IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>What it came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>The count of cells at that time; null if it was not stored.</summary>
    public Census? Census { get; }

    /// <summary>Planes in a row of chunks. Reading this many at a time, from a multiple of it, decodes nothing twice.</summary>
    public int PlanesPerRow => ChunkGrid.For(Nx, Ny, Nz).ChunkZ;

    /// <summary>Threads that unpack; the machine's processors unless said otherwise.</summary>
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Opens a snapshot.</summary>
    /// <exception cref="SnapshotException">The file is missing, foreign, truncated, incomplete, damaged or of a newer version.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public static Snapshot Open(string path)
    {
        Hdf5Library.EnsureAvailable();
        Handle file = SnapshotDoor.Snapshots.Open(path);
        try
        {
            return new Snapshot(path, file);
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (SnapshotDoor.MeansDamage(failure))
                throw SnapshotDoor.Snapshots.Damaged(path, failure);
            throw;
        }
    }

    /// <summary>Reads whole planes of a quantity, x fastest; rows of chunks are unpacked in parallel.</summary>
    /// <param name="quantity">Its name.</param>
    /// <param name="firstPlane">First z.</param>
    /// <param name="planes">How many planes.</param>
    /// <param name="destination">Exactly planes · Ny · Nx elements.</param>
    /// <exception cref="SnapshotException">There is no such quantity, or the file is damaged.</exception>
    public void Read(string quantity, int firstPlane, int planes, Span<byte> destination)
    {
        Quantity definition = Find(quantity);
        ArgumentOutOfRangeException.ThrowIfNegative(firstPlane);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(planes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstPlane + (long)planes, Nz);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, (long)planes * Ny * Nx * definition.ElementSize);
        try
        {
            using ChunkedDataset dataset = OpenQuantity(definition.Name);
            fixed (byte* first = destination)
                PlaneReader.Read(dataset, firstPlane, planes, first, Threads, _codecs);
        }
        catch (Exception failure) when (SnapshotDoor.MeansDamage(failure))
        {
            throw SnapshotDoor.Snapshots.Damaged(Path, failure);
        }
    }

    /// <summary>Reads a column of a table stored beside the fields, whatever its number type: <c>clones</c>, <c>id</c>.</summary>
    /// <returns>One value a row; null if there is no such table or column.</returns>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public double[]? ReadColumn(string table, string column)
    {
        try
        {
            using Handle iteration = Hdf5File.OpenGroup(_file, SnapshotLayout.Iteration(Step));
            if (!Hdf5File.HasLink(iteration, table))
                return null;
            using Handle group = Hdf5File.OpenGroup(iteration, table);
            return Hdf5File.HasLink(group, column) ? Hdf5File.ReadNumbers(group, column) : null;
        }
        catch (Exception failure) when (SnapshotDoor.MeansDamage(failure))
        {
            throw SnapshotDoor.Snapshots.Damaged(Path, failure);
        }
    }

    /// <summary>Reads a whole field.</summary>
    /// <returns>Nx · Ny · Nz values, x fastest.</returns>
    /// <exception cref="SnapshotException">There is no such field of floats, or the file is damaged.</exception>
    public float[] ReadFloats(string quantity) => ReadWhole<float>(quantity, ElementKind.Float32);

    /// <summary>Reads a whole quantity of bytes.</summary>
    /// <inheritdoc cref="ReadFloats"/>
    public byte[] ReadBytes(string quantity) => ReadWhole<byte>(quantity, ElementKind.UInt8);

    /// <summary>Reads a whole quantity of 16-bit integers.</summary>
    /// <inheritdoc cref="ReadFloats"/>
    public ushort[] ReadHalfWords(string quantity) => ReadWhole<ushort>(quantity, ElementKind.UInt16);

    /// <summary>Reads a whole quantity of 32-bit integers.</summary>
    /// <inheritdoc cref="ReadFloats"/>
    public uint[] ReadWords(string quantity) => ReadWhole<uint>(quantity, ElementKind.UInt32);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private T[] ReadWhole<T>(string quantity, ElementKind expected)
        where T : unmanaged
    {
        Quantity definition = Find(quantity);
        if (definition.Element != expected)
        {
            throw new SnapshotException(
                Path, SnapshotProblem.NoSuchQuantity, $"'{quantity}' is stored as {definition.Element}, not {expected}. Read it as that.");
        }

        T[] values = new T[(long)Nx * Ny * Nz];
        long planeVoxels = (long)Nx * Ny;
        // A span of bytes ends at 2³¹: large lattices are read in parts.
        int part = (int)Math.Clamp((1L << 30) / (planeVoxels * sizeof(T)) / PlanesPerRow, 1, Nz) * PlanesPerRow;
        for (int plane = 0; plane < Nz; plane += part)
        {
            int count = Math.Min(part, Nz - plane);
            Span<T> destination = values.AsSpan((int)(plane * planeVoxels), (int)(count * planeVoxels));
            Read(quantity, plane, count, MemoryMarshal.AsBytes(destination));
        }

        return values;
    }

    private Quantity Find(string quantity)
        => Quantities.FirstOrDefault(candidate => candidate.Name == quantity)
        ?? throw new SnapshotException(
            Path, SnapshotProblem.NoSuchQuantity,
            $"holds no '{quantity}'. It holds {string.Join(", ", Quantities.Select(candidate => candidate.Name))}.");

    private ChunkedDataset OpenQuantity(string quantity)
    {
        ChunkedDataset dataset = ChunkedDataset.Open(_file, $"{SnapshotLayout.Fields(Step)}/{quantity}");
        if ((dataset.Grid.Nx, dataset.Grid.Ny, dataset.Grid.Nz) == (Nx, Ny, Nz))
            return dataset;
        dataset.Dispose();
        throw new Hdf5Exception($"'{quantity}' has another size than the lattice");
    }

    private List<Quantity> ReadQuantities()
    {
        using Handle fields = Hdf5File.OpenGroup(_file, SnapshotLayout.Fields(Step));
        List<Quantity> quantities = [];
        foreach (string name in fields.Has("quantities") ? fields.GetTexts("quantities") : [])
        {
            using ChunkedDataset dataset = OpenQuantity(name);
            quantities.Add(new Quantity
            {
                Name = name,
                LongName = dataset.Handle.GetText("long_name") ?? "",
                Unit = dataset.Handle.GetText("units") ?? "1",
                Element = dataset.Element,
                Codes = Codes.Read(dataset.Handle),
            });
        }

        return quantities;
    }
}
