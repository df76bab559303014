using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Relaxes both colours of a lattice at once, from one map into another.</summary>
/// <remarks>16 bytes a voxel move for both colours, where one after the other would move 32.</remarks>
internal readonly struct SmoothTileWork(
    ArrayView<float> unknown, ArrayView<float> result, ReactionMaps reaction, float loss, int isConcentration) : ITileWork
{
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ArrayView<float> _result = result;
    private readonly ReactionMaps _reaction = reaction;
    private readonly float _loss = loss;
    private readonly int _isConcentration = isConcentration;

    public int Stages => 2;

    public float Load(int x, int y, int z, long voxel) => _unknown[voxel];

    public float Begin(int stage, TilePoint point, float centre, ref TileSums sums)
        => IsOfColour(stage, point) ? (LossOf(point) * new Scalar(centre)).Value : 0f;

    public float Finish(int stage, TilePoint point, float centre, float outflow, ref TileSums sums)
    {
        float relaxed = centre;
        if (IsOfColour(stage, point))
        {
            Scalar diagonal = LossOf(point) + point.Sum();
            relaxed = _reaction.Relaxed(
                point.Voxel, new Scalar(centre), new Scalar(outflow), diagonal, _isConcentration).Value;
        }

        if (stage == 2 && point.IsOwn != 0)
            _result[point.Voxel] = relaxed;
        return relaxed;
    }

    private static bool IsOfColour(int stage, TilePoint point) => ((point.X + point.Y + point.Z + stage) & 1) == 1;

    private Scalar LossOf(TilePoint point) => point.Loss(new Scalar(_reaction.Loss[point.Voxel]), _loss);
}

/// <summary>Adds the correction of the next coarser lattice and relaxes both colours, at once.</summary>
internal readonly struct ProlongSmoothTileWork(ProlongWork prolong, SmoothTileWork smooth) : ITileWork
{
    private readonly ProlongWork _prolong = prolong;
    private readonly SmoothTileWork _smooth = smooth;

    public int Stages => 2;

    public float Load(int x, int y, int z, long voxel) => _prolong.Corrected(x, y, z, voxel).Value;

    public float Begin(int stage, TilePoint point, float centre, ref TileSums sums) => _smooth.Begin(stage, point, centre, ref sums);

    public float Finish(int stage, TilePoint point, float centre, float outflow, ref TileSums sums)
        => _smooth.Finish(stage, point, centre, outflow, ref sums);
}
