namespace GpuTumor.Snapshots.Tests;

/// <summary>A test that needs h5dump.</summary>
public sealed class H5dumpFactAttribute : Hdf5FactAttribute
{
    private static readonly Lazy<bool> _isThere = new(() => Shell.Run("h5dump", "--version").ExitCode == 0);

    public H5dumpFactAttribute() => Skip ??= _isThere.Value ? null : "h5dump is not installed (apt-get install hdf5-tools)";
}
