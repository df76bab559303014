using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Where host cells read what they sense; a substance that the model does not have counts as 0.</summary>
internal readonly unsafe struct HostSenses(Model model, DiffusingFields fields, FieldCouplings couplings, MatrixMap? matrix)
{
    private readonly float* _interferon = Of(model, fields, FieldRole.Ifng);
    private readonly float* _suppressor = Of(model, fields, FieldRole.Suppressor);
    private readonly float* _ccl2 = Of(model, fields, FieldRole.Ccl2);
    private readonly float* _damp = Of(model, fields, FieldRole.Damp);
    private readonly float* _matrix = matrix is null ? Of(model, fields, FieldRole.Ecm) : matrix.Density.Pointer;
    private readonly float* _chemo = Of(model, fields, FieldRole.ChemoA);
    private readonly float* _tCellDeath = couplings.Of(CoupledCells.TCell, CoupledProcess.Death);
    private readonly float* _myeloidDeath = couplings.Of(CoupledCells.Myeloid, CoupledProcess.Death);
    private readonly float* _tCellSpeed = couplings.Of(CoupledCells.TCell, CoupledProcess.Migration);
    private readonly float* _myeloidSpeed = couplings.Of(CoupledCells.Myeloid, CoupledProcess.Migration);

    /// <summary>What a host cell senses at a voxel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HostSurroundings At(int voxel)
    {
        HostSurroundings here;
        here.Interferon = Read(_interferon, voxel);
        here.Suppressor = Read(_suppressor, voxel);
        here.Ccl2 = Read(_ccl2, voxel);
        here.Damp = Read(_damp, voxel);
        here.Matrix = Read(_matrix, voxel);
        here.Chemo = Read(_chemo, voxel);
        here.AddedDeath = 0f;
        return here;
    }

    /// <summary>What a host cell of a kind senses at a voxel, declared effects on its life included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HostSurroundings At(int voxel, HostKind kind)
    {
        HostSurroundings here = At(voxel);
        here.AddedDeath = Read(kind == HostKind.TCell ? _tCellDeath : _myeloidDeath, voxel);
        return here;
    }

    /// <summary>Whether a wandering cell hops in a substep.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="voxel">Where it is.</param>
    /// <param name="threshold">That of the undisturbed speed.</param>
    /// <param name="draw">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Hops(HostKind kind, int voxel, uint threshold, uint draw)
    {
        float* speed = kind == HostKind.TCell ? _tCellSpeed : _myeloidSpeed;
        return speed is null ? draw < threshold : HostWalk.Hops(threshold, speed[voxel], draw);
    }

    /// <summary>What calls a wandering cell: interferon a T cell, CCL2 a myeloid one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Calling(HostKind kind, int voxel) => Read(kind == HostKind.TCell ? _interferon : _ccl2, voxel);

    private static float* Of(Model model, DiffusingFields fields, FieldRole role)
    {
        int field = model.FieldIndex(role);
        return field < 0 ? null : fields.Concentration(field).Pointer;
    }

    private static float Read(float* field, int voxel) => field is null ? 0f : field[voxel];
}
