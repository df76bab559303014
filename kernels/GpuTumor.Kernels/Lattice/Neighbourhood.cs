using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The 26 neighbours of a voxel, by code 0–26 = (dx + 1) + 3·(dy + 1) + 9·(dz + 1); 13 is the voxel itself.</summary>
public static class Neighbourhood
{
    /// <summary>Codes, the voxel itself included.</summary>
    public const int Codes = 27;

    /// <summary>The code of the voxel itself.</summary>
    public const int Itself = 13;

    // Along how many axes each code steps, two bits a code.
    private const ulong AxesLeft = 0x3B9BB9919BB9BBul;

    /// <summary>The code of a step of −1, 0 or 1 along each axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Code(int x, int y, int z) => x + 1 + (3 * (y + 1)) + (9 * (z + 1));

    /// <summary>Step along x, −1 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int X(int code) => (code % 3) - 1;

    /// <summary>Step along y, −1 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Y(int code) => ((code % 9) / 3) - 1;

    /// <summary>Step along z, −1 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Z(int code) => (code / 9) - 1;

    /// <summary>Index offset of a neighbour.</summary>
    /// <param name="code">Which.</param>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Offset(int code, int row, int plane)
        => X(code) + (row * Y(code)) + (plane * Z(code));

    /// <summary>Chamfer length of the way there: 3 through a face, 4 through an edge, 5 through a corner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(int code) => 2 + (int)((AxesLeft >> (2 * code)) & 3ul);

    /// <summary>The code of the way back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Opposite(int code) => 26 - code;
}
