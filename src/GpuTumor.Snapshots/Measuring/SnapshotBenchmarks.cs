using System.Diagnostics;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Measures writing and reading of a snapshot with data as a tumour gives them: smooth fields, patchy cells.</summary>
public static unsafe class SnapshotBenchmarks
{
    /// <summary>Measures <c>snapshots.write</c> and <c>snapshots.read</c>.</summary>
    /// <param name="directory">Where the file is written, and removed afterwards.</param>
    /// <param name="size">Voxels along each axis, at least 4; 31 bytes each.</param>
    /// <param name="options">How it is packed.</param>
    /// <param name="repeats">How often; the median counts.</param>
    /// <exception cref="SnapshotWriteException">The disk is full or not writable.</exception>
    /// <exception cref="DeviceException">The HDF5 library is missing.</exception>
    public static IReadOnlyList<SnapshotMeasurement> Run(string directory, int size, SnapshotOptions options, int repeats)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeats);
        ArgumentNullException.ThrowIfNull(options);
        Grid grid = new(size, size, size, 20);
        using SpecimenTissue tissue = new(grid);
        SnapshotWriter writer = new(SpecimenTissue.Provenance, options);
        string path = Path.Combine(directory, "benchmark.h5");
        try
        {
            // The first pass of each compiles and faults pages in.
            double written = Median(repeats, () => writer.Write(path, tissue, grid, new Clock(1, 0.5)));
            long fileBytes = new FileInfo(path).Length;
            double read = Median(repeats, () => ReadAll(path, options.Threads));
            return
            [
                new SnapshotMeasurement("snapshots.write", size, options.Threads, written, tissue.AllocatedBytes, fileBytes),
                new SnapshotMeasurement("snapshots.read", size, options.Threads, read, tissue.AllocatedBytes, fileBytes),
            ];
        }
        finally
        {
            File.Delete(path);
        }
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

    private static double Median(int repeats, Action action)
    {
        action();
        double[] seconds = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[repeats / 2];
    }
}
