namespace GpuTumor.Backends.Cpu;

/// <summary>Follows what leaves the field through a three-term recurrence, by way of leaving.</summary>
/// <remarks>
/// A stage's vector is linear in what its predecessors lost, so the sum of each way of leaving obeys the same recurrence,
/// with the stage's own loss in place of L. The last stage's sums are what left in the step.
/// </remarks>
internal struct MassSeries
{
    private Parts _rate;
    private Parts _present;
    private Parts _former;

    /// <summary>Starts from the losses of the field itself.</summary>
    public MassSeries(ExplicitStages stages) => _rate = Parts.Of(stages);

    /// <summary>Taken by first-order loss.</summary>
    public readonly double Taken => _present.Taken;

    /// <summary>Given by pinned voxels.</summary>
    public readonly double FromPinned => -_present.IntoPinned;

    /// <summary>Taken by held faces.</summary>
    public readonly FaceAmounts ToFaces => _present.ToFaces;

    /// <summary>The first vector of the recurrence.</summary>
    public void Seed(double coefficient) => (_present, _former) = (coefficient * _rate, default);

    /// <summary>The next vector, with the losses that its stage summed.</summary>
    public void Next(ExplicitStages stages, in StageCoefficients stage)
        => (_present, _former) = (
            (stage.Step * Parts.Of(stages)) + (stage.OfPresent * _present) + (stage.OfFormer * _former) + (stage.OfGain * _rate),
            _present);

    private readonly record struct Parts(double Taken, double IntoPinned, FaceAmounts ToFaces)
    {
        public static Parts Of(ExplicitStages stages) => new(stages.Taken, stages.IntoPinned, stages.ToFaces);

        public static Parts operator *(double factor, Parts parts)
            => new(factor * parts.Taken, factor * parts.IntoPinned, factor * parts.ToFaces);

        public static Parts operator +(Parts a, Parts b)
            => new(a.Taken + b.Taken, a.IntoPinned + b.IntoPinned, a.ToFaces + b.ToFaces);
    }
}
