using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Everything that is to be simulated, and nothing about how. Never changes.</summary>
public sealed record Model
{
    /// <summary>Name of the scenario, with its arm: <c>secretome-small/drug</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The lattice.</summary>
    public required Grid Grid { get; init; }

    /// <summary>Length of one biology step [h].</summary>
    public required double StepHours { get; init; }

    /// <summary>Steps to run.</summary>
    public required long Steps { get; init; }

    /// <summary>The diffusing substances.</summary>
    public required IReadOnlyList<FieldDefinition> Fields { get; init; }

    /// <summary>The clones at the start.</summary>
    public required IReadOnlyList<Founder> Founders { get; init; }

    /// <summary>The first cells.</summary>
    public required Seeding Seeding { get; init; }

    /// <summary>The vessels.</summary>
    public Vasculature Vessels { get; init; }

    /// <summary>The extracellular matrix at the start; null for tissue without.</summary>
    public ExtracellularMatrix? Matrix { get; init; }

    /// <summary>The laws that a tumour cell follows.</summary>
    public required TumourCell TumourCell { get; init; }

    /// <summary>What may change at a division.</summary>
    public Mutation Mutation { get; init; }

    /// <summary>How often within a step a crowded cell may move on by one voxel.</summary>
    public int ShovingSubsteps { get; init; } = 4;

    /// <summary>How cells close the gaps that the dead leave; not at all unless set.</summary>
    public Compaction Compaction { get; init; }

    /// <summary>How mesenchymal cells migrate; not at all unless set.</summary>
    public Migration Migration { get; init; }

    /// <summary>How often within a step a cell may hop into free space: every 10 min where cells migrate.</summary>
    public int HoppingSubsteps
        => Migration.AloneSpeed > 0f ? Math.Max(1, (int)Math.Round(6 * StepHours))
            : Compaction.Hopping.PerHour > 0f ? 1
            : 0;

    /// <summary>The host cells; null for a tissue without any.</summary>
    public HostTissue? Host { get; init; }

    /// <summary>How fast wounds heal [G].</summary>
    public Rate WoundHealing { get; init; } = Rate.Relaxing(240);

    /// <summary>What is done to the patient.</summary>
    public IReadOnlyList<ITreatment> Treatments { get; init; } = [];

    /// <summary>The drugs named by fields and treatments.</summary>
    public IReadOnlyList<string> Drugs { get; init; } = [];

    /// <summary>The same in another box, with as many of the first cells as its share of the volume.</summary>
    public Model In(Grid grid) => this with
    {
        Grid = grid,
        Seeding = Seeding with { Cells = Math.Min(Seeding.Cells, Math.Max(1, (long)(Seeding.Cells * ((double)grid.Voxels / Grid.Voxels)))) },
    };

    /// <summary>How the drugs that are dosed move through the body. Drugs that are only held at a level need not be here.</summary>
    public IReadOnlyList<Drug> Pharmacology { get; init; } = [];

    /// <summary>The toxicity index above which doses are withheld; null for never.</summary>
    public double? ToxicityLimit { get; init; }

    /// <summary>What protocols get to see; null without any.</summary>
    public ImagingPlan? Imaging { get; init; }

    /// <summary>Rules that treat by what is seen of the patient.</summary>
    public IReadOnlyList<IProtocol> Protocols { get; init; } = [];

    /// <summary>Tumour cells in the blood; null where the tumour sheds none.</summary>
    public Bloodstream? Circulation { get; init; }

    /// <summary>The distant sites.</summary>
    public IReadOnlyList<DistantSite> Sites { get; init; } = [];

    /// <summary>What is known of a drug; null if nothing is.</summary>
    public Drug? PharmacologyOf(string drug) => Pharmacology.FirstOrDefault(known => known.Name == drug);

    /// <summary>What drugs that act by their level in blood do to tumour cells at full effect.</summary>
    public FullEffects FullEffects { get; init; } = FullEffects.Default;

    /// <summary>The laws of the tumour cell, without what cannot matter here: drugs and a matrix that no field holds.</summary>
    public TumourCell Laws => TumourCell with { Active = TumourCell.Active & ~Idle };

    private CellProcesses Idle
    {
        get
        {
            bool hasChemo = FieldIndex(FieldRole.ChemoA) >= 0 || FieldIndex(FieldRole.ChemoB) >= 0;
            bool mayAmplify = Mutation.MayGive(Genotype.PgpAmplified) || Founders.Any(founder => founder.Genotype.HasFlag(Genotype.PgpAmplified));
            CellProcesses idle = CellProcesses.None;
            if (!hasChemo)
                idle |= CellProcesses.Chemotherapy;
            if (!hasChemo && !mayAmplify)
                idle |= CellProcesses.Efflux;
            if (FieldIndex(FieldRole.NextDrug) < 0)
                idle |= CellProcesses.NextDrug;
            if (FieldIndex(FieldRole.Ecm) < 0 && Matrix is null)
                idle |= CellProcesses.Anoikis;
            if (!Drugs.Any(drug => PharmacologyOf(drug)?.Action == DrugAction.Senolysis))
                idle |= CellProcesses.Senolysis;
            if (!CouplingTargets.Any(target => target is { Cells: CoupledCells.Tumour, Process: CoupledProcess.Division or CoupledProcess.Death }))
                idle |= CellProcesses.Couplings;
            return idle;
        }
    }

    /// <summary>
    /// What the declared effects of fields bear on, each once: process by process of each kind of cells, all of them before some, else in the order
    /// of the fields. What bears on one cell is multiplied or added up in this order.
    /// </summary>
    public IReadOnlyList<CouplingTarget> CouplingTargets =>
    [
        .. Fields.SelectMany(definition => definition.Couplings).Select(coupling => coupling.Target).Distinct()
            .OrderBy(target => target.Cells).ThenBy(target => target.Process).ThenByDescending(target => target.IsOfAll),
    ];

    /// <summary>Whether a field is declared to bear on what is secreted of another.</summary>
    public bool IsCoupled(CouplingTarget target, FieldDefinition secreted)
        => Fields.Any(field => field.Couplings.Any(coupling => coupling.ActsOn(target, secreted)));

    /// <summary>Index of the field with a role, or −1.</summary>
    public int FieldIndex(FieldRole role)
    {
        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Role == role)
                return i;
        }

        return -1;
    }

    /// <summary>What all drugs of an action do together at present levels in blood, 0–1.</summary>
    /// <param name="action">The action.</param>
    /// <param name="plasma">Levels in blood, in the order of <see cref="Drugs"/>.</param>
    public float Effect(DrugAction action, ReadOnlySpan<float> plasma)
    {
        double left = 1;
        for (int i = 0; i < Drugs.Count; i++)
        {
            if (PharmacologyOf(Drugs[i]) is { } drug && drug.Action == action)
                left *= 1 - drug.Effect(plasma[i]);
        }

        return (float)(1 - left);
    }
}
