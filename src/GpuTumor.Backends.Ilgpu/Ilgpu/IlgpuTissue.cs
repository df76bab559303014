using System.Diagnostics;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A tissue whose whole state stays on a device.</summary>
internal sealed class IlgpuTissue : ITissue, ICellTraffic
{
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly PresentLaws _laws;
    private readonly DeviceFields _fields;
    private readonly CellLattice _lattice;
    private readonly TissueReader _reader;
    private readonly TissueStatistics _statistics;
    private readonly CellTraffic _traffic;
    private readonly VesselMap _vessels;
    private readonly SensedFields _sensed;
    private readonly FieldCouplings _couplings;
    private readonly GroundView _ground;
    private readonly HostLayer? _host;
    private readonly WoundMap _wound;
    private readonly MatrixMap? _matrix;
    private readonly MatrixLife? _matrixLife;
    private readonly Baths _baths;
    private readonly int[] _drugOfField;

    /// <summary>Puts the tissue of a model on the device, at step 0.</summary>
    public IlgpuTissue(GpuContext context, Model model)
    {
        (_context, _model, _laws) = (context, model, new PresentLaws(model));
        long before = context.AllocatedBytes;
        _matrix = MatrixMap.Of(context, model);
        _fields = new DeviceFields(context, model.Grid, model.Fields, model.StepHours, _matrix);
        _lattice = new CellLattice(context, model, _laws);
        _couplings = new FieldCouplings(context, model, _fields, _lattice);
        _sensed = new SensedFields(
            FieldOf(FieldRole.Oxygen), FieldOf(FieldRole.TargetedDrug), FieldOf(FieldRole.NextDrug), FieldOf(FieldRole.AktInhibitor),
            FieldOf(FieldRole.ChemoA), FieldOf(FieldRole.ChemoB), FieldOf(FieldRole.Hgf), FieldOf(FieldRole.Igf1),
            FieldOf(FieldRole.Suppressor), FieldOf(FieldRole.Damp), MatrixOrField,
            _couplings.OfTumour(CoupledProcess.Division), _couplings.OfTumour(CoupledProcess.Death));
        _vessels = new VesselMap(context, model);
        _ground = new GroundView(
            FieldOf(FieldRole.Chemokine), FieldOf(FieldRole.Hgf), MatrixOrField,
            _lattice.Resident.Status, _lattice.Resident.Signals);
        _host = model.Host is null ? null : new HostLayer(context, model, model.Host, _lattice, _vessels, new HostSenses(
            FieldOf(FieldRole.Ifng), FieldOf(FieldRole.Suppressor), FieldOf(FieldRole.Ccl2), FieldOf(FieldRole.Damp),
            MatrixOrField, FieldOf(FieldRole.ChemoA),
            _couplings.Of(CoupledCells.TCell, CoupledProcess.Death), _couplings.Of(CoupledCells.Myeloid, CoupledProcess.Death),
            _couplings.Of(CoupledCells.TCell, CoupledProcess.Migration), _couplings.Of(CoupledCells.Myeloid, CoupledProcess.Migration)));
        if (_matrix is not null && model.Matrix?.Turnover is { } turnover)
        {
            _matrixLife = new MatrixLife(
                context, model, turnover, _matrix, FieldOf(FieldRole.Mmp), FieldOf(FieldRole.Timp3), _host?.State ?? default);
        }

        _wound = new WoundMap(context, model);
        _baths = new Baths(model.Fields.Count);
        _reader = new TissueReader(context, model, _fields, _lattice, _vessels, _host, _matrix, _sensed);
        _statistics = new TissueStatistics(context, model, _fields, _lattice, _vessels, _host, _matrix, _wound, _sensed);
        _traffic = new CellTraffic(context, _fields, _lattice);
        _drugOfField = [.. model.Fields.Select(field => model.Drugs.ToList().IndexOf(field.Vessels.Drug ?? ""))];
        AllocatedBytes = context.AllocatedBytes - before;
    }

    public IReadOnlyList<Quantity> Quantities => _reader.Quantities;

    public long AllocatedBytes { get; }

    /// <summary>Voxels of the tiles that passes over cells visit.</summary>
    public long ActiveVoxels => _lattice.ActiveVoxels();

    public PhaseTimes Times { get; private set; }

    public void Advance(Clock clock, ReadOnlySpan<float> plasma)
    {
        _reader.Forget();
        _laws.Follow(plasma);
        for (int field = 0; field < _model.Fields.Count; field++)
            AdvanceField(field, clock, plasma);

        long started = Stopwatch.GetTimestamp();
        _couplings.Renew();
        _lattice.Decide(_sensed, _host?.Debris ?? default, clock.Step);
        _context.Synchronise();
        long decided = Stopwatch.GetTimestamp();
        _lattice.Move(clock.Step);
        _lattice.Hop(clock.Step, _ground, _sensed, _couplings.OfTumour(CoupledProcess.Migration));
        _vessels.Advance(clock.Step, _lattice, FieldOf(FieldRole.Vegf));
        _host?.Advance(clock.Step, plasma);
        _matrixLife?.Advance(clock.Step, plasma, _ground);
        _wound.Advance();
        _lattice.Rest(clock.Step, _host?.Debris ?? default);
        _context.Synchronise();
        Times = Times with
        {
            Cells = Times.Cells + Stopwatch.GetElapsedTime(started, decided).TotalSeconds,
            Lattice = Times.Lattice + Stopwatch.GetElapsedTime(decided).TotalSeconds,
        };
    }

    public void Wound(Ball region) => _wound.Wound(region);

    public void Wound(ReadOnlySpan<int> voxels) => _wound.Wound(voxels);

    public void Bathe(int field, float perSecond, float level) => _baths.Set(field, perSecond, level);

    public Census TakeCensus() => _statistics.TakeCensus(_traffic.LivingEntered);

    public CloneTable ReadClones() => _lattice.ReadClones();

    public FieldSummary Summarise(int field) => _statistics.Summarise(field);

    public long FindNonFinite(int field) => _statistics.FindNonFinite(field);

    public ulong StateHash() => _statistics.StateHash();

    public void Read(int quantity, int firstPlane, Span<byte> destination) => _reader.Read(quantity, firstPlane, destination);

    public IStill TakeStill(IReadOnlyList<int> quantities) => TakeStill(quantities, 0, _model.Grid.Nz);

    public IStill TakeStill(IReadOnlyList<int> quantities, int firstPlane, int planes) => _reader.TakeStill(quantities, firstPlane, planes);

    public long RoomForStills => _context.Stills.Room;

    public void Carry(IStateArchive archive)
    {
        _reader.Forget();
        _fields.Carry(archive.Part(TissueArchive.Fields));
        _lattice.Carry(archive.Part(TissueArchive.Cells));
        _vessels.Carry(archive);
        _lattice.CarryClones(archive.Part(TissueArchive.Clones));
        _host?.Carry(archive);
        _laws.Carry(archive);
        _wound.Carry(archive);
        _matrixLife?.Carry(archive);
        _baths.Carry(archive);
        long divisions = _lattice.Divisions();
        archive.Value(TissueArchive.Divisions, ref divisions);
        // Worked out from the census and so not kept here; the processor counts them.
        long deaths = archive.Restores ? 0 : TakeCensus().Deaths;
        archive.Value(TissueArchive.Deaths, ref deaths);
        Times = TissueArchive.Carry(archive, Times);
        // What is kept for later is read beside what is computed, and must be there.
        if (archive is IStillArchive)
            _context.Synchronise();
        if (!archive.Restores)
            return;
        _lattice.Explore(_host?.Debris ?? default);
        _lattice.CountDivisionsFrom(divisions);
        // Deaths follow from who entered and who is left; who entered is what makes them come out as stored.
        _traffic.LivingEntered += deaths - TakeCensus().Deaths;
    }

    public void Look(ReadOnlySpan<int> places, Span<CellState> cells) => _traffic.Look(places, cells);

    public void Sample(int field, ReadOnlySpan<int> voxels, Span<float> values) => _traffic.Sample(field, voxels, values);

    public void TakeOut(ReadOnlySpan<int> places) => _traffic.TakeOut(places);

    public void Kill(ReadOnlySpan<int> places) => _traffic.Kill(places);

    public void PutIn(ReadOnlySpan<int> voxels, ReadOnlySpan<CellState> cells, Span<bool> placed) => _traffic.PutIn(voxels, cells, placed);

    public uint Adopt(uint parent, uint birthStep, uint traits) => _lattice.Adopt(parent, birthStep, traits);

    public void Dispose()
    {
        _reader.Dispose();
        _traffic.Dispose();
        _fields.Dispose();
        _lattice.Dispose();
        _statistics.Dispose();
        _vessels.Dispose();
        _host?.Dispose();
        _wound.Dispose();
        _matrix?.Dispose();
        _couplings.Dispose();
    }

    // What hinders and guides cells: the matrix, or a field in its place.
    private ConcentrationView MatrixOrField => _matrix is null ? FieldOf(FieldRole.Ecm) : ConcentrationView.Of(_matrix.Density);

    private void AdvanceField(int field, Clock clock, ReadOnlySpan<float> plasma)
    {
        long started = Stopwatch.GetTimestamp();
        FieldDefinition definition = _model.Fields[field];
        float bloodLevel = definition.Vessels.Drug is null ? definition.Vessels.Level : plasma[_drugOfField[field]];
        _context.ForVoxels(_model.Grid.Nx, _model.Grid.Ny, _model.Grid.Nz, new ExchangeWork(
            _model.Grid.Nx, (int)_model.Grid.PlaneVoxels, _lattice.Held, _vessels.Perfusion, _vessels.Even, definition.Vessels.Permeability.PerHour / 3600f, bloodLevel,
            _baths.LossOf(field), _baths.GainOf(field),
            definition.CellUptake.PerHour * (1f / 3600f), definition.TakenUpBy, definition.Secretion, _couplings.SecretionOf(field),
            definition.SaturableUptake.Maximum, _model.TumourCell.Metabolism, FieldOf(FieldRole.Oxygen), _lattice.Resident, _lattice.Waiting,
            definition.HostSecretion, definition.HostUptake, _host?.Cells.Held ?? default, _host?.State ?? default, definition.WoundSecretion, _wound.Freshness,
            _fields.Loss, _fields.Gain, _fields.SaturableLoss(field)));
        _context.Synchronise();
        long filled = Stopwatch.GetTimestamp();
        _fields.Advance(field);
        if (!_fields.Balance(field).IsFinite)
            throw new DivergedException(definition.Name, _fields.FindNonFinite(field), _model.Grid, clock.After(1));
        _context.Synchronise();
        Times = Times with
        {
            Exchange = Times.Exchange + Stopwatch.GetElapsedTime(started, filled).TotalSeconds,
            Fields = Times.Fields + Stopwatch.GetElapsedTime(filled).TotalSeconds,
        };
    }

    private ConcentrationView FieldOf(FieldRole role) => _fields.View(_model.FieldIndex(role));
}
