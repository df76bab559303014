using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>The drugs in the patient's body: a row for each compartment, a column for each drug in its own unit.</summary>
internal static class PlasmaTable
{
    private static readonly string[] _compartments = ["blood", "gut", "first_tissue", "second_tissue"];

    /// <summary>The table; none without drugs.</summary>
    public static IEnumerable<SnapshotTable> Of(Patient patient)
    {
        Plasma plasma = patient.Plasma;
        if (plasma.Drugs.Count == 0)
            return [];
        TableColumn compartment = TableColumn.Of("compartment", "1", "where the drug is", Enumerable.Range(0, 4).Select(i => (byte)i)) with
        {
            Codes = [.. _compartments.Select((name, i) => ((long)i, name))],
        };
        return
        [
            new SnapshotTable(
                "plasma", "levels of drugs by compartment, each as it would be in the blood",
                [compartment, .. plasma.Drugs.Select((drug, i) => Column(patient, drug, i))])
            {
                Totals = [("toxicity_index", plasma.ToxicityIndex), ("doses_withheld", plasma.DosesWithheld)],
            },
        ];
    }

    private static TableColumn Column(Patient patient, string drug, int index)
    {
        Plasma plasma = patient.Plasma;
        DrugWhereabouts now = plasma.WhereaboutsOf(drug);
        double Beside(int number) => number < now.Beside.Count ? now.Beside[number] : 0;
        string unit = patient.Model.PharmacologyOf(drug)?.Unit ?? "1";
        string meaning = unit == "1" ? $"{drug}, 1 = mean level of standard dosing" : $"{drug} [{unit}]";
        return TableColumn.Of(drug, unit, meaning, [now.Blood, now.Gut, Beside(0), Beside(1)]) with
        {
            // The tissue feels the mean of a step; the area is in unit · h since the start.
            Totals =
            [
                ("mean_level_of_step", plasma.Levels[index]),
                ("area_under_level_h", plasma.Exposures[index]),
                ("ordered_share", plasma.ShareOf(drug)),
            ],
        };
    }
}
