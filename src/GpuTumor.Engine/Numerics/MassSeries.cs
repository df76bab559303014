namespace GpuTumor.Engine;

/// <summary>Coefficients of a stage of an explicit scheme: a·L(u) + b·u + c·v + d·g.</summary>
/// <param name="Step">a [s].</param>
/// <param name="OfPresent">b.</param>
/// <param name="OfFormer">c.</param>
/// <param name="OfGain">d.</param>
public readonly record struct StageCoefficients(float Step, float OfPresent, float OfFormer, float OfGain);

/// <summary>What a stage's u loses [its unit · voxels/s], by way of leaving.</summary>
/// <param name="Taken">To first-order loss and uptake.</param>
/// <param name="IntoPinned">By diffusion into pinned voxels.</param>
/// <param name="ToFaces">To held faces.</param>
public readonly record struct StageLosses(double Taken, double IntoPinned, FaceAmounts ToFaces)
{
    /// <summary>Each way of leaving times a factor.</summary>
    public static StageLosses operator *(double factor, StageLosses losses)
        => new(factor * losses.Taken, factor * losses.IntoPinned, factor * losses.ToFaces);

    /// <summary>Way by way.</summary>
    public static StageLosses operator +(StageLosses a, StageLosses b)
        => new(a.Taken + b.Taken, a.IntoPinned + b.IntoPinned, a.ToFaces + b.ToFaces);
}

/// <summary>Follows what leaves the field through a three-term recurrence, by way of leaving.</summary>
/// <remarks>
/// A stage's vector is linear in what its predecessors lost, so the sum of each way of leaving obeys the same recurrence,
/// with the stage's own loss in place of L. The last stage's sums are what left in the step.
/// </remarks>
public struct MassSeries
{
    private readonly StageLosses _rate;
    private StageLosses _former;

    /// <summary>Starts from the losses of the field itself and the coefficient of the first vector.</summary>
    public MassSeries(StageLosses rate, double coefficient) => (_rate, Total) = (rate, coefficient * rate);

    /// <summary>What the present vector stands for: after the last stage, what left in the step.</summary>
    public StageLosses Total { get; private set; }

    /// <summary>The next vector, with the losses that its stage summed.</summary>
    public void Next(StageLosses losses, in StageCoefficients stage)
        => (Total, _former) = (
            (stage.Step * losses) + (stage.OfPresent * Total) + (stage.OfFormer * _former) + (stage.OfGain * _rate),
            Total);
}
