using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What reacts in each voxel.</summary>
internal readonly struct ReactionMaps(
    ArrayView<float> loss, ArrayView<float> source, ArrayView<float> maximum, float halfSaturation)
{
    /// <summary>First-order loss [1/s].</summary>
    public readonly ArrayView<float> Loss = loss;

    /// <summary>Source [field unit/s].</summary>
    public readonly ArrayView<float> Source = source;

    /// <summary>Largest saturable uptake [field unit/s]; empty if there is none.</summary>
    public readonly ArrayView<float> Maximum = maximum;

    /// <summary>Half-saturation [field unit].</summary>
    public readonly float HalfSaturation = halfSaturation;

    /// <summary>Whether anything is taken up beside the first-order loss.</summary>
    public bool IsSaturable => Maximum.Length > 0;
}
