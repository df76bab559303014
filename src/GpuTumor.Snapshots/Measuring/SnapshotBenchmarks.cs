using System.Diagnostics;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Measures writing and reading of a snapshot with data as a tumour gives them: smooth fields, patchy cells.</summary>
public static unsafe class SnapshotBenchmarks
{
    /// <summary>Measures a specimen: see <see cref="Run(string, ITissue, Grid, SnapshotOptions, int)"/>.</summary>
    /// <param name="directory">Where the file is written, and removed afterwards.</param>
    /// <param name="size">Voxels along each axis, at least 4; 31 bytes each.</param>
    /// <param name="options">How it is packed.</param>
    /// <param name="repeats">How often; the median counts.</param>
    /// <exception cref="SnapshotWriteException">The disk is full or not writable.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public static IReadOnlyList<SnapshotMeasurement> Run(string directory, int size, SnapshotOptions options, int repeats)
    {
        Grid grid = new(size, size, size, 20);
        using SpecimenTissue tissue = new(grid);
        return Run(directory, tissue, grid, options, repeats);
    }

    /// <summary>
    /// Measures <c>snapshots.copy</c>, for which a run waits; <c>snapshots.write</c> and <c>snapshots.read</c> with the options;
    /// <c>snapshots.write_exact</c> and <c>snapshots.read_exact</c> with all bits of every number; and <c>snapshots.disk</c>, writing as many
    /// bytes as the exact file has without packing anything: no file is on the disk sooner.
    /// </summary>
    /// <param name="directory">Where the file is written, and removed afterwards.</param>
    /// <param name="tissue">What is written.</param>
    /// <param name="grid">Its lattice.</param>
    /// <param name="options">How it is packed.</param>
    /// <param name="repeats">How often; the median counts.</param>
    /// <exception cref="SnapshotWriteException">The disk is full or not writable.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public static IReadOnlyList<SnapshotMeasurement> Run(
        string directory, ITissue tissue, Grid grid, SnapshotOptions options, int repeats)
    {
        ArgumentNullException.ThrowIfNull(tissue);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeats);
        SnapshotOptions exact = options with { MantissaBits = MantissaRounding.AllBits };
        var source = SnapshotSource.Of(tissue, options);
        long rawBytes = grid.Voxels * source.Quantities.Sum(quantity => (long)quantity.ElementSize);
        string path = Path.Combine(directory, "benchmark.h5");
        using ImageMemory memory = new();
        List<SnapshotMeasurement> measured = [];
        try
        {
            Add("copy", Median(repeats, () => SnapshotImage.Of(source, grid, memory).Dispose()), rawBytes);
            using var image = SnapshotImage.Of(source, grid, memory);
            AddFile("", options);
            AddFile("_exact", exact);
            byte[] packed = File.ReadAllBytes(path);
            Add("disk", Median(repeats, () => AtomicFile.Write(path, temporary => File.WriteAllBytes(temporary, packed)), Forget), packed.Length);
            return measured;

            // A run does not write over files; making room takes time of its own.
            void Forget() => File.Delete(path);

            void AddFile(string kind, SnapshotOptions how)
            {
                SnapshotWriter writer = new(SpecimenTissue.Provenance, how);
                Add("write" + kind, Median(repeats, () => writer.Write(path, image.Source, SnapshotFrame.Of(grid), new Clock(1, 0.5)), Forget), rawBytes);
                Add("read" + kind, Median(repeats, () => ReadAll(path, how.Threads)), rawBytes);
            }
        }
        finally
        {
            File.Delete(path);
        }

        void Add(string what, double seconds, long bytes) => measured.Add(new SnapshotMeasurement(
            "snapshots." + what, grid, options.Threads, seconds, bytes, File.Exists(path) ? new FileInfo(path).Length : null));
    }

    // As post-processing does: a few rows of chunks in memory, one after the other.
    private static void ReadAll(string path, int threads)
    {
        using Snapshot snapshot = Snapshot.Open(path);
        snapshot.Threads = threads;
        int planes = Math.Min(snapshot.PlanesPerRow, snapshot.Nz);
        nuint capacity = (nuint)planes * (nuint)snapshot.Ny * (nuint)snapshot.Nx * sizeof(float);
        byte* buffer = (byte*)NativeMemory.Alloc(capacity);
        try
        {
            foreach (Quantity quantity in snapshot.Quantities)
            {
                for (int first = 0; first < snapshot.Nz; first += planes)
                {
                    int count = Math.Min(planes, snapshot.Nz - first);
                    int bytes = checked(count * snapshot.Ny * snapshot.Nx * quantity.ElementSize);
                    snapshot.Read(quantity.Name, first, count, new Span<byte>(buffer, bytes));
                }
            }
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    private static double Median(int repeats, Action action, Action? before = null)
    {
        // Compiles, and faults pages in.
        action();
        double[] seconds = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            before?.Invoke();
            long start = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[repeats / 2];
    }
}
