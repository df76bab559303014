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
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _mark;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _rowSums;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _divisions;
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
        _rowSums = context.Allocate<float>((long)_grid.Ny * _grid.Nz);
        _divisions = context.Allocate<double>(_grid.Nz);
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

    /// <summary>The lattice as kernels read it.</summary>
    public LatticeView View => new(_distance.View, _mark.View, Waiting.Status);

    private int Row => _grid.Nx;

    private int Plane => (int)_grid.PlaneVoxels;

    /// <summary>What the cells sense now.</summary>
    public CellSenses Senses(SensedFields fields) => new(_laws.Cell, Row, Plane, fields, _distance.View);

    /// <summary>All cells sense, signal and decide; the gone leave, and daughters appear.</summary>
    /// <param name="fields">What they sense.</param>
    /// <param name="debris">Takes the debris of the gone; empty where nobody minds it.</param>
    /// <param name="step">When.</param>
    public void Decide(SensedFields fields, ArrayView<byte> debris, long step)
    {
        DecideWork work = new(
            Senses(fields), (float)_model.StepHours, _model.Seed, (uint)step, Row, Plane, _grid.Ny, Resident, Waiting, _mark.View,
            debris);
        _context.ForRows(_grid.Ny, _grid.Nz, 1, 1, _rowSums.View, work);
        _context.ForEach(_grid.Nz, new PlaneSumWork(_rowSums.View, _divisions.View, 0, 0, _grid.Ny, _grid.Nz, 1, 1));
        _clones.Mutate(Resident, Waiting, _mark.View, step);
        _context.ForEach(_grid.Voxels, new FreeWork(_distance.View, _mark.View));
    }

    /// <summary>Crowded cells move towards free space.</summary>
    public void Move(long step)
    {
        for (int i = 0; i < _model.ShovingSubsteps; i++)
        {
            uint substep = (uint)((step * _model.ShovingSubsteps) + i);
            Relax(substep);
            _context.ForVoxels(Row - 2, _grid.Ny - 2, _grid.Nz - 2, new ShoveWork(
                Row, Plane, _model.Seed, substep, Resident, Waiting, _distance.View, _mark.View));
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
        _depths.Relax(MassDepth.PassesPerStep, View);
        for (int i = 0; i < _model.HoppingSubsteps; i++)
            HopOnce((uint)((step * _model.HoppingSubsteps) + i), ground, fields, speeds);
        _context.Clear(_mark);
    }

    private void HopOnce(uint substep, GroundView ground, SensedFields fields, TumourCoupling speeds)
    {
        double substepHours = _model.StepHours / _model.HoppingSubsteps;
        Migration migration = _laws.Migration;
        bool migrates = migration.AloneSpeed > 0f;
        _context.ForVoxels(Row - 2, _grid.Ny - 2, _grid.Nz - 2, new ProposeHopWork(
            Row, Plane, _model.Seed, substep, _model.Compaction.Hopping.Threshold(substepHours),
            migrates ? migration.AloneFrom : 1f, _model.Compaction, View, _depths.Depths,
            new RelaxedDistance(Row, Plane, _distance.View), ground, Resident.Status, Waiting.Status, _mark.View, _nextDistance.View));
        if (migrates)
        {
            _context.ForVoxels(Row - 2, _grid.Ny - 2, _grid.Nz - 2, new ProposeMigrationWork(
                Row, Plane, _model.Seed, substep, (float)substepHours, Migration.HopsPerHour(_grid.Spacing), migration, View, ground,
                Senses(fields), speeds, Resident, Waiting.Status, _mark.View));
        }

        (_distance, _nextDistance) = (_nextDistance, _distance);
        _context.ForVoxels(Row - 2, _grid.Ny - 2, _grid.Nz - 2, new HopWork(
            Row, Plane, _model.Seed, substep, View, Resident, _distance.View));
    }

    /// <summary>Clones since the start.</summary>
    public int CloneCount => _clones.Count;

    /// <summary>A copy of the table of clones.</summary>
    public CloneTable ReadClones() => _clones.Read();

    /// <summary>Enters a clone that began elsewhere, and returns its number.</summary>
    public uint Adopt(uint parent, uint birthStep, uint traits) => _clones.Adopt(parent, birthStep, traits);

    /// <summary>Divisions since the start.</summary>
    public long Divisions()
    {
        double[] planes = new double[_grid.Nz];
        _context.Read(_divisions.View, planes.AsSpan());
        return (long)planes.Sum();
    }

    /// <summary>Sets the count of divisions.</summary>
    public void CountDivisionsFrom(long divisions)
    {
        double[] planes = new double[_grid.Nz];
        planes[0] = divisions;
        _context.Write<double>(planes, _divisions.View);
    }

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
        _context.Free(_mark);
        _context.Free(_distance);
        _context.Free(_nextDistance);
        _context.Free(_rowSums);
        _context.Free(_divisions);
    }

    private void Carry(IStateArchive archive, ArrayView<uint>[] words)
    {
        uint[] status = new uint[Plane];
        for (int i = 0; i < words.Length; i++)
        {
            ArrayView<uint> word = words[i];
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

    private void Relax(uint substep)
    {
        _context.ForVoxels(Row - 2, _grid.Ny - 2, _grid.Nz - 2, new RelaxWork(
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

        for (int pass = 0; pass < DistanceToRoom.Farthest / DistanceToRoom.PerVoxel; pass++)
            Relax(0);
        if (_model.HoppingSubsteps > 0)
            _depths.Relax(MassDepth.PassesToSettle(Math.Max(Row, Math.Max(_grid.Ny, _grid.Nz))), View);
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
