namespace GpuTumor.Kernels;

/// <summary>Where a living cell is in its cycle.</summary>
public enum CellPhase : uint
{
    /// <summary>Quiescent: in G1, without room, oxygen or ERK to go on.</summary>
    G0 = 0,

    /// <summary>Growing.</summary>
    G1 = 1,

    /// <summary>Doubling its DNA.</summary>
    S = 2,

    /// <summary>From doubled DNA to mitosis.</summary>
    G2M = 3,

    /// <summary>Senescent: it never divides again, and secretes.</summary>
    Senescent = 4,

    /// <summary>In S, without what it needs to go on.</summary>
    ArrestedInS = 5,

    /// <summary>In G2 or M, without what it needs to go on.</summary>
    ArrestedInG2M = 6,
}
