namespace GpuTumor.Engine;

/// <summary>Thomas' elimination along one axis, worked out once: (1 + h·λ/3 + h·Σ aₙ)·c′ − h·Σ aₙ·c′ₙ = c.</summary>
public sealed class LodAxis
{
    private readonly float _ofLowerFace;
    private readonly float _ofUpperFace;

    /// <summary>Eliminates an axis.</summary>
    /// <param name="axis">Its couplings.</param>
    /// <param name="decay">Decay everywhere, λ [1/s].</param>
    /// <param name="substep">h [s].</param>
    public LodAxis(AxisLevel axis, double decay, double substep)
    {
        ArgumentNullException.ThrowIfNull(axis);
        Count = axis.Count;
        _ofLowerFace = (float)(substep * axis.ToLowerFace) * axis.LowerFace.HeldValue;
        _ofUpperFace = (float)(substep * axis.ToUpperFace) * axis.UpperFace.HeldValue;
        (FromLower, Inverse, FromUpper) = (new float[Count], new float[Count], new float[Count]);
        double formerRatio = 0;
        for (int i = 0; i < Count; i++)
        {
            double toLower = substep * axis.ToLower[i];
            double toUpper = substep * axis.ToUpper[i];
            double diagonal = 1.0 + (substep * ((decay / 3.0) + axis.ToFace[i])) + toLower + toUpper;
            double pivot = diagonal - (toLower * formerRatio);
            formerRatio = toUpper / pivot;
            FromLower[i] = (float)(toLower / pivot);
            Inverse[i] = (float)(1.0 / pivot);
            FromUpper[i] = (float)formerRatio;
        }
    }

    /// <summary>Voxels.</summary>
    public int Count { get; }

    /// <summary>Forward, by voxel: the weight of the eliminated lower neighbour.</summary>
    public float[] FromLower { get; }

    /// <summary>Forward, by voxel: one over the pivot.</summary>
    public float[] Inverse { get; }

    /// <summary>Backward, by voxel: the weight of the solved upper neighbour.</summary>
    public float[] FromUpper { get; }

    /// <summary>What held faces add to the right-hand side at a voxel [field unit].</summary>
    public float Held(int place) => (place == 0 ? _ofLowerFace : 0f) + (place == Count - 1 ? _ofUpperFace : 0f);
}
