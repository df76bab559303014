using System.Numerics;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Which part of the box a snapshot shows, and how coarsely.</summary>
/// <remarks>
/// A voxel of the snapshot stands for a cube of voxels: floats are their mean, codes and numbers their most frequent value (the
/// smallest of several). Voxels that fill no cube at the far faces are left out.
/// </remarks>
/// <param name="FirstX">The first voxel.</param>
/// <param name="FirstY">The first voxel.</param>
/// <param name="FirstZ">The first voxel.</param>
/// <param name="Nx">Voxels of the snapshot along x, at least 4.</param>
/// <param name="Ny">Voxels of the snapshot along y, at least 4.</param>
/// <param name="Nz">Voxels of the snapshot along z, at least 4.</param>
/// <param name="Factor">Edge of the cube that a voxel of the snapshot stands for [voxels].</param>
public sealed record SnapshotCut(int FirstX, int FirstY, int FirstZ, int Nx, int Ny, int Nz, int Factor)
{
    /// <summary>The snapshot's lattice and where it lies.</summary>
    internal SnapshotFrame FrameIn(Grid whole) => new(
        new Grid(Nx, Ny, Nz, Factor * whole.SpacingX, Factor * whole.SpacingY, Factor * whole.SpacingZ),
        FirstX * whole.SpacingX, FirstY * whole.SpacingY, FirstZ * whole.SpacingZ);

    /// <summary>The part as a source of its own.</summary>
    internal SnapshotSource Of(SnapshotSource tissue, Grid whole) => tissue with
    {
        TakeStill = () => tissue.TakeStill()?.Through(read => Reading(tissue.Quantities, whole, read)),
        Read = Reading(tissue.Quantities, whole, tissue.Read),
    };

    private QuantityReader Reading(IReadOnlyList<Quantity> quantities, Grid whole, QuantityReader read) => (quantity, firstPlane, destination) =>
    {
        switch (quantities[quantity].Element)
        {
            case ElementKind.Float32:
                Read(read, quantity, whole, firstPlane, MemoryMarshal.Cast<byte, float>(destination), Mean);
                break;
            case ElementKind.UInt8:
                Read(read, quantity, whole, firstPlane, destination, MostFrequent);
                break;
            case ElementKind.UInt16:
                Read(read, quantity, whole, firstPlane, MemoryMarshal.Cast<byte, ushort>(destination), MostFrequent);
                break;
            default:
                Read(read, quantity, whole, firstPlane, MemoryMarshal.Cast<byte, uint>(destination), MostFrequent);
                break;
        }
    };

    private static float Mean(Span<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return (float)(sum / values.Length);
    }

    private static T MostFrequent<T>(Span<T> values)
        where T : unmanaged, INumber<T>
    {
        values.Sort();
        T best = values[0];
        int most = 0;
        for (int start = 0; start < values.Length;)
        {
            int end = start + 1;
            while (end < values.Length && values[end] == values[start])
                end++;
            if (end - start > most)
                (best, most) = (values[start], end - start);
            start = end;
        }

        return best;
    }

    private void Read<T>(
        QuantityReader read, int quantity, Grid whole, int firstPlane, Span<T> destination, Reduction<T> reduce)
        where T : unmanaged
    {
        T[] planes = new T[Factor * whole.PlaneVoxels];
        T[] cube = new T[Factor * Factor * Factor];
        int plane = Nx * Ny;
        for (int i = 0; i < destination.Length / plane; i++)
        {
            read(quantity, FirstZ + ((firstPlane + i) * Factor), MemoryMarshal.AsBytes(planes.AsSpan()));
            for (int place = 0; place < plane; place++)
            {
                Gather(planes, whole, place % Nx, place / Nx, cube);
                destination[(i * plane) + place] = Factor == 1 ? cube[0] : reduce(cube);
            }
        }
    }

    private void Gather<T>(T[] planes, Grid whole, int x, int y, T[] cube)
    {
        int next = 0;
        for (int dz = 0; dz < Factor; dz++)
        {
            for (int dy = 0; dy < Factor; dy++)
            {
                long row = (dz * whole.PlaneVoxels) + ((long)(FirstY + (y * Factor) + dy) * whole.Nx) + FirstX + (x * Factor);
                for (int dx = 0; dx < Factor; dx++)
                    cube[next++] = planes[row + dx];
            }
        }
    }

    // The value of a cube.
    private delegate T Reduction<T>(Span<T> cube);
}
