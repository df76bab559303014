using HDF.PInvoke;

namespace GpuTumor.Snapshots.Tests;

/// <summary>What is open, in all files: as the native library counts, and with our own count of types, spaces and lists.</summary>
internal static class OpenObjects
{
    public static long Count()
    {
        using Lock.Scope entered = Hdf5.Enter();
        return (1000L * Handle.OpenCount) + H5F.get_obj_count((long)H5F.OBJ_ALL, H5F.OBJ_ALL);
    }
}
