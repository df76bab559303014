using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>What goes into a snapshot, and how tightly packed.</summary>
public sealed record SnapshotOptions
{
    private readonly int _compressionLevel = 1;
    private readonly int _mantissaBits = MantissaRounding.AllBits;
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>Names of the quantities to write, in any order; null for all.</summary>
    public IReadOnlyList<string>? Quantities { get; init; }

    /// <summary>The part that is written, and how coarsely; null for the whole box as it is.</summary>
    public SnapshotCut? Cut { get; init; }

    /// <summary>Level of deflate: 0 (none) to 9 (tightest). Level 1 is about twice as fast as 4 and takes a tenth more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0–9.</exception>
    public int CompressionLevel
    {
        get => _compressionLevel;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 9);
            _compressionLevel = value;
        }
    }

    /// <summary>Bits of mantissa kept of a float, 1–23; 23 keeps values exact, 12 keeps them to 1.2e-4 relative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1–23.</exception>
    public int MantissaBits
    {
        get => _mantissaBits;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MantissaRounding.AllBits);
            _mantissaBits = value;
        }
    }

    /// <summary>Threads that pack chunks; the machine's processors unless said otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _threads = value;
        }
    }

    /// <summary>The quantities of a tissue that are to be written, as indices.</summary>
    /// <exception cref="ArgumentException">One is asked for that the tissue does not have.</exception>
    internal IReadOnlyList<int> Choose(IReadOnlyList<Quantity> available)
    {
        List<int> chosen = [.. Enumerable.Range(0, available.Count).Where(i => Quantities is null || Quantities.Contains(available[i].Name))];
        if (Quantities?.FirstOrDefault(name => available.All(quantity => quantity.Name != name)) is { } unknown)
        {
            throw new ArgumentException(
                $"no quantity '{unknown}' to write; there are {string.Join(", ", available.Select(quantity => quantity.Name))}");
        }

        return chosen;
    }
}
