using Microsoft.Win32.SafeHandles;

namespace GpuTumor.Snapshots;

/// <summary>Writes files that are there whole or not at all: beside, flushed, then renamed.</summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";

    /// <summary>Lets <paramref name="write"/> make a file under another name, and gives it its own when it is safe on the disk.</summary>
    /// <exception cref="SnapshotWriteException">The disk is full, gone or not writable.</exception>
    public static void Write(string path, Action<string> write)
    {
        string temporary = path + Suffix;
        try
        {
            write(temporary);
            Flush(temporary);
            File.Move(temporary, path, overwrite: true);
            UnixFiles.FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Hdf5Exception failure)
        {
            Remove(temporary);
            throw new SnapshotWriteException(path, failure.Reason, failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw new SnapshotWriteException(path, failure.Message, failure);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Removes what a killed run left half written.</summary>
    public static void Sweep(string directory, IEnumerable<string> patterns)
    {
        foreach (string pattern in patterns)
        {
            foreach (string stale in Directory.EnumerateFiles(directory, pattern + Suffix))
                File.Delete(stale);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report; the next start sweeps.
        }
    }

    private static void Flush(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }
}
