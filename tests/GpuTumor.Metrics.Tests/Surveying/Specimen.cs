using GpuTumor.Engine;

namespace GpuTumor.Metrics.Tests;

/// <summary>A moment drawn voxel by voxel on a small lattice of 10 µm.</summary>
internal sealed class Specimen(int n, double hours = 0)
{
    public ArraySnapshot Snapshot { get; } = new(new Grid(n, n, n, 10), hours);

    /// <summary>A quantity of bytes.</summary>
    public Specimen Bytes(string name, Func<int, int, int, byte> value, params string[] meanings)
    {
        Snapshot.With(
            new Quantity
            {
                Name = name,
                LongName = name,
                Unit = "1",
                Element = ElementKind.UInt8,
                Codes = [.. meanings.Select((meaning, code) => ((long)code, meaning))],
            },
            Draw(value));
        return this;
    }

    /// <summary>A field.</summary>
    public Specimen Field(string name, string unit, Func<int, int, int, float> value)
    {
        Snapshot.With(new Quantity { Name = name, LongName = name, Unit = unit, Element = ElementKind.Float32 }, Draw(value));
        return this;
    }

    /// <summary>A quantity of 32-bit words.</summary>
    public Specimen Words(string name, Func<int, int, int, uint> value)
    {
        Snapshot.With(new Quantity { Name = name, LongName = name, Unit = "1", Element = ElementKind.UInt32 }, Draw(value));
        return this;
    }

    private T[] Draw<T>(Func<int, int, int, T> value)
        => [.. Enumerable.Range(0, n * n * n).Select(i => value(i % n, i / n % n, i / (n * n)))];
}
