using System.Runtime.Intrinsics;

namespace GpuTumor.Backends.Cpu;

/// <summary>How many values are worked on together. All widths give the same bits.</summary>
public enum LaneWidth
{
    /// <summary>One: the reference.</summary>
    Scalar = 1,

    /// <summary>Eight, in 256-bit registers.</summary>
    Octet = 8,

    /// <summary>Sixteen, in 512-bit registers.</summary>
    Hexadec = 16,
}

/// <summary>Chooses the lane width.</summary>
public static class LaneWidths
{
    /// <summary>The widest that this machine works on in hardware.</summary>
    public static LaneWidth Best
        => Vector512.IsHardwareAccelerated ? LaneWidth.Hexadec
            : Vector256.IsHardwareAccelerated ? LaneWidth.Octet
            : LaneWidth.Scalar;

    /// <summary>All that this machine can do.</summary>
    public static IEnumerable<LaneWidth> Available => Enum.GetValues<LaneWidth>().Where(width => width <= Best);
}
