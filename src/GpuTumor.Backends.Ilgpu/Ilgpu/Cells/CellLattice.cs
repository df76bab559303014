using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The cells of a tissue on the device: records, distances to free space, and the passes of a step over them.</summary>
internal sealed class CellLattice : IStateful, IDisposable
{
    /// <summary>Bytes of a voxel: two records, two distances and a mark.</summary>
    public const int VoxelBytes = (2 * CellStore.RecordBytes) + 3;

    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly PresentLaws _laws;
    private readonly Grid _grid;
    private readonly CellStore _resident;
    private readonly CellStore _waiting;
    private readonly DeviceClones _clones;
    private readonly DepthMap _depths;
    private readonly ActiveRegion _active;
    private readonly RegionCounter _divisions;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _mark;
    private MemoryBuffer1D<byte, Stride1D.Dense> _distance;
    private MemoryBuffer1D<byte, Stride1D.Dense> _nextDistance;

    public CellLattice(GpuContext context, Model model, PresentLaws laws)
    {
        (_context, _model, _laws, _grid) = (context, model, laws, model.Grid);
        _resident = new CellStore(context, _grid.Voxels);
        _waiting = new CellStore(context, _grid.Voxels);
        _clones = new DeviceClones(context, model);
        _mark = context.Allocate<byte>(_grid.Voxels);
        _distance = context.Allocate<byte>(_grid.Voxels);
        _nextDistance = context.Allocate<byte>(_grid.Voxels);
        _depths = new DepthMap(context, _grid);
        _active = new ActiveRegion(context, _grid, model.ShovingSubsteps + model.HoppingSubsteps + 1);
        _divisions = new RegionCounter(context, 1);
        Settle();
    }

    /// <summary>The cells that live in voxels.</summary>
    public CellSlots Resident => _resident.Slots;

    /// <summary>The cells that wait for room, at most one a voxel.</summary>
    public CellSlots Waiting => _waiting.Slots;

    /// <summary>Distances to free space.</summary>
    public ArrayView<byte> Distances => _distance.View;

    /// <summary>Marks of the passes; 0 between them.</summary>
    public ArrayView<byte> Marks => _mark.View;

    /// <summary>The part of the lattice in which cells are, as far as they can move in a step.</summary>
    public RegionView Region => _active.View;

    /// <summary>Voxels of the tiles of the region.</summary>
    public long ActiveVoxels() => _active.Voxels();

    /// <summary>Tiles of the lattice that hold cells; no cell lies elsewhere.</summary>
    public HeldTiles Held => _active.Held;

    /// <summary>The lattice as kernels read it.</summary>
    public LatticeView View => new(_distance.View, _mark.View, Waiting.Status);

    /// <summary>Voxels of a row.</summary>
    public int Row => _grid.Nx;

    /// <summary>Voxels of a plane.</summary>
    public int Plane => (int)_grid.PlaneVoxels;

    /// <summary>What the cells sense now.</summary>
    public CellSenses Senses(SensedFields fields) => new(_laws.Cell, Row, Plane, fields, _distance.View);

    /// <summary>All cells sense, signal and decide; the gone leave, and daughters appear.</summary>
    /// <param name="fields">What they sense.</param>
    /// <param name="debris">Takes the debris of the gone; empty where nobody minds it.</param>
    /// <param name="step">When.</param>
    public void Decide(SensedFields fields, ArrayView<byte> debris, long step)
    {
        DecideWork work = new(
            Senses(fields), (float)_model.StepHours, _model.Seed, (uint)step, Row, Plane, Resident, Waiting, _mark.View, debris);
        _context.CountRegion(Region, 1, _divisions.Counts, work);
        _clones.Mutate(Resident, Waiting, _mark.View, Held, step);
        _context.ForRegion(Region, 1, new FreeWork(Row, Plane, _distance.View, _mark.View));
    }

    /// <summary>Crowded cells move towards free space.</summary>
    public void Move(long step)
    {
        for (int i = 0; i < _model.ShovingSubsteps; i++)
        {
            uint substep = (uint)((step * _model.ShovingSubsteps) + i);
            Relax(substep);
            _context.ForRegion(Region, 1, new ShoveWork(
                Row, Plane, _model.Seed, substep, Resident, Waiting, _distance.View, _mark.View, Held));
        }
    }

    /// <summary>Clears the marks of all voxels.</summary>
    public void ClearMarks() => _context.Clear(_mark);

    /// <summary>Cells hop into free space: they compact, and migrate.</summary>
    /// <param name="step">When.</param>
    /// <param name="ground">Where to.</param>
    /// <param name="fields">What they sense.</param>
    /// <param name="speeds">Factors on the speed of migration.</param>
    public void Hop(long step, GroundView ground, SensedFields fields, TumourCoupling speeds)
    {
        if (_model.HoppingSubsteps == 0)
            return;
        _depths.Relax(MassDepth.PassesPerStep, View, Region);
        for (int i = 0; i < _model.HoppingSubsteps; i++)
            HopOnce((uint)((step * _model.HoppingSubsteps) + i), ground, fields, speeds);
        _context.ForRegion(Region, 1, new ClearMarksWork(Row, Plane, _mark.View));
    }

    /// <summary>Says that the step is over, and between some steps finds out where cells still are.</summary>
    /// <param name="step">Which.</param>
    /// <param name="debris">Debris of the gone; empty where nobody minds it.</param>
    public void Rest(long step, ArrayView<byte> debris)
    {
        _active.Leave();
        _active.RenewIfDue(step, held => Survey(debris, held));
    }

    /// <summary>Says that cells were put in.</summary>
    public void Entered() => _active.Leave();

    /// <summary>Finds out where cells are, in the whole lattice.</summary>
    public void Explore(ArrayView<byte> debris)
    {
        _active.HoldAll();
        _active.Renew(held => Survey(debris, held));
    }

    private void HopOnce(uint substep, GroundView ground, SensedFields fields, TumourCoupling speeds)
    {
        double substepHours = _model.StepHours / _model.HoppingSubsteps;
        Migration migration = _laws.Migration;
        bool migrates = migration.AloneSpeed > 0f;
        _context.ForRegion(Region, 1, new ProposeHopWork(
            Row, Plane, _model.Seed, substep, _model.Compaction.Hopping.Threshold(substepHours),
            migrates ? migration.AloneFrom : 1f, _model.Compaction, View, _depths.Depths,
            new RelaxedDistance(Row, Plane, _distance.View), ground, Resident.Status, Waiting.Status, _mark.View, _nextDistance.View));
        if (migrates)
        {
            _context.ForRegion(Region, 1, new ProposeMigrationWork(
                Row, Plane, _model.Seed, substep, (float)substepHours, Migration.HopsPerHour(_grid.Spacing), migration, View, ground,
                Senses(fields), speeds, Resident, Waiting.Status, _mark.View));
        }

        (_distance, _nextDistance) = (_nextDistance, _distance);
        _context.ForRegion(Region, 1, new HopWork(Row, Plane, _model.Seed, substep, View, Resident, _distance.View, Held));
    }

    /// <summary>Clones since the start.</summary>
    public int CloneCount => _clones.Count;

    /// <summary>A copy of the table of clones.</summary>
    public CloneTable ReadClones() => _clones.Read();

    /// <summary>Enters a clone that began elsewhere, and returns its number.</summary>
    public uint Adopt(uint parent, uint birthStep, uint traits) => _clones.Adopt(parent, birthStep, traits);

    /// <summary>Divisions since the start.</summary>
    public long Divisions() => _divisions.Read()[0];

    /// <summary>Sets the count of divisions.</summary>
    public void CountDivisionsFrom(long divisions) => _divisions.CountFrom(divisions);

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        Carry(archive.Part(TissueArchive.Residents), Resident.Words());
        Carry(archive.Part(TissueArchive.Waiting), Waiting.Words());
        _context.Carry<byte>(archive, TissueArchive.DistanceToRoom, _grid, _distance.View);
        _depths.Carry(archive);
        // Proposals of the last substep are told from new ones by nothing but time.
        if (archive.Restores)
            _context.Clear(_mark);
    }

    /// <summary>Carries the table of clones.</summary>
    public void CarryClones(IStateArchive archive)
    {
        CloneTable clones = _clones.Read();
        clones.Carry(archive);
        if (archive.Restores)
            _clones.TakeUp(clones);
    }

    public void Dispose()
    {
        _resident.Dispose();
        _waiting.Dispose();
        _clones.Dispose();
        _depths.Dispose();
        _active.Dispose();
        _divisions.Dispose();
        _context.Free(_mark);
        _context.Free(_distance);
        _context.Free(_nextDistance);
    }

    private void Carry(IStateArchive archive, ArrayView<uint>[] words)
    {
        uint[] status = new uint[Plane];
        for (int i = 0; i < words.Length; i++)
        {
            ArrayView<uint> word = words[i];
            if (_context.Keeps<uint>(
                archive, TissueArchive.CellWords[i], _grid, room => _context.ForEach(_grid.Voxels, new GatherWordWork(words[0], word, room))))
            {
                continue;
            }

            archive.Voxels<uint>(
                TissueArchive.CellWords[i], _grid,
                (z, values) =>
                {
                    _context.Read(words[0].SubView((long)z * Plane, Plane), status.AsSpan());
                    _context.Read(word.SubView((long)z * Plane, Plane), values);
                    // Where there is no cell, what the last one left stays on the device, and means nothing.
                    for (int place = 0; place < values.Length; place++)
                        values[place] = status[place] == 0u ? 0u : values[place];
                },
                (z, values) => _context.Write<uint>(values, word.SubView((long)z * Plane, Plane)));
        }
    }

    private void Survey(ArrayView<byte> debris, HeldTiles held)
        => _context.ForRegion(Region, 0, new SurveyWork(
            Row, Plane, _distance.View, _nextDistance.View, _depths.Depths, _depths.NextDepths, debris, held));

    private void Relax(uint substep)
    {
        _context.ForRegion(Region, 1, new RelaxWork(
            Row, Plane, _model.Seed, substep, _distance.View, _nextDistance.View, _mark.View, Waiting.Status));
        (_distance, _nextDistance) = (_nextDistance, _distance);
    }

    // Plane by plane, so that no second copy of the tissue is made here.
    private void Settle()
    {
        uint[] status = new uint[Plane];
        uint[] signals = new uint[Plane];
        uint[] exposure = new uint[Plane];
        uint[] clone = new uint[Plane];
        byte[] distance = new byte[Plane];
        using IEnumerator<(int X, int Y, int Z, int Founder)> cells = SeededBall.Cells(_model).GetEnumerator();
        bool more = cells.MoveNext();
        for (int z = 0; z < _grid.Nz; z++)
        {
            CloseRim(distance, z);
            _context.Write<byte>(distance, _nextDistance.View.SubView((long)z * Plane, Plane));
            if (more && cells.Current.Z == z)
            {
                Array.Clear(status);
                Array.Clear(signals);
                Array.Clear(exposure);
                Array.Clear(clone);
                for (; more && cells.Current.Z == z; more = cells.MoveNext())
                {
                    int place = cells.Current.X + (Row * cells.Current.Y);
                    FirstCell cell = FirstCell.Of(_model, cells.Current.Founder, ((long)z * Plane) + place);
                    status[place] = cell.Status;
                    signals[place] = cell.Signals;
                    exposure[place] = cell.Exposure;
                    clone[place] = (uint)cells.Current.Founder + 1u;
                    distance[place] = DistanceToRoom.JustEntered;
                }

                _context.Write<uint>(status, Resident.Status.SubView((long)z * Plane, Plane));
                _context.Write<uint>(signals, Resident.Signals.SubView((long)z * Plane, Plane));
                _context.Write<uint>(exposure, Resident.Exposure.SubView((long)z * Plane, Plane));
                _context.Write<uint>(clone, Resident.Clone.SubView((long)z * Plane, Plane));
            }

            _context.Write<byte>(distance, _distance.View.SubView((long)z * Plane, Plane));
        }

        Explore(default);
        for (int pass = 0; pass < DistanceToRoom.Farthest / DistanceToRoom.PerVoxel; pass++)
            Relax(0);
        if (_model.HoppingSubsteps > 0)
            _depths.Relax(MassDepth.PassesToSettle(Math.Max(Row, Math.Max(_grid.Ny, _grid.Nz))), View, Region);
    }

    private void CloseRim(byte[] distance, int z)
    {
        if (z == 0 || z == _grid.Nz - 1)
        {
            Array.Fill(distance, DistanceToRoom.Closed);
            return;
        }

        Array.Clear(distance);
        for (int y = 0; y < _grid.Ny; y++)
        {
            Span<byte> row = distance.AsSpan(y * Row, Row);
            if (y == 0 || y == _grid.Ny - 1)
                row.Fill(DistanceToRoom.Closed);
            else
                row[0] = row[^1] = DistanceToRoom.Closed;
        }
    }
}
