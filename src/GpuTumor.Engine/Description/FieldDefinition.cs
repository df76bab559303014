using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>One diffusing substance: ∂c/∂t = ∇·(D(x)∇c) − k(x)·c + s(x), with k and s gathered from cells, vessels and decay.</summary>
public sealed record FieldDefinition
{
    /// <summary>Name in scenarios and snapshots, lower case: <c>oxygen</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people: "oxygen tension".</summary>
    public string LongName { get; init; } = "";

    /// <summary>Unit of the concentration, in UDUNITS spelling: <c>mmHg</c>, <c>nmol/L</c>, <c>1</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>What the field means to the cells.</summary>
    public FieldRole Role { get; init; }

    /// <summary>Diffusivity in tissue without matrix, D₀ [µm²/s].</summary>
    public required double Diffusivity { get; init; }

    /// <summary>κ: a matrix of density ρ slows diffusion to D₀·exp(−κ·ρ); the larger the molecule, the greater κ.</summary>
    public float Hindrance { get; init; }

    /// <summary>First-order decay everywhere.</summary>
    public Rate Decay { get; init; }

    /// <summary>Concentration at the start, everywhere.</summary>
    public float Initial { get; init; }

    /// <summary>Conditions at the faces of the box.</summary>
    public Boundaries Boundaries { get; init; }

    /// <summary>Exchange with blood where a vessel runs.</summary>
    public VesselExchange Vessels { get; init; }

    /// <summary>First-order uptake by a voxel that holds a living cell.</summary>
    public Rate CellUptake { get; init; }

    /// <summary>Saturable uptake by a voxel that holds a living cell.</summary>
    public SaturableUptake SaturableUptake { get; init; }

    /// <summary>Which of the living tumour cells take it up; all by default.</summary>
    public CellGroup TakenUpBy { get; init; }

    /// <summary>Whether there is any.</summary>
    public bool HasSaturableUptake => SaturableUptake.Maximum > 0;

    /// <summary>What a cell secretes, by what it is and how it fares.</summary>
    public Secretion Secretion { get; init; }

    /// <summary>What a host cell secretes.</summary>
    public HostSecretion HostSecretion { get; init; }

    /// <summary>What a host cell takes up.</summary>
    public HostUptake HostUptake { get; init; }

    /// <summary>What a voxel of a fresh wound secretes [field unit/s].</summary>
    public float WoundSecretion { get; init; }

    /// <summary>What it does to cells beyond its <see cref="Role"/>.</summary>
    public IReadOnlyList<Coupling> Couplings { get; init; } = [];

    /// <summary>How the field is advanced.</summary>
    public FieldSolver Solver { get; init; }

    /// <summary>
    /// The largest error in time of a step relative to the field, both as root of the sum of squares. A bound: most steps err by a small part of it.
    /// </summary>
    public double Tolerance { get; init; } = 0.05;

    /// <summary>How it is kept between steps.</summary>
    public Parking Parked { get; init; }

    /// <summary>Whether a matrix that is there changes how it diffuses.</summary>
    /// <param name="hasClosedVoxels">Whether the matrix lets nothing into some voxels.</param>
    public bool MindsMatrix(bool hasClosedVoxels) => Hindrance > 0f || hasClosedVoxels;
}

/// <summary>Exchange of a voxel crossed by a vessel with the blood in it: J = w·P·(C_plasma − c), w the perfusion.</summary>
/// <param name="Permeability">P, first-order exchange at full perfusion.</param>
/// <param name="Drug">The drug whose plasma level counts; null if <paramref name="Level"/> counts.</param>
/// <param name="Level">The level in blood of what the body itself holds, in the field's unit.</param>
public readonly record struct VesselExchange(Rate Permeability, string? Drug, float Level);

/// <summary>Michaelis–Menten uptake: Q·c/(c + K) per occupied voxel.</summary>
/// <param name="Maximum">Q [field unit/s].</param>
/// <param name="HalfSaturation">K [field unit].</param>
public readonly record struct SaturableUptake(float Maximum, float HalfSaturation);
