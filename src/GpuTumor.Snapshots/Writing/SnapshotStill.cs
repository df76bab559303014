using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A still of the quantities that a snapshot holds, by their places in it.</summary>
/// <param name="still">The tissue's.</param>
/// <param name="chosen">Indices among the tissue's quantities.</param>
internal sealed class SnapshotStill(IStill still, IReadOnlyList<int> chosen) : IDisposable
{
    /// <summary>Copies whole planes of a quantity that is kept.</summary>
    public QuantityReader Read { get; private init; }
        = (quantity, firstPlane, destination) => still.Read(chosen[quantity], firstPlane, destination);

    /// <summary>Whether a quantity is kept.</summary>
    public bool Holds(int quantity) => still.Holds(chosen[quantity]);

    /// <summary>The same still, read otherwise; it takes the place of this.</summary>
    public SnapshotStill Through(Func<QuantityReader, QuantityReader> reading) => new(still, chosen) { Read = reading(Read) };

    /// <inheritdoc/>
    public void Dispose() => still.Dispose();
}
