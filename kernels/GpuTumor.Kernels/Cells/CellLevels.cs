namespace GpuTumor.Kernels;

/// <summary>The levels of a cell as numbers, unpacked for a step.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
public struct CellLevels<TLane>
    where TLane : struct
{
    /// <summary>FRA1, 0–1.</summary>
    public TLane Fra1;

    /// <summary>The therapy-induced secretome, 0–1.</summary>
    public TLane Secretome;

    /// <summary>The epithelial–mesenchymal state x, 0–1.</summary>
    public TLane Emt;

    /// <summary>The memory of stress m, 0–1.</summary>
    public TLane Memory;

    /// <summary>Damage, 1 = half of the fastest death.</summary>
    public TLane Damage;
}
