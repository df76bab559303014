using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Where host cells read what they sense; a substance that the model does not have counts as 0.</summary>
internal readonly unsafe struct HostSenses(DiffusingFields fields, FieldCouplings couplings, MatrixMap? matrix)
{
    private readonly ConcentrationView _interferon = fields.View(FieldRole.Ifng);
    private readonly ConcentrationView _suppressor = fields.View(FieldRole.Suppressor);
    private readonly ConcentrationView _ccl2 = fields.View(FieldRole.Ccl2);
    private readonly ConcentrationView _damp = fields.View(FieldRole.Damp);
    private readonly ConcentrationView _matrix = matrix is null ? fields.View(FieldRole.Ecm) : new(matrix.Density.Pointer);
    private readonly ConcentrationView _chemo = fields.View(FieldRole.ChemoA);
    private readonly float* _tCellDeath = couplings.Of(CoupledCells.TCell, CoupledProcess.Death);
    private readonly float* _myeloidDeath = couplings.Of(CoupledCells.Myeloid, CoupledProcess.Death);
    private readonly float* _tCellSpeed = couplings.Of(CoupledCells.TCell, CoupledProcess.Migration);
    private readonly float* _myeloidSpeed = couplings.Of(CoupledCells.Myeloid, CoupledProcess.Migration);

    /// <summary>What a host cell senses at a voxel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HostSurroundings At(int voxel)
    {
        HostSurroundings here;
        here.Interferon = _interferon.Or(0f, voxel);
        here.Suppressor = _suppressor.Or(0f, voxel);
        here.Ccl2 = _ccl2.Or(0f, voxel);
        here.Damp = _damp.Or(0f, voxel);
        here.Matrix = _matrix.Or(0f, voxel);
        here.Chemo = _chemo.Or(0f, voxel);
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
    public float Calling(HostKind kind, int voxel) => kind == HostKind.TCell ? _interferon.Or(0f, voxel) : _ccl2.Or(0f, voxel);

    private static float Read(float* map, int voxel) => map is null ? 0f : map[voxel];
}
