using HDF.PInvoke;

namespace GpuTumor.Snapshots.Tests;

public sealed class NativeHdf5Tests
{
    [Fact]
    public void ALibraryAskedForByNameIsNeverReplacedByAnother()
        => Assert.Equal(["/opt/hdf5/lib/libhdf5.so"], NativeHdf5.Candidates("/opt/hdf5/lib/libhdf5.so"));

    [Fact]
    public void WhatWasTriedIsListedWhenNothingIsFound()
    {
        DllNotFoundException failure = Assert.Throws<DllNotFoundException>(
            () => NativeHdf5.Load(["libno-such-hdf5.so.1", "/nowhere/libhdf5.so"]));

        Assert.Contains("libno-such-hdf5.so.1, /nowhere/libhdf5.so", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALibraryThatIsNotHdf5IsRefused()
    {
        string[] some = OperatingSystem.IsWindows() ? ["kernel32.dll"] : OperatingSystem.IsMacOS() ? ["libSystem.dylib"] : ["libc.so.6"];

        Assert.Contains("not HDF5", Assert.Throws<DllNotFoundException>(() => NativeHdf5.Load(some)).Message, StringComparison.Ordinal);
    }
}
