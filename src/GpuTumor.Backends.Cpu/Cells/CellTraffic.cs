using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Looks at cells, takes them out, kills them and puts them in, between two steps.</summary>
internal sealed unsafe class CellTraffic(CellLattice lattice, CellPool pool, CrowdedVoxels crowded)
{
    public void Look(ReadOnlySpan<int> places, Span<CellState> cells)
    {
        for (int i = 0; i < places.Length; i++)
        {
            int slot = SlotOf(places[i]);
            cells[i] = slot < 0 ? default : new CellState(pool.Status[slot], pool.Signals[slot], pool.Exposure[slot], pool.Clone[slot]);
        }
    }

    /// <summary>Takes cells out. Returns how many.</summary>
    public int TakeOut(ReadOnlySpan<int> places)
    {
        int taken = 0;
        foreach (int place in places)
        {
            int slot = SlotOf(place);
            if (slot < 0)
                continue;
            taken++;
            pool.Status[slot] = (uint)CellKind.Empty;
            int voxel = place < 0 ? ~place : place;
            if (place >= 0)
                lattice.Resident[voxel] = lattice.Waiting[voxel];
            lattice.Waiting[voxel] = 0;
            if (lattice.Resident[voxel] == 0)
                lattice.Distance[voxel] = 0;
        }

        crowded.DropSettled(lattice);
        return taken;
    }

    /// <summary>Kills living cells. Returns how many.</summary>
    public int Kill(ReadOnlySpan<int> places)
    {
        int killed = 0;
        foreach (int place in places)
        {
            int slot = SlotOf(place);
            if (slot < 0 || CellRecord.Kind(pool.Status[slot]) != CellKind.Tumour)
                continue;
            killed++;
            pool.Status[slot] = CellRecord.Killed(pool.Status[slot]);
        }

        return killed;
    }

    /// <summary>Puts cells in. Returns how many found a place.</summary>
    public int PutIn(ReadOnlySpan<int> voxels, ReadOnlySpan<CellState> cells, Span<bool> placed)
    {
        int entered = 0;
        for (int i = 0; i < voxels.Length; i++)
        {
            int voxel = voxels[i];
            placed[i] = lattice.Distance[voxel] != DistanceToRoom.Closed && lattice.Waiting[voxel] == 0;
            if (!placed[i])
                continue;
            entered++;
            int slot = pool.Extend(1);
            pool.Voxel[slot] = voxel;
            (pool.Status[slot], pool.Signals[slot], pool.Exposure[slot], pool.Clone[slot])
                = (cells[i].Status, cells[i].Signals, cells[i].Exposure, cells[i].Lineage);
            if (lattice.Resident[voxel] == 0)
            {
                lattice.Resident[voxel] = slot + 1;
                lattice.Distance[voxel] = DistanceToRoom.JustEntered;
                lattice.Active.Enter(voxel);
            }
            else
            {
                lattice.Waiting[voxel] = slot + 1;
                crowded[crowded.Extend(1)] = voxel;
            }
        }

        return entered;
    }

    private int SlotOf(int place) => (place < 0 ? lattice.Waiting[~place] : lattice.Resident[place]) - 1;
}
