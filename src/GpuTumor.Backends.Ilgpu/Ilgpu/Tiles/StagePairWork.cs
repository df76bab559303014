using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Two stages of a recurrence at once: w = a·L(u) + b·u + c·v + d·g, then w′ = a′·L(w) + b′·w + c′·u + d′·g.</summary>
/// <remarks>24 bytes a voxel move for two stages, where one after the other would move 40.</remarks>
internal readonly struct StagePairWork(
    ArrayView<float> loss, ArrayView<float> present, ArrayView<float> former, ArrayView<float> gain,
    ArrayView<float> middle, ArrayView<float> result, float decay, StageFactors first, StageFactors second) : ITileWork
{
    private readonly ArrayView<float> _loss = loss;
    private readonly ArrayView<float> _present = present;
    private readonly ArrayView<float> _former = former;
    private readonly ArrayView<float> _gain = gain;
    private readonly ArrayView<float> _middle = middle;
    private readonly ArrayView<float> _result = result;
    private readonly float _decay = decay;
    private readonly StageFactors _first = first;
    private readonly StageFactors _second = second;

    public int Stages => 2;

    public float Load(int x, int y, int z, long voxel) => _present[voxel];

    public float Begin(int stage, TilePoint point, float centre, ref TileSums sums)
        => sums.Take(stage, point, _loss[point.Voxel], _decay, centre);

    public float Finish(int stage, TilePoint point, float centre, float outflow, ref TileSums sums)
    {
        Scalar zero = new(0f);
        Scalar mapped = new(_loss[point.Voxel]);
        Scalar gain = new(_gain[point.Voxel]);
        Scalar leaving = new(outflow);
        StageFactors factors = stage == 1 ? _first : _second;
        Scalar former = new(stage == 1 ? _former[point.Voxel] : _present[point.Voxel]);
        Scalar next = Stage.Next(
            leaving, new Scalar(centre), former, gain,
            new Scalar(factors.MinusStep), new Scalar(factors.OfPresent), new Scalar(factors.OfFormer), new Scalar(factors.OfGain));
        float result = Scalar.WhereLess(mapped, zero, zero, next).Value;
        if (point.IsOwn != 0)
        {
            sums.AddIntoPinned(stage, Scalar.WhereLess(mapped, zero, gain - leaving, zero).Value);
            if (stage == 1)
                _middle[point.Voxel] = result;
            else
                _result[point.Voxel] = result;
        }

        return result;
    }
}

/// <summary>The factors of a stage: −a, b, c, d.</summary>
internal readonly struct StageFactors(StageCoefficients stage)
{
    public readonly float MinusStep = -stage.Step;
    public readonly float OfPresent = stage.OfPresent;
    public readonly float OfFormer = stage.OfFormer;
    public readonly float OfGain = stage.OfGain;
}
