using System.Runtime.InteropServices;

namespace GpuTumor.Snapshots;

/// <summary>Writes files that are there whole or not at all: beside, flushed, then renamed.</summary>
internal static partial class AtomicFile
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
            FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
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
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    // The new name is safe only when the directory is on the disk too. Windows has no such call.
    private static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = OpenDirectory(directory, 0);
        if (descriptor < 0)
            return;
        _ = FlushDescriptor(descriptor);
        _ = CloseDescriptor(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDirectory(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
