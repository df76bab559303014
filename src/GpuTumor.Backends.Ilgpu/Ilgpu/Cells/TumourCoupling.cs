using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What fields do to a process of tumour cells: a map for each group of cells that they tell apart; none where nothing is declared.</summary>
/// <param name="maps">Factors, or rates that are added, by voxel: the box of the first group, then the next.</param>
/// <param name="groups">Bits and pattern of each group (<see cref="CellGroup"/>).</param>
/// <param name="voxels">Voxels of the box.</param>
internal readonly struct TumourCoupling(ArrayView<float> maps, ArrayView<uint> groups, long voxels)
{
    private readonly ArrayView<float> _maps = maps;
    private readonly ArrayView<uint> _groups = groups;
    private readonly long _voxels = voxels;

    /// <summary>The factor of a cell at a voxel.</summary>
    public float Factor(uint status, long voxel)
    {
        float factor = 1f;
        for (long group = 0; group < _groups.Length; group += 2)
        {
            if (Has(group, status))
                factor *= At(group, voxel);
        }

        return factor;
    }

    /// <summary>The rate that is added to that of a cell at a voxel [1/h].</summary>
    public float Rate(uint status, long voxel)
    {
        float rate = 0f;
        for (long group = 0; group < _groups.Length; group += 2)
        {
            if (Has(group, status))
                rate += At(group, voxel);
        }

        return rate;
    }

    private bool Has(long group, uint status) => new CellGroup(_groups[group], _groups[group + 1]).Has(status);

    private float At(long group, long voxel) => _maps[((group >> 1) * _voxels) + voxel];
}
