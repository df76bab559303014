using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

public sealed class LibraryTests
{
    [Hdf5Fact]
    public void TheLibrarySaysItsVersionAndWhereItIs()
        => Assert.Matches(@"^HDF5 \d+\.\d+\.\d+ \(.*hdf5.*\)$", Hdf5Library.Describe());

    [Fact]
    public void AMissingLibraryComesWithTheRemedy()
    {
        DeviceException failure = Assert.Throws<DeviceException>(
            () => Hdf5Library.EnsureAvailable(() => throw new DllNotFoundException("No HDF5 library; tried libhdf5.so.103.")));

        Assert.Contains("apt-get install libhdf5-103-1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("HDF5_LIBRARY", failure.Message, StringComparison.Ordinal);
        Assert.Contains("libhdf5.so.103", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOldLibraryIsRefused()
        => Assert.Contains(
            "1.8.23",
            Assert.Throws<DeviceException>(() => Hdf5Library.EnsureAvailable(() => new Version(1, 8, 23))).Message,
            StringComparison.Ordinal);
}
