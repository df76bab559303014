using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>What a snapshot is written from: the tissue itself, or a copy of it.</summary>
/// <param name="Quantities">What is written.</param>
/// <param name="Census">The count of cells.</param>
/// <param name="Clones">The clones and their descent.</param>
/// <param name="Read">Copies whole planes of a quantity.</param>
internal sealed record SnapshotSource(IReadOnlyList<Quantity> Quantities, Census Census, CloneTable Clones, QuantityReader Read)
{
    /// <summary>Tables about the patient, as they were when it was looked at.</summary>
    public IReadOnlyList<SnapshotTable> Tables { get; init; } = [];

    /// <summary>Where whole quantities lie in memory; null if they have to be read.</summary>
    public QuantityPlace? Place { get; init; }

    /// <summary>Keeps the tissue's quantities as they are while it goes on, as far as it can; null if it cannot.</summary>
    public Func<SnapshotStill?> TakeStill { get; init; } = () => null;

    /// <summary>Reads from the tissue while it is written.</summary>
    public static SnapshotSource Of(ITissue tissue, SnapshotOptions options)
    {
        IReadOnlyList<int> chosen = options.Choose(tissue.Quantities);
        return new SnapshotSource(
            [.. chosen.Select(index => tissue.Quantities[index])],
            tissue.TakeCensus(),
            Copy(tissue.ReadClones()),
            (quantity, firstPlane, destination) => tissue.Read(chosen[quantity], firstPlane, destination))
        {
            TakeStill = () => StillOf(tissue, chosen, options.Cut) is { } still ? new SnapshotStill(still, chosen) : null,
        };
    }

    // Of a part of the box the planes that it lies in.
    private static IStill? StillOf(ITissue tissue, IReadOnlyList<int> chosen, SnapshotCut? cut)
        => cut is null ? tissue.TakeStill(chosen) : tissue.TakeStill(chosen, cut.FirstZ, cut.Nz * cut.Factor);

    // The tissue's own goes on growing.
    private static CloneTable Copy(CloneTable clones) => new([.. clones.Parents], [.. clones.BirthSteps], [.. clones.Traits]);
}

/// <summary>Copies whole planes of a quantity.</summary>
/// <param name="quantity">Which, of those written.</param>
/// <param name="firstPlane">First z.</param>
/// <param name="destination">Planes · Nx · Ny elements.</param>
internal delegate void QuantityReader(int quantity, int firstPlane, Span<byte> destination);

/// <summary>Where the first voxel of a quantity lies, with all others behind it.</summary>
/// <param name="quantity">Which, of those written.</param>
internal unsafe delegate byte* QuantityPlace(int quantity);
