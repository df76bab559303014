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

    /// <summary>Makes sure that a program started from here does not hold on to an open file.</summary>
    public static void CloseInChildren(int descriptor)
    {
        const int SetDescriptorFlags = 2;
        const int CloseOnExecute = 1;
        if (descriptor >= 0 && !OperatingSystem.IsWindows())
            _ = Control(descriptor, SetDescriptorFlags, CloseOnExecute);
    }

    /// <summary>Lets all that is written to an open file from now on go into memory, to be forgotten when it is closed.</summary>
    public static void Divert(int descriptor)
    {
        const uint CloseOnExecute = 1;
        if (descriptor < 0 || !OperatingSystem.IsLinux())
            return;
        int memory = CreateInMemory("gputumor", CloseOnExecute);
        if (memory < 0)
            return;
        _ = Replace(memory, descriptor);
        _ = Close(memory);
    }

    /// <summary>Lets the disk begin with what was written to an open file, so that less is left to wait for at its end.</summary>
    public static void StartFlush(int descriptor)
    {
        const uint StartWriting = 2;
        // Up to the end of the file.
        if (descriptor >= 0 && OperatingSystem.IsLinux())
            _ = FlushRange(descriptor, 0, 0, StartWriting);
    }

    /// <summary>Asks for large pages.</summary>
    public static void PreferLargePages(nint memory, nuint bytes)
    {
        const int LargePages = 14;
        if (OperatingSystem.IsLinux())
            _ = Advise(memory, bytes, LargePages);
    }

    /// <summary>Sets a variable for native libraries, which do not see those set by .NET, unless the user has set it.</summary>
    public static void SetVariable(string name, string value)
    {
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironment(name, value, 0);
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int FlushRange(int descriptor, long offset, long bytes, uint flags);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint memory, nuint bytes, int advice);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateInMemory(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int descriptor, int replaced);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "truncate", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Truncate(string path, nint length);
}
