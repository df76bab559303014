using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The host cells on the device: a word and a byte of debris a voxel, and a step of theirs.</summary>
internal sealed class HostLayer : IStateful, IDisposable
{
    private const int Died = 0;
    private const int Kills = 2;
    private const int Entered = 3;
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly HostTissue _tissue;
    private readonly CellLattice _lattice;
    private readonly VesselMap _vessels;
    private readonly HostSenses _senses;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _state;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _debris;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _rowSums;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _events;

    public HostLayer(GpuContext context, Model model, HostTissue tissue, CellLattice lattice, VesselMap vessels, HostSenses senses)
    {
        (_context, _model, _tissue, _lattice, _vessels, _senses) = (context, model, tissue, lattice, vessels, senses);
        var grid = model.Grid;
        _state = context.Allocate<uint>(grid.Voxels);
        _debris = context.Allocate<byte>(grid.Voxels);
        _rowSums = context.Allocate<float>(3L * grid.Ny * grid.Nz);
        _events = context.Allocate<double>(5L * grid.Nz);
        Settle();
    }

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(HostTissue? tissue) => tissue is null ? 0 : 5;

    /// <summary>By voxel, as in <see cref="HostRecord"/>; 0 for none.</summary>
    public ArrayView<uint> State => _state.View;

    /// <summary>Debris of dead cells by voxel, 255 where one was just cleared.</summary>
    public ArrayView<byte> Debris => _debris.View;

    /// <summary>One step.</summary>
    public void Advance(long step, ReadOnlySpan<float> plasma)
    {
        Wander(step);
        var grid = _model.Grid;
        int row = grid.Nx;
        int plane = (int)grid.PlaneVoxels;
        var stepHours = (float)_model.StepHours;
        HostLaws laws = _tissue.Laws;
        _context.ForVoxels(grid.Nx - 2, grid.Ny - 2, grid.Nz - 2, new AttackWork(
            row, plane, _model.Seed, (uint)step, stepHours, _model.Effect(DrugAction.Pd1Blockade, plasma), laws.TCells, _senses,
            _lattice.Resident, State, _lattice.Marks));
        LiveWork live = new(
            row, plane, grid.Ny, grid.Nz, _model.Seed, (uint)step, stepHours, _model.Effect(DrugAction.FibroblastInhibition, plasma),
            laws, _senses, _lattice.View, _lattice.Resident.Status, State, Debris);
        _context.ForRows(grid.Ny, grid.Nz, 3, 3, _rowSums.View, live);
        Sum(3, Died);
        _lattice.ClearMarks();
        EnterWork enter = new(
            row, plane, grid.Ny, grid.Nz, _model.Seed, (uint)step, stepHours, _model.Effect(DrugAction.Ccr2Inhibition, plasma),
            _tissue.DebrisKept(_model.StepHours), laws, _senses, _vessels.Perfusion, State, Debris);
        _context.ForRows(grid.Ny, grid.Nz, 2, 2, _rowSums.View, enter);
        Sum(2, Entered);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        _context.Carry(archive, TissueArchive.Host, _model.Grid, State);
        _context.Carry(archive, TissueArchive.Debris, _model.Grid, Debris);
        long[] now = Events();
        long[] events = [now[Entered], now[Died], now[Entered + 1], now[Died + 1], now[Kills]];
        archive.List(TissueArchive.HostEvents, ref events);
        if (!archive.Restores)
            return;
        double[] planes = new double[_events.Length];
        int depth = _model.Grid.Nz;
        (planes[Entered * depth], planes[Died * depth]) = (events[0], events[1]);
        (planes[(Entered + 1) * depth], planes[(Died + 1) * depth]) = (events[2], events[3]);
        planes[Kills * depth] = events[4];
        _context.Write<double>(planes, _events.View);
    }

    /// <summary>What happened since the start: T and myeloid cells that died, kills, T and myeloid cells that entered.</summary>
    public long[] Events()
    {
        double[] planes = new double[_events.Length];
        _context.Read(_events.View, planes.AsSpan());
        return [.. planes.Chunk(_model.Grid.Nz).Select(part => (long)part.Sum())];
    }

    public void Dispose()
    {
        _context.Free(_state);
        _context.Free(_debris);
        _context.Free(_rowSums);
        _context.Free(_events);
    }

    private void Sum(int quantities, int first)
    {
        var grid = _model.Grid;
        _context.ForEach((long)quantities * grid.Nz, new PlaneSumWork(
            _rowSums.View, _events.View, (long)first * grid.Nz, grid.Nz, grid.Ny, grid.Nz, quantities, 1));
    }

    private void Wander(long step)
    {
        var grid = _model.Grid;
        int substeps = _tissue.WalkingSubsteps(grid.Spacing, _model.StepHours);
        HostWalk tCell = _tissue.TCells?.Walk ?? default;
        HostWalk myeloid = _tissue.Myeloid?.Walk ?? default;
        uint tCellThreshold = _tissue.WalkingThreshold(tCell, grid.Spacing, _model.StepHours);
        uint myeloidThreshold = _tissue.WalkingThreshold(myeloid, grid.Spacing, _model.StepHours);
        for (int i = 0; i < substeps; i++)
        {
            var substep = (uint)((step * substeps) + i);
            _context.ForVoxels(grid.Nx - 2, grid.Ny - 2, grid.Nz - 2, new WanderWork(
                grid.Nx, (int)grid.PlaneVoxels, _model.Seed, substep, tCell, tCellThreshold, myeloid, myeloidThreshold, _senses,
                State, _lattice.Distances, _lattice.Marks));
            _context.ForVoxels(grid.Nx - 2, grid.Ny - 2, grid.Nz - 2, new WalkWork(
                grid.Nx, (int)grid.PlaneVoxels, _model.Seed, substep, _lattice.View, State));
        }
    }

    // Plane by plane, as the processor settles the stroma: what no tumour cell holds at the start.
    private void Settle()
    {
        double share = _tissue.Fibroblasts?.Share ?? 0.0;
        if (share <= 0)
            return;
        var threshold = (uint)Math.Min(share * 4294967296.0, 4294967295.0);
        int plane = (int)_model.Grid.PlaneVoxels;
        byte[] distance = new byte[plane];
        uint[] state = new uint[plane];
        for (int z = 0; z < _model.Grid.Nz; z++)
        {
            _context.Read(_lattice.Distances.SubView((long)z * plane, plane), distance.AsSpan());
            for (int i = 0; i < plane; i++)
            {
                var voxel = (uint)((z * plane) + i);
                bool stroma = distance[i] == 0 && Philox.Word(_model.Seed, RandomProcess.HostSeeding, voxel, 0, 0) < threshold;
                state[i] = stroma ? (uint)HostKind.Fibroblast : 0u;
            }

            _context.Write<uint>(state, State.SubView((long)z * plane, plane));
        }
    }
}
