using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The ground as migrating cells feel it; a field that the model does not have is empty.</summary>
internal readonly struct GroundView(
    ArrayView<float> chemokine, ArrayView<float> hgf, ArrayView<float> matrix, ArrayView<uint> status, ArrayView<uint> signals)
    : IGround
{
    private readonly ArrayView<float> _chemokine = chemokine;
    private readonly ArrayView<float> _hgf = hgf;
    private readonly ArrayView<float> _matrix = matrix;
    private readonly ArrayView<uint> _status = status;
    private readonly ArrayView<uint> _signals = signals;

    public float Chemokine(int voxel) => _chemokine.Length > 0 ? _chemokine[voxel] : 0f;

    public float Hgf(int voxel) => _hgf.Length > 0 ? _hgf[voxel] : 0f;

    public float Matrix(int voxel) => _matrix.Length > 0 ? _matrix[voxel] : Migration.MatrixWithoutField;

    public float Emt(int voxel) => CellRecord.Kind(_status[voxel]) == CellKind.Tumour ? Level(voxel) : 0f;

    private float Level(int voxel) => (int)CellRecord.Level(_signals[voxel], CellRecord.EmtShift) * (1f / 255f);
}
