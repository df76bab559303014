namespace GpuTumor.Engine;

/// <summary>Where a drug is in the body, each part as the level that it would be in the blood [the drug's unit].</summary>
/// <param name="Blood">The level in blood.</param>
/// <param name="Gut">Swallowed and not absorbed yet.</param>
/// <param name="Beside">In the compartments that exchange with the blood, the faster first; none for a drug of one.</param>
public readonly record struct DrugWhereabouts(double Blood, double Gut, IReadOnlyList<double> Beside);
