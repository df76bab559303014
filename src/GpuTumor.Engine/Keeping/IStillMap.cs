namespace GpuTumor.Engine;

/// <summary>A map of voxels as it was at one moment, in memory that it takes until it is disposed of.</summary>
/// <remarks>Reading and disposing may be done by another thread, one at a time.</remarks>
public interface IStillMap : IDisposable
{
    /// <summary>Copies whole z-planes.</summary>
    /// <param name="firstPlane">First z.</param>
    /// <param name="destination">Planes · Nx · Ny elements.</param>
    void Read(int firstPlane, Span<byte> destination);
}
