using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The ground as migrating cells feel it.</summary>
internal readonly unsafe struct GroundView(Model model, DiffusingFields fields, CellLattice lattice, CellPool pool, MatrixMap? matrix) : IGround
{
    private readonly float* _chemokine = Of(model, fields, FieldRole.Chemokine);
    private readonly float* _hgf = Of(model, fields, FieldRole.Hgf);
    private readonly float* _matrix = matrix is null ? Of(model, fields, FieldRole.Ecm) : matrix.Density.Pointer;
    private readonly int* _resident = lattice.Resident;
    private readonly uint* _status = pool.Status;
    private readonly uint* _signals = pool.Signals;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Chemokine(int voxel) => _chemokine is null ? 0f : _chemokine[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Hgf(int voxel) => _hgf is null ? 0f : _hgf[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Matrix(int voxel) => _matrix is null ? Migration.MatrixWithoutField : _matrix[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Emt(int voxel)
    {
        int slot = _resident[voxel] - 1;
        bool lives = slot >= 0 && CellRecord.Kind(_status[slot]) == CellKind.Tumour;
        return lives ? (int)CellRecord.Level(_signals[slot], CellRecord.EmtShift) * (1f / 255f) : 0f;
    }

    private static float* Of(Model model, DiffusingFields fields, FieldRole role)
    {
        int field = model.FieldIndex(role);
        return field < 0 ? null : fields.Concentration(field).Pointer;
    }
}
