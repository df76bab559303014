namespace GpuTumor.Snapshots.Tests;

/// <summary>A test that needs to mount a disk of a given size.</summary>
public sealed class SmallDiskFactAttribute : Hdf5FactAttribute
{
    private static readonly Lazy<bool> _mayMount = new(() =>
    {
        using TemporaryDirectory directory = new();
        if (Shell.Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.Path).ExitCode != 0)
            return false;
        Shell.Run("umount", directory.Path);
        return true;
    });

    public SmallDiskFactAttribute() => Skip ??= _mayMount.Value ? null : "only root may mount a small disk";
}
