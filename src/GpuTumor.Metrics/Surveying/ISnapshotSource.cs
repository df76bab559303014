using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>One moment of a run whose quantities can be read a few planes at a time: a file, or arrays in memory.</summary>
public interface ISnapshotSource
{
    /// <summary>The lattice.</summary>
    Grid Grid { get; }

    /// <summary>Steps done.</summary>
    long Step { get; }

    /// <summary>Simulated time [h].</summary>
    double Hours { get; }

    /// <summary>What can be read.</summary>
    IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>Reads whole z-planes of a quantity, x fastest.</summary>
    /// <param name="quantity">Its name.</param>
    /// <param name="firstPlane">First z.</param>
    /// <param name="planes">Planes.</param>
    /// <param name="destination">planes · Ny · Nx elements.</param>
    void Read(string quantity, int firstPlane, int planes, Span<byte> destination);

    /// <summary>Reads a column of a table beside the fields (<c>clones</c>, <c>circulation</c>, <c>plasma</c>).</summary>
    /// <returns>One value a row; null if it was not stored.</returns>
    double[]? ReadColumn(string table, string column);
}
