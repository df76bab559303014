using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The matrix of a voxel inside the rim is dissolved and laid down.</summary>
internal readonly struct MatrixTurnoverWork(
    int row, int plane, MatrixTurnover turnover, float spared, float hours, ConcentrationView mmp, ConcentrationView timp, GroundView ground,
    ArrayView<uint> host, ArrayView<float> density) : IVoxelWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly MatrixTurnover _turnover = turnover;
    private readonly float _spared = spared;
    private readonly float _hours = hours;
    private readonly ConcentrationView _mmp = mmp;
    private readonly ConcentrationView _timp = timp;
    private readonly GroundView _ground = ground;
    private readonly ArrayView<uint> _host = host;
    private readonly ArrayView<float> _density = density;

    public void At(int x, int y, int z)
    {
        int voxel = ((z + 1) * _plane) + ((y + 1) * _row) + x + 1;
        float deposits = _host.Length > 0 && HostRecord.Kind(_host[voxel]) == HostKind.Caf ? 1f : 0f;
        float mmp = _mmp.Or(0f, voxel);
        float timp = _timp.Or(0f, voxel);
        _density[voxel] = _turnover.Advance(_density[voxel], mmp, timp, Touching(voxel), deposits, _spared, _hours);
    }

    // The most mesenchymal cell in the voxel or behind one of its faces.
    private float Touching(int voxel)
    {
        float along = Larger(_ground.Emt(voxel - 1), _ground.Emt(voxel + 1));
        float across = Larger(_ground.Emt(voxel - _row), _ground.Emt(voxel + _row));
        float above = Larger(_ground.Emt(voxel - _plane), _ground.Emt(voxel + _plane));
        return Larger(Larger(_ground.Emt(voxel), along), Larger(across, above));
    }

    private static float Larger(float a, float b) => a > b ? a : b;
}
