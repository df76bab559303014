using System.Diagnostics;
using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>The native HDF5 library that snapshots need.</summary>
public static class Hdf5Library
{
    private const string Remedy =
        "Install it (Debian, Ubuntu: apt-get install libhdf5-103-1, on Ubuntu 24.04 libhdf5-103-1t64; conda: hdf5) "
        + "or set HDF5_LIBRARY to the path of a libhdf5 of version 1.10 or later.";

    /// <summary>Version and place, or what to do where it is missing: one line for people.</summary>
    public static string Describe()
    {
        try
        {
            Version version = AskVersion();
            return Location() is { } path ? $"HDF5 {version} ({path})" : $"HDF5 {version}";
        }
        catch (Exception failure) when (MeansMissing(failure))
        {
            return $"HDF5 not found. {Remedy}";
        }
    }

    /// <summary>Throws unless the library can be loaded and is new enough.</summary>
    /// <exception cref="DeviceException">It is missing or too old; the message ends with the remedy.</exception>
    public static void EnsureAvailable() => EnsureAvailable(AskVersion);

    /// <summary>As <see cref="EnsureAvailable()"/>, with the question that is put to the library.</summary>
    internal static void EnsureAvailable(Func<Version> askVersion)
    {
        try
        {
            Version version = askVersion();
            if (version < new Version(1, 10))
                throw new DeviceException($"The HDF5 library is version {version}; snapshots need 1.10 or later. {Remedy}");
        }
        catch (Exception failure) when (MeansMissing(failure))
        {
            throw new DeviceException($"Snapshots need the HDF5 library. {failure.GetBaseException().Message} {Remedy}", failure);
        }
    }

    private static Version AskVersion()
    {
        using Lock.Scope entered = Hdf5.Enter();
        uint major = 0, minor = 0, release = 0;
        Hdf5.Check(H5.get_libversion(ref major, ref minor, ref release));
        return new Version((int)major, (int)minor, (int)release);
    }

    private static bool MeansMissing(Exception failure)
        => failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || (failure is TypeInitializationException && failure.InnerException is { } inner && MeansMissing(inner));

    // The mapped files tell where it was found, whichever declarations are in use.
    private static string? Location()
    {
        using Process self = Process.GetCurrentProcess();
        foreach (ProcessModule module in self.Modules)
        {
            string name = Path.GetFileName(module.FileName);
            if (name.StartsWith("libhdf5", StringComparison.Ordinal) || name == "hdf5.dll")
                return module.FileName;
        }

        return null;
    }
}
