using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

/// <summary>A test that needs the native HDF5 library.</summary>
public class Hdf5FactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _missing = new(() =>
    {
        try
        {
            Hdf5Library.EnsureAvailable();
            return null;
        }
        catch (DeviceException absent)
        {
            return absent.Message;
        }
    });

    public Hdf5FactAttribute() => Skip = _missing.Value;
}
