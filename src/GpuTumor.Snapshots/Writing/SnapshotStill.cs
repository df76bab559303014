using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>A still of the quantities that a snapshot holds, by their places in it.</summary>
/// <param name="still">The tissue's.</param>
/// <param name="chosen">Indices among the tissue's quantities.</param>
internal sealed class SnapshotStill(IStill still, IReadOnlyList<int> chosen) : IDisposable
{
    /// <summary>Whether a quantity is kept.</summary>
    public bool Holds(int quantity) => still.Holds(chosen[quantity]);

    /// <summary>Copies whole planes of a quantity that is kept.</summary>
    public void Read(int quantity, int firstPlane, Span<byte> destination) => still.Read(chosen[quantity], firstPlane, destination);

    /// <inheritdoc/>
    public void Dispose() => still.Dispose();
}
