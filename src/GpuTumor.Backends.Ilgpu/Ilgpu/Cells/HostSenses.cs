using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Where host cells read what they sense; a field that the model does not have is empty and counts as 0.</summary>
internal readonly struct HostSenses(
    ConcentrationView interferon, ConcentrationView suppressor, ConcentrationView ccl2, ConcentrationView damp, ConcentrationView matrix,
    ConcentrationView chemo, ArrayView<float> tCellDeath, ArrayView<float> myeloidDeath, ArrayView<float> tCellSpeed,
    ArrayView<float> myeloidSpeed)
{
    private readonly ConcentrationView _interferon = interferon;
    private readonly ConcentrationView _suppressor = suppressor;
    private readonly ConcentrationView _ccl2 = ccl2;
    private readonly ConcentrationView _damp = damp;
    private readonly ConcentrationView _matrix = matrix;
    private readonly ConcentrationView _chemo = chemo;
    private readonly ArrayView<float> _tCellDeath = tCellDeath;
    private readonly ArrayView<float> _myeloidDeath = myeloidDeath;
    private readonly ArrayView<float> _tCellSpeed = tCellSpeed;
    private readonly ArrayView<float> _myeloidSpeed = myeloidSpeed;

    /// <summary>What a host cell senses at a voxel.</summary>
    public HostSurroundings At(int voxel)
    {
        HostSurroundings here = default;
        here.Interferon = _interferon.Or(0f, voxel);
        here.Suppressor = _suppressor.Or(0f, voxel);
        here.Ccl2 = _ccl2.Or(0f, voxel);
        here.Damp = _damp.Or(0f, voxel);
        here.Matrix = _matrix.Or(0f, voxel);
        here.Chemo = _chemo.Or(0f, voxel);
        return here;
    }

    /// <summary>The death of host cells of a kind that declared effects add at a voxel [1/h].</summary>
    public float AddedDeath(int voxel, HostKind kind)
        => kind == HostKind.TCell ? Read(_tCellDeath, voxel) : Read(_myeloidDeath, voxel);

    /// <summary>Whether a wandering cell hops in a substep.</summary>
    public bool Hops(HostKind kind, int voxel, uint threshold, uint draw)
        => kind == HostKind.TCell ? Hops(_tCellSpeed, voxel, threshold, draw) : Hops(_myeloidSpeed, voxel, threshold, draw);

    /// <summary>What calls a wandering cell: interferon a T cell, CCL2 a myeloid one.</summary>
    public float Calling(HostKind kind, int voxel) => kind == HostKind.TCell ? _interferon.Or(0f, voxel) : _ccl2.Or(0f, voxel);

    private static bool Hops(ArrayView<float> speed, int voxel, uint threshold, uint draw)
        => speed.Length > 0 ? HostWalk.Hops(threshold, speed[voxel], draw) : draw < threshold;

    private static float Read(ArrayView<float> field, int voxel) => field.Length > 0 ? field[voxel] : 0f;
}
