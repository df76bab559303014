using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Four substeps of forward Euler at once, for substances without saturable uptake.</summary>
/// <remarks>16 bytes a voxel move for four substeps, where one after the other would move 64.</remarks>
internal readonly struct EulerTileWork(
    ArrayView<float> loss, ArrayView<float> gain, ArrayView<float> present, ArrayView<float> result, float decay, float step) : ITileWork
{
    /// <summary>Substeps fused.</summary>
    public const int Substeps = 4;

    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _present = present;
    private readonly ArrayView<float> _result = result;
    private readonly float _decay = decay;
    private readonly float _step = step;

    public int Stages => Substeps;

    public float Load(int x, int y, int z, long voxel) => _present[voxel];

    public float Begin(int stage, TilePoint point, float centre, ref TileSums sums)
        => sums.Take(stage, point, _loss[point.Voxel], _decay, centre);

    public float Finish(int stage, TilePoint point, float centre, float outflow, ref TileSums sums)
    {
        Scalar zero = new(0f);
        Scalar mapped = new(_loss[point.Voxel]);
        Scalar gain = new(_gain[point.Voxel]);
        Scalar leaving = new(outflow);
        Scalar next = Stage.Euler(leaving, new Scalar(centre), gain, new Scalar(_step));
        float result = Scalar.WhereLess(mapped, zero, new Scalar(centre), next).Value;
        if (point.IsOwn != 0)
        {
            sums.AddIntoPinned(stage, Scalar.WhereLess(mapped, zero, gain - leaving, zero).Value);
            if (stage == Substeps)
                _result[point.Voxel] = result;
        }

        return result;
    }
}
