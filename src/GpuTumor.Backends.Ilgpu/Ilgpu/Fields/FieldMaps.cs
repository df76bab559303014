using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The maps that one step of one field works on: no halo, x fastest.</summary>
internal readonly struct FieldMaps
{
    /// <summary>The field.</summary>
    public required ArrayView<float> Concentration { get; init; }

    /// <summary>First-order loss [1/s].</summary>
    public required ArrayView<float> Loss { get; init; }

    /// <summary>Gain [field unit/s].</summary>
    public required ArrayView<float> Gain { get; init; }

    /// <summary>Largest saturable uptake [field unit/s]; empty if the field has none.</summary>
    public required ArrayView<float> Maximum { get; init; }

    /// <summary>Half-saturation [field unit].</summary>
    public required float HalfSaturation { get; init; }

    /// <summary>Decay everywhere [1/s].</summary>
    public required float Decay { get; init; }

    /// <summary>What reacts, as the solvers read it.</summary>
    public ReactionMaps Reaction => new(Loss, Gain, Maximum, HalfSaturation);
}
