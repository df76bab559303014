using System.Runtime.InteropServices;

namespace GpuTumor.Snapshots;

/// <summary>Calls that .NET does not offer. Each does nothing on Windows, which has no such call or needs none.</summary>
internal static partial class UnixFiles
{
    /// <summary>Puts a directory on the disk: a new name is safe only then.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(path, 0);
        if (descriptor < 0)
            return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>Empties a file, even one that another part of the process has locked, as HDF5 does.</summary>
    public static void Empty(string path)
    {
        if (!OperatingSystem.IsWindows())
            _ = Truncate(path, 0);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "truncate", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Truncate(string path, nint length);
}
