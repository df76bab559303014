using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The ground as migrating cells feel it; a field that the model does not have is empty.</summary>
internal readonly struct GroundView(
    ConcentrationView chemokine, ConcentrationView hgf, ConcentrationView matrix, ArrayView<uint> status, ArrayView<uint> signals)
    : IGround
{
    private readonly ConcentrationView _chemokine = chemokine;
    private readonly ConcentrationView _hgf = hgf;
    private readonly ConcentrationView _matrix = matrix;
    private readonly ArrayView<uint> _status = status;
    private readonly ArrayView<uint> _signals = signals;

    public float Chemokine(int voxel) => _chemokine.Or(0f, voxel);

    public float Hgf(int voxel) => _hgf.Or(0f, voxel);

    public float Matrix(int voxel) => _matrix.Or(Migration.MatrixWithoutField, voxel);

    public float Emt(int voxel) => CellRecord.Kind(_status[voxel]) == CellKind.Tumour ? Level(voxel) : 0f;

    private float Level(int voxel) => (int)CellRecord.Level(_signals[voxel], CellRecord.EmtShift) * (1f / 255f);
}
