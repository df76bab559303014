using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The host cells on the device: a word and a byte of debris a voxel, and a step of theirs.</summary>
internal sealed class HostLayer : IStateful, IDisposable
{
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly HostTissue _tissue;
    private readonly CellLattice _lattice;
    private readonly VesselMap _vessels;
    private readonly HostSenses _senses;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _state;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _debris;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _rowSums;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _entered;
    private readonly RegionCounter _ended;
    private readonly ActiveRegion _walkers;
    private readonly ActiveRegion? _stroma;

    public HostLayer(GpuContext context, Model model, HostTissue tissue, CellLattice lattice, VesselMap vessels, HostSenses senses)
    {
        (_context, _model, _tissue, _lattice, _vessels, _senses) = (context, model, tissue, lattice, vessels, senses);
        Grid grid = model.Grid;
        _state = context.Allocate<uint>(grid.Voxels);
        _debris = context.Allocate<byte>(grid.Voxels);
        _rowSums = context.Allocate<float>(2L * grid.Ny * grid.Nz);
        _entered = context.Allocate<double>(2L * grid.Nz);
        _ended = new RegionCounter(context, 3);
        // Attacks reach one voxel further than walks, and rivals lie another one away.
        _walkers = new ActiveRegion(context, grid, tissue.WalkingSubsteps(grid.Spacing, model.StepHours) + 2);
        // Fibroblasts are everywhere.
        _stroma = tissue.Fibroblasts is null ? null : new ActiveRegion(context, grid, 0);
        Settle();
        Explore();
    }

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(HostTissue? tissue) => tissue is null ? 0 : 5;

    /// <summary>Bytes of the regions of host cells.</summary>
    public static long BytesOfRegions(HostTissue? tissue, Grid grid)
        => tissue is null ? 0 : (tissue.Fibroblasts is null ? 1 : 2) * ActiveRegion.RequiredBytes(grid);

    /// <summary>By voxel, as in <see cref="HostRecord"/>; 0 for none.</summary>
    public ArrayView<uint> State => _state.View;

    /// <summary>Debris of dead cells by voxel, 255 where one was just cleared.</summary>
    public ArrayView<byte> Debris => _debris.View;

    /// <summary>Where host cells are.</summary>
    public ActiveRegion Cells => _stroma ?? _walkers;

    /// <summary>Where host cells are that came from blood.</summary>
    public ActiveRegion Walkers => _walkers;

    /// <summary>One step.</summary>
    public void Advance(long step, ReadOnlySpan<float> plasma)
    {
        Wander(step);
        var grid = _model.Grid;
        int row = grid.Nx;
        int plane = (int)grid.PlaneVoxels;
        var stepHours = (float)_model.StepHours;
        HostLaws laws = _tissue.Laws;
        _context.ForRegion(_walkers.View, 1, new AttackWork(
            row, plane, _model.Seed, (uint)step, stepHours, _model.Effect(DrugAction.Pd1Blockade, plasma), laws.TCells, _senses,
            _lattice.Resident, State, _lattice.Marks));
        LiveWork live = new(
            row, plane, _model.Seed, (uint)step, stepHours, _model.Effect(DrugAction.FibroblastInhibition, plasma), laws, _senses,
            _lattice.View, _lattice.Resident.Status, State, Debris);
        _context.CountRegion(Cells.View, 1, _ended.Counts, live);
        _context.ForRegion(_walkers.View, 1, new ClearMarksWork(row, plane, _lattice.Marks));
        EnterWork enter = new(
            row, plane, grid.Ny, grid.Nz, _model.Seed, (uint)step, stepHours, _model.Effect(DrugAction.Ccr2Inhibition, plasma),
            _tissue.DebrisKept(_model.StepHours), laws, _senses, _vessels.Perfusion, State, _lattice.Held,
            _walkers.Held, Debris);
        _context.ForRows(grid.Ny, grid.Nz, 2, 2, _rowSums.View, enter);
        _context.ForEach(2L * grid.Nz, new PlaneSumWork(_rowSums.View, _entered.View, 0, grid.Nz, grid.Ny, grid.Nz, 2, 1));
        _walkers.Leave();
        _walkers.RenewIfDue(step, Survey);
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        _context.Carry(archive, TissueArchive.Host, _model.Grid, State);
        _context.Carry(archive, TissueArchive.Debris, _model.Grid, Debris);
        HostEvents now = Events();
        long[] events = [now.TCellsEntered, now.TCellsDied, now.MyeloidEntered, now.MyeloidDied, now.Kills];
        archive.List(TissueArchive.HostEvents, ref events);
        if (!archive.Restores)
            return;
        double[] planes = new double[_entered.Length];
        (planes[0], planes[_model.Grid.Nz]) = (events[0], events[2]);
        _context.Write<double>(planes, _entered.View);
        _ended.CountFrom(events[1], events[3], events[4]);
        Explore();
    }

    /// <summary>What happened since the start.</summary>
    public HostEvents Events()
    {
        double[] planes = new double[_entered.Length];
        _context.Read(_entered.View, planes.AsSpan());
        long[] entered = [.. planes.Chunk(_model.Grid.Nz).Select(part => (long)part.Sum())];
        long[] ended = _ended.Read();
        return new HostEvents(entered[0], ended[0], entered[1], ended[1], ended[2]);
    }

    public void Dispose()
    {
        _context.Free(_state);
        _context.Free(_debris);
        _context.Free(_rowSums);
        _context.Free(_entered);
        _ended.Dispose();
        _walkers.Dispose();
        _stroma?.Dispose();
    }

    private void Explore()
    {
        _walkers.HoldAll();
        _walkers.Renew(Survey);
    }

    private void Survey(HeldTiles held)
        => _context.ForRegion(_walkers.View, 0, new SurveyHostWork(_model.Grid.Nx, (int)_model.Grid.PlaneVoxels, State, held));

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
            _context.ForRegion(_walkers.View, 1, new WanderWork(
                grid.Nx, (int)grid.PlaneVoxels, _model.Seed, substep, tCell, tCellThreshold, myeloid, myeloidThreshold, _senses,
                State, _lattice.Distances, _lattice.Marks));
            _context.ForRegion(_walkers.View, 1, new WalkWork(
                grid.Nx, (int)grid.PlaneVoxels, _model.Seed, substep, _lattice.View, State, _walkers.Held));
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
