namespace GpuTumor.Kernels;

/// <summary>Where a living cell is in its cycle.</summary>
public enum CellPhase : uint
{
    /// <summary>Quiescent: it would go on if it had room, oxygen and ERK.</summary>
    G0 = 0,

    /// <summary>Growing.</summary>
    G1 = 1,

    /// <summary>Doubling its DNA.</summary>
    S = 2,

    /// <summary>From doubled DNA to mitosis.</summary>
    G2M = 3,

    /// <summary>Senescent: it never divides again, and secretes.</summary>
    Senescent = 4,

    /// <summary>Ready to divide, without a place for the daughter.</summary>
    Arrested = 5,
}
