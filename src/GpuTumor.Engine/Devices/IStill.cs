namespace GpuTumor.Engine;

/// <summary>Quantities of a tissue as they were at one moment, to be read while the tissue goes on.</summary>
/// <remarks>It takes memory of the device until it is disposed of. Reading and disposing may be done by another thread, one at a time.</remarks>
public interface IStill : IDisposable
{
    /// <summary>Whether a quantity is kept; those that are not have to be read from the tissue before it goes on.</summary>
    bool Holds(int quantity);

    /// <summary>Copies whole z-planes of a quantity that is kept.</summary>
    /// <param name="quantity">Index among the tissue's quantities.</param>
    /// <param name="firstPlane">First z.</param>
    /// <param name="destination">Planes · Nx · Ny elements.</param>
    void Read(int quantity, int firstPlane, Span<byte> destination);
}
