using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The hash of a tissue's state: a sum over voxels of mixed words, so it depends on no order.</summary>
public static class StateHash
{
    /// <summary>The first of the four words of a resident cell: status, signals, exposure, clone. Fields are arrays 0, 1, ….</summary>
    public const uint Resident = 1u << 16;

    /// <summary>The first of the four words of a cell that waits for room.</summary>
    public const uint Waiting = 1u << 17;

    /// <summary>The perfusion of vessels, where they differ or change.</summary>
    public const uint Perfusion = 1u << 18;

    /// <summary>Host cells.</summary>
    public const uint Host = 1u << 19;

    /// <summary>Debris of dead cells, where there are host cells.</summary>
    public const uint Debris = Host + 1u;

    /// <summary>The extracellular matrix, where it changes.</summary>
    public const uint Matrix = 1u << 20;

    /// <summary>Wounds.</summary>
    public const uint Wound = 1u << 21;

    /// <summary>The contribution of one 32-bit word of state.</summary>
    /// <param name="what">Which array: a field, or a word of <see cref="Resident"/> or <see cref="Waiting"/>.</param>
    /// <param name="voxel">Where.</param>
    /// <param name="word">The bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(uint what, long voxel, uint word)
    {
        // splitmix64's finaliser (Steele, Lea, Flood 2014).
        ulong z = ((ulong)voxel * 0x9E3779B97F4A7C15ul) + (((ulong)what << 32) | word);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
        return z ^ (z >> 31);
    }
}
