namespace GpuTumor.Backends.Cpu;

/// <summary>The maps that one step of one field works on: no halo, x fastest.</summary>
internal readonly unsafe struct FieldMaps
{
    /// <summary>The field.</summary>
    public required float* Concentration { get; init; }

    /// <summary>First-order loss [1/s].</summary>
    public required float* Loss { get; init; }

    /// <summary>Gain [field unit/s].</summary>
    public required float* Gain { get; init; }

    /// <summary>Largest saturable uptake [field unit/s]; null if the field has none.</summary>
    public required float* Maximum { get; init; }

    /// <summary>Half-saturation [field unit].</summary>
    public required float HalfSaturation { get; init; }

    /// <summary>Decay everywhere [1/s].</summary>
    public required float Decay { get; init; }
}
