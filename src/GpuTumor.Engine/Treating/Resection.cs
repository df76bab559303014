namespace GpuTumor.Engine;

/// <summary>Surgery: the tumour's main mass is cut out with a margin; a residue may be left at one end of it.</summary>
/// <remarks>
/// The main mass is the largest set of cells that touch (26 neighbours), dead ones among them. All cells within the margin of it go
/// too. The residue is the mass's end towards high z: a positive margin there. What was cut heals as a wound, unless told otherwise.
/// </remarks>
/// <param name="Site">Where: <c>primary</c>, or a distant site.</param>
/// <param name="AtStep">The step before which it is done.</param>
/// <param name="MarginMicrometres">How far around the mass is cut [µm].</param>
/// <param name="Residue">Part of the mass's voxels that is left, 0–1.</param>
public sealed record Resection(string Site, long AtStep, double MarginMicrometres, double Residue) : ITreatment
{
    /// <summary>Whether the cut leaves a wound, which secretes while it heals.</summary>
    public bool LeavesWound { get; init; } = true;

    /// <inheritdoc/>
    public string Name => "resection";

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At([AtStep]);

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        if (patient.LatticeOf(Site) is not { } lattice)
        {
            patient.Ward.Record(clock, Name, $"{Site}: nothing to cut", "planned");
            return;
        }

        CellMap map = CellMap.Of(lattice.Tissue, lattice.Model.Grid);
        int[] mass = map.LargestMass();
        int left = (int)Math.Round(Residue * mass.Length);
        int[] cut = [.. map.Within(mass, MarginMicrometres / lattice.Model.Grid.Spacing).Except(mass.TakeLast(left)).Order()];
        ICellTraffic traffic = (ICellTraffic)lattice.Tissue;
        traffic.TakeOut([.. cut.Select(voxel => ~voxel)]);
        traffic.TakeOut(cut);
        if (LeavesWound)
            lattice.Tissue.Wound(cut);
        patient.Ward.Record(clock, Name, FormattableString.Invariant($"{Site}: {cut.Length} voxels cut, {left} of the mass left"), "planned");
    }
}
