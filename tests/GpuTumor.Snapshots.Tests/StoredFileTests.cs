using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

/// <summary>Files that earlier versions wrote stay readable. Each is a run of data/scenarios' kind in 12³ voxels at its sixth hour.</summary>
public sealed class StoredFileTests
{
    // By name: the first digits of the SHA-256 of two quantities.
    private static readonly Dictionary<string, (string Oxygen, string Kinds)> _stored = new()
    {
        ["snapshot-1.1.h5"] = ("40cadac4d33e448f", "f0415b645c455870"),
    };

    [Hdf5Fact]
    public void ASnapshotOfAnEarlierVersionIsReadAsItWas()
    {
        foreach ((string name, (string oxygen, string kinds)) in _stored)
            AssertReadable(name, oxygen, kinds);
    }

    [Fact]
    public void AFileOfEveryVersionIsKept()
    {
        for (int minor = 1; minor <= SnapshotLayout.MinorVersion; minor++)
            Assert.Contains($"snapshot-{SnapshotLayout.MajorVersion}.{minor}.h5", _stored.Keys);
    }

    private static void AssertReadable(string name, string oxygen, string kinds)
    {
        using Snapshot snapshot = Snapshot.Open(PathOf(name));

        Assert.Equal((6, 6.0, 1.0), (snapshot.Step, snapshot.Hours, snapshot.StepHours));
        Assert.Equal((12, 12, 12, 20.0), (snapshot.Nx, snapshot.Ny, snapshot.Nz, snapshot.Spacing));
        Assert.Equal(["oxygen", "hgf", "cell_kind", "clone"], snapshot.Quantities.Select(quantity => quantity.Name));
        Assert.Equal(["mmHg", "nmol/L", "1", "1"], snapshot.Quantities.Select(quantity => quantity.Unit));
        Assert.Equal(ElementKind.UInt32, snapshot.Quantities[3].Element);
        Assert.Equal(11ul, snapshot.Provenance.Seed);
        Assert.StartsWith("cpu", snapshot.Provenance.Backend, StringComparison.Ordinal);
        Assert.Contains("size: [12, 12, 12]", snapshot.Provenance.ScenarioText, StringComparison.Ordinal);
        Assert.NotNull(snapshot.Census);
        Assert.NotNull(snapshot.ReadColumn("clones", "id"));
        Assert.Equal(oxygen, DigestOf(MemoryMarshal.AsBytes<float>(snapshot.ReadFloats("oxygen"))));
        Assert.Equal(kinds, DigestOf(snapshot.ReadBytes("cell_kind")));
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Stored", name);

    private static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
