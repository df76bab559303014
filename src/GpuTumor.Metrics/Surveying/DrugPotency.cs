using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>How much of a drug is half effective in a cell without mutations, from the run's scenario.</summary>
/// <remarks>
/// Targeted drugs and the PI3K/AKT inhibitor: their half inhibition. Chemotherapy inside a cell: the level at which damage settles at its half
/// maximum, repair·K/(potency·φ) with the weight φ = 1 of G2; outside: the level that keeps this level inside, times loss/influx.
/// </remarks>
/// <param name="scenario">The run's.</param>
public sealed class DrugPotency(ResolvedScenario scenario)
{
    /// <summary>The level of half an effect, in the quantity's unit; NaN if it is not known.</summary>
    public double HalfEffect(Quantity drug)
    {
        ArgumentNullException.ThrowIfNull(drug);
        if (FieldsAtCells.IsInside(drug))
            return HalfInside(drug.Name[..^"_inside".Length]);
        return scenario.Word($"fields.{drug.Name}.role") switch
        {
            "targeted_drug" => scenario.Number("tumour_cell.targeted_drug.half_inhibition", double.NaN),
            "next_drug" => scenario.Number("tumour_cell.next_drug.half_inhibition", double.NaN),
            "akt_inhibitor" => scenario.Number("tumour_cell.akt.half_inhibition", double.NaN),
            "chemo_a" => HalfOutside("chemo_a", drug.Unit),
            "chemo_b" => HalfOutside("chemo_b", drug.Unit),
            _ => double.NaN,
        };
    }

    // [µM]
    private double HalfInside(string chemo)
        => scenario.PerHour("tumour_cell.damage.repair", double.NaN) * scenario.Number("tumour_cell.damage.half_maximum", double.NaN)
            / scenario.Number($"tumour_cell.{chemo}.potency", double.NaN);

    private double HalfOutside(string chemo, string unit)
    {
        double micromolar = HalfInside(chemo) * scenario.PerHour($"tumour_cell.{chemo}.loss", double.NaN) / scenario.PerHour($"tumour_cell.{chemo}.influx", double.NaN);
        return unit switch
        {
            "umol/L" => micromolar,
            "nmol/L" => 1000 * micromolar,
            _ => double.NaN,
        };
    }
}
