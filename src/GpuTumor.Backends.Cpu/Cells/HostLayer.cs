using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The host cells: at most one a voxel, whether or not a tumour cell lives there; a word and a byte of debris a voxel.</summary>
internal sealed unsafe class HostLayer : IStateful, IDisposable
{
    private readonly NativeArray<uint> _state;
    private readonly NativeArray<byte> _debris;
    private readonly Grid _grid;

    public HostLayer(Model model)
    {
        _grid = model.Grid;
        _state = new NativeArray<uint>(model.Grid.Voxels);
        _debris = new NativeArray<byte>(model.Grid.Voxels);
    }

    /// <summary>By voxel, as in <see cref="HostRecord"/>; 0 for none.</summary>
    public uint* State => _state.Pointer;

    /// <summary>Debris of dead cells by voxel, 255 where one was just cleared.</summary>
    public byte* Debris => _debris.Pointer;

    /// <summary>The voxels with a host cell, in no order.</summary>
    public VoxelList Cells { get; } = new();

    public long AllocatedBytes => (5 * _state.Length) + Cells.AllocatedBytes;

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(HostTissue? tissue) => tissue is null ? 0 : 5;

    /// <summary>Puts the fibroblasts into the stroma: what no tumour cell holds at the start.</summary>
    public void Settle(Model model, CellLattice lattice)
    {
        var threshold = (uint)Math.Min((model.Host?.Fibroblasts?.Share ?? 0.0) * 4294967296.0, 4294967295.0);
        for (int voxel = 0; threshold > 0 && voxel < model.Grid.Voxels; voxel++)
        {
            bool stroma = lattice.Distance[voxel] == 0;
            if (stroma && Philox.Word(model.Seed, RandomProcess.HostSeeding, (uint)voxel, 0, 0) < threshold)
            {
                State[voxel] = (uint)HostKind.Fibroblast;
                Cells.Add(voxel);
            }
        }
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        archive.Voxels<uint>(
            TissueArchive.Host, _grid,
            (z, values) => _state.Slice((long)z * values.Length, values.Length).CopyTo(values),
            (z, values) => values.CopyTo(_state.Slice((long)z * values.Length, values.Length)));
        archive.Voxels<byte>(
            TissueArchive.Debris, _grid,
            (z, values) => _debris.Slice((long)z * values.Length, values.Length).CopyTo(values),
            (z, values) => values.CopyTo(_debris.Slice((long)z * values.Length, values.Length)));
        if (!archive.Restores)
            return;
        Cells.Clear();
        for (int voxel = 0; voxel < _grid.Voxels; voxel++)
        {
            if (State[voxel] != 0u)
                Cells.Add(voxel);
        }
    }

    /// <summary>Adds what lies about of dead cells to what needs a look, once a state is restored.</summary>
    public void EnterDebris(ActiveRegion region)
    {
        for (int voxel = 0; voxel < _grid.Voxels; voxel++)
        {
            if (Debris[voxel] != 0)
                region.Enter(voxel);
        }
    }

    public void Dispose()
    {
        _state.Dispose();
        _debris.Dispose();
        Cells.Dispose();
    }
}
