using System.Runtime.InteropServices;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>One plane of a quantity: Width × Height values, the first row at the bottom.</summary>
internal sealed class Slice
{
    private Slice(Quantity quantity, Axis axis, int index, int width, int height)
    {
        (Quantity, Axis, Index, Width, Height) = (quantity, axis, index, width, height);
        Words = new uint[width * height];
    }

    public Quantity Quantity { get; }

    public Axis Axis { get; }

    /// <summary>Which plane, from 0.</summary>
    public int Index { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The elements as stored; floats by their bits.</summary>
    public uint[] Words { get; }

    /// <summary>Reads a plane.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="quantity">What.</param>
    /// <param name="axis">Across which axis.</param>
    /// <param name="at">Where along it, 0–1.</param>
    public static Slice Read(ISnapshotSource source, Quantity quantity, Axis axis, double at)
    {
        Grid grid = source.Grid;
        (int along, int width, int height) = axis switch
        {
            Axis.X => (grid.Nx, grid.Ny, grid.Nz),
            Axis.Y => (grid.Ny, grid.Nx, grid.Nz),
            _ => (grid.Nz, grid.Nx, grid.Ny),
        };
        var slice = new Slice(quantity, axis, Math.Clamp((int)(at * along), 0, along - 1), width, height);
        if (axis == Axis.Z)
            slice.TakePlane(source, slice.Index, 1, (_, bytes) => slice.Unpack(bytes, 0, 1, slice.Words));
        else
            slice.TakeRows(source);
        return slice;
    }

    /// <summary>A value as a number.</summary>
    public double NumberAt(int i) => Quantity.Element == ElementKind.Float32
        ? BitConverter.UInt32BitsToSingle(Words[i])
        : Words[i];

    private void TakeRows(ISnapshotSource source)
    {
        // Many planes at a time, so that a row of chunks is not unpacked once a plane.
        const int Planes = 32;
        for (int first = 0; first < source.Grid.Nz; first += Planes)
        {
            int planes = Math.Min(Planes, source.Grid.Nz - first);
            TakePlane(source, first, planes, (plane, bytes) =>
            {
                Span<uint> row = Words.AsSpan((first + plane) * Width, Width);
                if (Axis == Axis.Y)
                    Unpack(bytes, Index * source.Grid.Nx, 1, row);
                else
                    Unpack(bytes, Index, source.Grid.Nx, row);
            });
        }
    }

    private void TakePlane(ISnapshotSource source, int first, int planes, Action<int, byte[]> take)
    {
        long plane = source.Grid.PlaneVoxels * Quantity.ElementSize;
        var bytes = new byte[planes * plane];
        source.Read(Quantity.Name, first, planes, bytes);
        for (int i = 0; i < planes; i++)
            take(i, planes == 1 ? bytes : bytes.AsSpan((int)(i * plane), (int)plane).ToArray());
    }

    private void Unpack(ReadOnlySpan<byte> bytes, int start, int stride, Span<uint> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            int at = start + (i * stride);
            words[i] = Quantity.ElementSize switch
            {
                1 => bytes[at],
                2 => MemoryMarshal.Cast<byte, ushort>(bytes)[at],
                _ => MemoryMarshal.Cast<byte, uint>(bytes)[at],
            };
        }
    }
}
