namespace GpuTumor.Backends.Cpu;

/// <summary>What lies beyond the ends of a row; known to the compiler.</summary>
internal interface IRowEnds
{
    /// <summary>Whether other rows lie there, over couplings of zero: then all neighbours are read as they lie.</summary>
    static abstract bool AreRows { get; }
}

/// <summary>Whatever is said of the row.</summary>
internal readonly struct GivenEnds : IRowEnds
{
    public static bool AreRows => false;
}

/// <summary>The rows before and after.</summary>
internal readonly struct RowsBeyond : IRowEnds
{
    public static bool AreRows => true;
}
