using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Which voxels of a row a lane stands for; known to the compiler.</summary>
internal unsafe interface IPlaces
{
    /// <summary>Voxels of the row to which one lane of one value moves on.</summary>
    static abstract int Pace { get; }

    /// <summary>Whether these are the second members of pairs.</summary>
    static abstract bool AreSeconds { get; }

    /// <summary>Reads their values.</summary>
    static abstract TLane Load<TLane, TMemory>(float* source)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>;
}

/// <summary>Every voxel.</summary>
internal readonly unsafe struct EveryVoxel : IPlaces
{
    public static int Pace => 1;

    public static bool AreSeconds => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane, TMemory>(float* source)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => TMemory.Load(source);
}

/// <summary>The first of every pair: one colour of a checkerboard.</summary>
internal readonly unsafe struct FirstOfPairs : IPlaces
{
    public static int Pace => 2;

    public static bool AreSeconds => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane, TMemory>(float* source)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => TMemory.LoadFirsts(source);
}

/// <summary>The second of every pair: the other colour.</summary>
internal readonly unsafe struct SecondOfPairs : IPlaces
{
    public static int Pace => 2;

    public static bool AreSeconds => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane, TMemory>(float* source)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => TMemory.LoadSeconds(source);
}
