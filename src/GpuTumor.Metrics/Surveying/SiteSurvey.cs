namespace GpuTumor.Metrics;

/// <summary>A distant site at one moment: how many cells live there, and in which colonies.</summary>
/// <param name="Site">Where.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Hours">When [h].</param>
/// <param name="VoxelVolume">Of its lattice [µm³].</param>
/// <param name="Living">Living tumour cells, waiting ones among them.</param>
/// <param name="Resident">Voxels with a resident living cell.</param>
/// <param name="Resistant">Of these, those with a resistant genotype; null if genotypes were not stored.</param>
/// <param name="ColonySizes">Voxels of each colony, the largest first.</param>
/// <param name="Metastases">The colonies of at least <see cref="Colony.FewestCells"/>, the largest first.</param>
public sealed record SiteSurvey(
    string Site, long Step, double Hours, double VoxelVolume, long Living, long Resident, long? Resistant, IReadOnlyList<long> ColonySizes,
    IReadOnlyList<Colony> Metastases)
{
    /// <summary>Voxels of the largest colony; 0 without one.</summary>
    public long Largest => ColonySizes.Count > 0 ? ColonySizes[0] : 0;

    /// <summary>Looks at a snapshot of a site.</summary>
    /// <exception cref="MetricException">It holds no cells.</exception>
    public static SiteSurvey Of(ISnapshotSource snapshot, string site)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        CellMap map = CellMap.Read(snapshot, MetricGroups.Cells);
        VoxelBox box = map.Living.Bounds();
        long living = map.Tally.Living + map.Tally.ExcessByFounder.Sum();
        long? resistant = map.Resistant is null ? null : Enumerable.Range(0, 256).Where(g => (g & CellMap.ResistantBits) != 0).Sum(g => map.Tally.ByGenotype[g]);
        if (box.IsEmpty)
            return new(site, snapshot.Step, snapshot.Hours, snapshot.Grid.VoxelVolume, living, 0, resistant, [], []);
        ConnectedComponents colonies = ConnectedComponents.Find(map.Living.Crop(box), Connectivity.Corners);
        return new(
            site, snapshot.Step, snapshot.Hours, snapshot.Grid.VoxelVolume, living, map.Tally.Living, resistant,
            [.. colonies.Sizes.OrderDescending()],
            [.. new ColonyCensus(snapshot, map, colonies, box).Colonies(site).OrderByDescending(colony => colony.Cells)]);
    }
}
