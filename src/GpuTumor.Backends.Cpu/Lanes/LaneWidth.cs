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

    /// <summary>All widths that run here: sixteen as a pair of eight where there are no 512-bit registers, slowly and with the same bits.</summary>
    public static IEnumerable<LaneWidth> Runnable => Enum.GetValues<LaneWidth>().Where(CanRun);

    /// <summary>All that this machine can do.</summary>
    public static IEnumerable<LaneWidth> Available => Enum.GetValues<LaneWidth>().Where(width => width <= Best);

    /// <summary>Checks that a width runs here.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static void EnsureCanRun(LaneWidth width)
    {
        if (!CanRun(width))
            throw new ArgumentOutOfRangeException(nameof(width), width, "This machine has no such lanes.");
    }

    private static bool CanRun(LaneWidth width) => width <= Best || Vector256.IsHardwareAccelerated;
}
