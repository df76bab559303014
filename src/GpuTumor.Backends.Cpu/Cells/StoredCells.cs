using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>The cells in voxel order: how they are saved, whatever their order in the pool, and settle again.</summary>
internal sealed unsafe class StoredCells(CellLattice lattice, CellPool pool, CrowdedVoxels crowded) : IStateful
{
    private readonly int _plane = lattice.Plane;

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        if (archive.Restores)
        {
            using CellPool empty = new(CellPool.Block);
            pool.TakeFrom(empty);
        }

        Carry(archive.Part(TissueArchive.Residents), lattice.Resident);
        Carry(archive.Part(TissueArchive.Waiting), lattice.Waiting);
        archive.Voxels<byte>(
            TissueArchive.DistanceToRoom, lattice.Grid,
            (z, values) => new Span<byte>(lattice.Distance + PlaneStart(z), _plane).CopyTo(values),
            (z, values) =>
            {
                values.CopyTo(new Span<byte>(lattice.Distance + PlaneStart(z), _plane));
                // Passes write inside the active region only: outside, both must say the same.
                values.CopyTo(new Span<byte>(lattice.NextDistance + PlaneStart(z), _plane));
            });
        if (archive.Restores)
            FindCrowdedAndOccupied();
    }

    private void Carry(IStateArchive archive, int* places)
    {
        for (int i = 0; i < TissueArchive.CellWords.Count; i++)
        {
            int word = i;
            archive.Voxels<uint>(
                TissueArchive.CellWords[word], lattice.Grid,
                (z, values) => Save(places + PlaneStart(z), word, values),
                (z, values) => Restore(places, PlaneStart(z), word, values));
        }
    }

    private long PlaneStart(int z) => (long)z * _plane;

    private void Save(int* places, int word, Span<uint> values)
    {
        uint* words = pool.Word(word);
        for (int i = 0; i < values.Length; i++)
            values[i] = places[i] == 0 ? 0u : words[places[i] - 1];
    }

    private void Restore(int* places, long first, int word, Span<uint> values)
    {
        if (word == 0)
            MakeRoom(places, first, values);
        uint* words = pool.Word(word);
        for (int i = 0; i < values.Length; i++)
        {
            if (places[first + i] != 0)
                words[places[first + i] - 1] = values[i];
        }
    }

    private void MakeRoom(int* places, long first, Span<uint> status)
    {
        int slot = pool.Extend(status.Length - status.Count(0u));
        for (int i = 0; i < status.Length; i++)
        {
            places[first + i] = 0;
            if (status[i] == 0u)
                continue;
            pool.Voxel[slot] = (int)(first + i);
            places[first + i] = ++slot;
        }
    }

    private void FindCrowdedAndOccupied()
    {
        lattice.Active.Clear();
        crowded.Clear();
        for (int slot = 0; slot < pool.Count; slot++)
        {
            int voxel = pool.Voxel[slot];
            lattice.Active.Enter(voxel);
            if (lattice.Waiting[voxel] == slot + 1)
                crowded[crowded.Extend(1)] = voxel;
        }
    }
}
