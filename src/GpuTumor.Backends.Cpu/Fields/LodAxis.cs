using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Thomas' elimination along one axis, worked out once: (1 + h·λ/3 + h·Σ aₙ)·c′ − h·Σ aₙ·c′ₙ = c.</summary>
internal sealed unsafe class LodAxis : IDisposable
{
    private readonly NativeArray<float> _tables;

    /// <summary>Eliminates an axis.</summary>
    /// <param name="axis">Its couplings.</param>
    /// <param name="decay">Decay everywhere, λ [1/s].</param>
    /// <param name="substep">h [s].</param>
    public LodAxis(AxisLevel axis, double decay, double substep)
    {
        Count = axis.Count;
        (ToLowerFace, ToUpperFace) = ((float)(substep * axis.ToLowerFace), (float)(substep * axis.ToUpperFace));
        _tables = new NativeArray<float>(3L * Count);
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

    public int Count { get; }

    /// <summary>h times the coupling of the first voxel to a held face.</summary>
    public float ToLowerFace { get; }

    /// <summary>h times the coupling of the last voxel to a held face.</summary>
    public float ToUpperFace { get; }

    /// <summary>Forward: what the eliminated lower neighbour brings.</summary>
    public float* FromLower => _tables.Pointer;

    /// <summary>Forward: one over the pivot.</summary>
    public float* Inverse => _tables.Pointer + Count;

    /// <summary>Backward: what the solved upper neighbour brings.</summary>
    public float* FromUpper => _tables.Pointer + (2L * Count);

    public void Dispose() => _tables.Dispose();
}
