using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Finds the system's libhdf5, refuses versions before 1.10, and reads its global variables.</summary>
internal static unsafe class NativeHdf5
{
    /// <summary>The name that every declaration imports from; the resolver maps it.</summary>
    public const string Name = "hdf5";

    private static readonly Lock _gate = new();
    private static nint _library;

#pragma warning disable CA2255 // The resolver must stand before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Register()
        => NativeLibrary.SetDllImportResolver(
            typeof(NativeHdf5).Assembly, (name, _, _) => name == Name ? Library : nint.Zero);
#pragma warning restore CA2255

    private static nint Library
    {
        get
        {
            lock (_gate)
            {
                if (_library == 0)
                    _library = Load(Candidates(Environment.GetEnvironmentVariable("HDF5_LIBRARY")));
                return _library;
            }
        }
    }

    /// <summary>Where to look, in order. A library that was asked for by name is never replaced by another.</summary>
    internal static IEnumerable<string> Candidates(string? chosen)
    {
        if (!string.IsNullOrEmpty(chosen))
            return [chosen];
        if (OperatingSystem.IsWindows())
            return ["hdf5.dll"];
        if (OperatingSystem.IsMacOS())
            return ["libhdf5.dylib", "/opt/homebrew/lib/libhdf5.dylib", "/usr/local/lib/libhdf5.dylib", "/opt/local/lib/libhdf5.dylib"];

        // Sonames first: the unversioned link comes only with development packages. Debian names its serial flavour apart.
        string[] versions = [".103", ".101", ".100", ".200", ".310", ".320", ""];
        return versions.SelectMany(version => new[] { "libhdf5_serial.so" + version, "libhdf5.so" + version });
    }

    /// <summary>Loads the first candidate that is there and new enough.</summary>
    /// <exception cref="DllNotFoundException">None is; lists what was tried.</exception>
    internal static nint Load(IEnumerable<string> candidates)
    {
        List<string> tried = [];
        foreach (string candidate in candidates)
        {
            if (!NativeLibrary.TryLoad(candidate, typeof(NativeHdf5).Assembly, null, out nint library))
            {
                tried.Add(candidate);
                continue;
            }

            // Any other call would put the library's own end among what the process does at its exit.
            if (NativeLibrary.TryGetExport(library, "H5dont_atexit", out nint stay))
                _ = ((delegate* unmanaged[Cdecl]<int>)stay)();

            // Before 1.10 an id has 32 bits: find out before any crosses the border.
            uint major = 0, minor = 0, release = 0;
            bool answers = NativeLibrary.TryGetExport(library, "H5get_libversion", out nint version)
                && ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, int>)version)(&major, &minor, &release) >= 0;
            if (answers && (major > 1 || minor >= 10))
                return library;

            tried.Add(answers ? $"{candidate} (too old: {major}.{minor}.{release})" : $"{candidate} (not HDF5)");
            NativeLibrary.Free(library);
        }

        throw new DllNotFoundException($"No HDF5 library of version 1.10 or later; tried {string.Join(", ", tried)}.");
    }

    /// <summary>A global id such as a native type; these are set by H5open.</summary>
    public static hid_t Global(string name)
    {
        if (H5.open() < 0)
            throw new InvalidOperationException("H5open failed.");
        return *(hid_t*)NativeLibrary.GetExport(Library, name);
    }
}
