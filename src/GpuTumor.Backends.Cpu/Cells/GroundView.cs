using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The ground as migrating cells feel it.</summary>
internal readonly unsafe struct GroundView(DiffusingFields fields, CellLattice lattice, CellPool pool, MatrixMap? matrix) : IGround
{
    private readonly ConcentrationView _chemokine = fields.View(FieldRole.Chemokine);
    private readonly ConcentrationView _hgf = fields.View(FieldRole.Hgf);
    private readonly ConcentrationView _matrix = matrix is null ? fields.View(FieldRole.Ecm) : new(matrix.Density.Pointer);
    private readonly int* _resident = lattice.Resident;
    private readonly uint* _status = pool.Status;
    private readonly uint* _signals = pool.Signals;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Chemokine(int voxel) => _chemokine.Or(0f, voxel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Hgf(int voxel) => _hgf.Or(0f, voxel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Matrix(int voxel) => _matrix.Or(Migration.MatrixWithoutField, voxel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Emt(int voxel)
    {
        int slot = _resident[voxel] - 1;
        bool lives = slot >= 0 && CellRecord.Kind(_status[slot]) == CellKind.Tumour;
        return lives ? (int)CellRecord.Level(_signals[slot], CellRecord.EmtShift) * (1f / 255f) : 0f;
    }
}
