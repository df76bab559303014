using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where host cells read what they sense; a field that the model does not have is empty and counts as 0.</summary>
internal readonly struct HostSenses(
    ArrayView<float> interferon, ArrayView<float> suppressor, ArrayView<float> ccl2, ArrayView<float> damp, ArrayView<float> matrix,
    ArrayView<float> chemo)
{
    private readonly ArrayView<float> _interferon = interferon;
    private readonly ArrayView<float> _suppressor = suppressor;
    private readonly ArrayView<float> _ccl2 = ccl2;
    private readonly ArrayView<float> _damp = damp;
    private readonly ArrayView<float> _matrix = matrix;
    private readonly ArrayView<float> _chemo = chemo;

    /// <summary>What a host cell senses at a voxel.</summary>
    public HostSurroundings At(int voxel)
    {
        HostSurroundings here = default;
        here.Interferon = Read(_interferon, voxel);
        here.Suppressor = Read(_suppressor, voxel);
        here.Ccl2 = Read(_ccl2, voxel);
        here.Damp = Read(_damp, voxel);
        here.Matrix = Read(_matrix, voxel);
        here.Chemo = Read(_chemo, voxel);
        return here;
    }

    /// <summary>What calls a wandering cell: interferon a T cell, CCL2 a myeloid one.</summary>
    public float Calling(HostKind kind, int voxel) => kind == HostKind.TCell ? Read(_interferon, voxel) : Read(_ccl2, voxel);

    private static float Read(ArrayView<float> field, int voxel) => field.Length > 0 ? field[voxel] : 0f;
}
