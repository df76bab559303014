namespace GpuTumor.Backends.Ilgpu;

/// <summary>When stages are fused on tiles.</summary>
internal enum Tiling
{
    /// <summary>Never: the device has too little shared memory, or is a processor, whose caches do as well.</summary>
    Never,

    /// <summary>On lattices that give every multiprocessor a tile.</summary>
    WherePaid,

    /// <summary>On every lattice: for tests.</summary>
    Always,
}
