using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Cells that touch a vessel enter the blood, a few of them with neighbours of their own kind.</summary>
/// <param name="blood">How they enter.</param>
/// <param name="stepHours">Length of a step [h].</param>
internal sealed class Shedding(Bloodstream blood, double stepHours)
{
    /// <summary>Takes the cells of one step out of a tissue.</summary>
    public IEnumerable<(CellState Cell, int Size)> From(ICellTraffic tissue, VesselBed bed, ulong seed, Clock clock)
    {
        CellState[] cells = new CellState[bed.Voxels.Length];
        tissue.Look(bed.Voxels, cells);
        List<(CellState, int)> shed = [];
        SortedSet<int> taken = [];
        for (int i = 0; i < cells.Length; i++)
        {
            int voxel = bed.Voxels[i];
            if (!cells[i].IsLiving || taken.Contains(voxel) || !Enters(tissue, bed, cells[i], voxel, seed, clock))
                continue;
            taken.Add(voxel);
            int size = 1 + TakeAlong(tissue, bed, voxel, cells[i], seed, clock, taken);
            shed.Add((Fit(cells[i]), size));
        }

        if (taken.Count > 0)
            tissue.TakeOut([.. taken]);
        return shed;
    }

    // The neighbours are asked only by who would enter if they all secreted: few.
    private bool Enters(ICellTraffic tissue, VesselBed bed, in CellState cell, int voxel, ulong seed, Clock clock)
    {
        double alone = blood.EntryPerHour * (1 + (blood.EmtGain * cell.Emt)) * (1 + (blood.Fra1Gain * cell.Fra1));
        double draw = Chance.Uniform(seed, RandomProcess.Intravasation, (ulong)voxel, clock.Step, 0);
        bool WithNeighbours(double secreting) => draw < 1 - Math.Exp(-alone * (1 + (blood.SecretomeGain * secreting)) * stepHours);
        return WithNeighbours(1) && WithNeighbours(SecretomeAround(tissue, bed, voxel));
    }

    // The mean of the living cells around; 0 without any.
    private static double SecretomeAround(ICellTraffic tissue, VesselBed bed, int voxel)
    {
        int[] near = [.. Enumerable.Range(1, Neighbourhood.Codes - 1).Select(number => bed.Near(voxel, number)).Where(v => v >= 0)];
        CellState[] neighbours = new CellState[near.Length];
        tissue.Look(near, neighbours);
        return neighbours.Where(neighbour => neighbour.IsLiving).Select(neighbour => neighbour.Secretome).DefaultIfEmpty(0).Average();
    }

    // Neighbours of the same kind, so that the cluster has one; nobody goes twice.
    private int TakeAlong(ICellTraffic tissue, VesselBed bed, int voxel, in CellState leader, ulong seed, Clock clock, SortedSet<int> taken)
    {
        if (blood.LargestCluster < 2
            || Chance.Uniform(seed, RandomProcess.Intravasation, (ulong)voxel, clock.Step, 1) >= blood.ClusterShare)
            return 0;
        long wanted = 1 + Chance.Below(blood.LargestCluster - 1, seed, RandomProcess.Intravasation, (ulong)voxel, clock.Step, 2);
        int[] near = [.. Enumerable.Range(1, Neighbourhood.Codes - 1).Select(number => bed.Near(voxel, number)).Where(v => v >= 0 && !taken.Contains(v))];
        CellState[] neighbours = new CellState[near.Length];
        tissue.Look(near, neighbours);
        int along = 0;
        for (int i = 0; i < near.Length && along < wanted; i++)
        {
            if (!neighbours[i].IsLiving || KindOf(in neighbours[i]) != KindOf(in leader))
                continue;
            taken.Add(near[i]);
            along++;
        }

        return along;
    }

    // Within one lattice clones need no other name.
    private static CirculatingKind KindOf(in CellState cell) => CirculatingKind.Of(in cell, new CloneName(0, cell.Lineage), 1);

    // What a cell takes along; its age and phase begin anew where it settles.
    private static CellState Fit(CellState cell) => cell with { Status = cell.Status & ~(CellRecord.AgeMask | CellRecord.PhaseMask) };
}
