using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What fields do to a process of tumour cells, by voxel: to all of them, and to some.</summary>
/// <param name="all">Factors on all of them, or rates that are added; null if no field bears on all.</param>
/// <param name="some">The same for those that are told apart.</param>
internal readonly unsafe struct TumourCoupling(float* all, CoupledGroup[] some)
{
    /// <summary>Factors on all of them, or rates that are added; null if no field bears on all.</summary>
    public float* All { get; } = all;

    /// <summary>The same for those that are told apart.</summary>
    public CoupledGroup[] Some { get; } = some;

    /// <summary>The factor of a cell at a voxel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Factor(uint status, int voxel)
    {
        float factor = All is null ? 1f : All[voxel];
        return Some.Length == 0 ? factor : TimesSome(factor, status, voxel);
    }

    /// <summary>The factors of eight cells at voxels side by side.</summary>
    public Octet Factors(OctetWord status, int voxel)
    {
        Octet factor = All is null ? Octet.Of(1f) : *(Octet*)(All + voxel);
        foreach (CoupledGroup group in Some)
            factor *= group.Cells.Where(status, *(Octet*)(group.Map + voxel), Octet.Of(1f));
        return factor;
    }

    /// <summary>A factor, times those of the groups in which a cell is.</summary>
    public float TimesSome(float factor, uint status, int voxel)
    {
        foreach (CoupledGroup group in Some)
            factor *= group.Cells.Has(status) ? group.Map[voxel] : 1f;
        return factor;
    }

    /// <summary>A rate, and those of the groups in which a cell is.</summary>
    public float PlusSome(float rate, uint status, int voxel)
    {
        foreach (CoupledGroup group in Some)
            rate += group.Cells.Has(status) ? group.Map[voxel] : 0f;
        return rate;
    }
}

/// <summary>What fields do to a process of some tumour cells.</summary>
/// <param name="cells">Which cells.</param>
/// <param name="map">Factors, or rates that are added, by voxel.</param>
internal readonly unsafe struct CoupledGroup(CellGroup cells, float* map)
{
    /// <summary>Which cells.</summary>
    public CellGroup Cells { get; } = cells;

    /// <summary>Factors, or rates that are added, by voxel.</summary>
    public float* Map { get; } = map;
}
