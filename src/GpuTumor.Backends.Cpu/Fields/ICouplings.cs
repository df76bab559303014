namespace GpuTumor.Backends.Cpu;

/// <summary>Whether the couplings along a stretch of a row are the same everywhere; known to the compiler.</summary>
internal interface ICouplings
{
    /// <summary>Whether they are those of the row's middle, with no held face beside: then nothing need be read.</summary>
    static abstract bool AreUniform { get; }
}

/// <summary>All those of the middle.</summary>
internal readonly struct UniformCouplings : ICouplings
{
    public static bool AreUniform => true;
}

/// <summary>Read voxel by voxel.</summary>
internal readonly struct VaryingCouplings : ICouplings
{
    public static bool AreUniform => false;
}
