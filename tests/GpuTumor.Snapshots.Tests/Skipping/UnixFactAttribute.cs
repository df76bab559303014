namespace GpuTumor.Snapshots.Tests;

/// <summary>A test that needs a device or a permission that only Unix has.</summary>
public sealed class UnixFactAttribute : Hdf5FactAttribute
{
    public UnixFactAttribute(string needs) => Skip ??= File.Exists(needs) ? null : $"there is no {needs}";
}
