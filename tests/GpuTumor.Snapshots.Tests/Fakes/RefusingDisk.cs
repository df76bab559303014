namespace GpuTumor.Snapshots.Tests;

/// <summary>What the assembly does as a program: on a thread of its own it asks the library for a file on a disk that takes nothing, and ends.</summary>
internal static class RefusingDisk
{
    public const string Device = "/dev/full";

    public static int Main()
    {
        bool isRefused = false;
        // The library prints nothing on a thread that has silenced it: the one that ends the process has not.
        Thread writer = new(() => isRefused = IsRefused() && OpenObjects.Count() == 0);
        writer.Start();
        writer.Join();
        return isRefused ? 0 : 1;
    }

    private static bool IsRefused()
    {
        try
        {
            Hdf5File.Create(Device).Dispose();
            return false;
        }
        catch (Hdf5Exception)
        {
            return true;
        }
    }
}
