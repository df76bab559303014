using System.Diagnostics;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>A tissue in the machine's own memory, worked on by threads and vector lanes.</summary>
internal sealed unsafe class CpuTissue : ITissue, ICellTraffic
{
    private readonly Model _model;
    private readonly Workers _workers;
    private readonly MatrixMap? _matrix;
    private readonly DiffusingFields _fields;
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly CellPass _pass;
    private readonly Senses _senses;
    private readonly FieldCouplings _couplings;
    private readonly PresentLaws _laws;
    private readonly Renewal _renewal;
    private readonly Transport _transport;
    private readonly Hopping _hopping;
    private readonly Resorting _resorting;
    private readonly Releasing _releasing;
    private readonly VesselMap _vessels;
    private readonly HostLayer? _host;
    private readonly WoundMap _wound;
    private readonly Baths _baths;
    private readonly HostLife? _life;
    private readonly MatrixLife? _matrixLife;
    private readonly Exchange _exchange;
    private readonly CellEvents[] _events;
    private readonly int[] _drugOfField;
    private readonly TissueReader _reader;
    private readonly TissueStatistics _statistics;
    private readonly StoredCells _stored;
    private readonly CellTraffic _traffic;
    private readonly Action<int> _passShare;
    private long _step;
    private long _records;
    private long _divisions;
    private long _deaths;

    public CpuTissue(Model model, int threads, LaneWidth lanes)
    {
        _model = model;
        _workers = new Workers(threads);
        _matrix = model.Matrix is null ? null : MatrixMap.Of(model);
        _fields = new DiffusingFields(model.Grid, model.Fields, model.StepHours, _workers, lanes, _matrix);
        _lattice = new CellLattice(model.Grid);
        _pool = new CellPool((int)Math.Min(int.MaxValue / 2, (model.Seeding.Cells * 5 / 4) + 1024));
        _pass = CellPass.For(lanes);
        _laws = new PresentLaws(model);
        _couplings = new FieldCouplings(model, _fields, _workers, lanes);
        _senses = new Senses(_laws, _fields, _couplings, _lattice, _matrix);
        _host = model.Host is null ? null : new HostLayer(model);
        _renewal = new Renewal(model, _lattice, _pool, _host, _workers);
        _transport = new Transport(_lattice, _pool, _renewal.Crowded, _workers, lanes);
        _hopping = new Hopping(model, _laws, _couplings, _fields, _lattice, _pool, _matrix, _senses, _transport, _workers);
        _resorting = new Resorting(_lattice, _pool, _workers);
        _releasing = new Releasing(_lattice, _hopping.Depths, _host, _workers);
        _wound = new WoundMap(model, _workers);
        _baths = new Baths(model.Fields.Count);
        _vessels = new VesselMap(model, _lattice, _fields, _workers);
        _exchange = new Exchange(
            _lattice, _pool, _renewal.Crowded, _vessels, _host, _wound, _fields.View(FieldRole.Oxygen), _laws.Cell.Metabolism, _workers,
            lanes);
        _events = new CellEvents[threads];
        _drugOfField = [.. model.Fields.Select(field => model.Drugs.ToList().IndexOf(field.Vessels.Drug ?? ""))];
        _reader = new TissueReader(model, _fields, _lattice, _pool, _vessels, _host, _matrix, _senses, _workers);
        _statistics = new TissueStatistics(model, _fields, _lattice, _pool, _vessels, _host, _matrix, _wound, _senses, _workers);
        _stored = new StoredCells(_lattice, _pool, _renewal.Crowded);
        _traffic = new CellTraffic(_lattice, _pool, _renewal.Crowded);
        _passShare = PassShare;

        FirstCells.Settle(model, _lattice, _pool);
        _records = model.Seeding.Cells;
        Activate();
        _transport.SettleDistances();
        _hopping.Settle();
        if (_host is not null)
        {
            _host.Settle(model, _lattice);
            _life = new HostLife(model, model.Host!, _lattice, _pool, _host, _vessels, _fields, _couplings, _matrix, _workers);
        }

        if (_matrix is not null && model.Matrix?.Turnover is { } turnover)
            _matrixLife = new MatrixLife(model, turnover, _matrix, _lattice, _pool, _host, _fields, _workers);
    }

    public IReadOnlyList<Quantity> Quantities => _reader.Quantities;

    /// <summary>Voxels that passes over the lattice visit.</summary>
    public long ActiveVoxels => _lattice.Active.Voxels;

    public PhaseTimes Times { get; private set; }

    public long AllocatedBytes
        => _fields.AllocatedBytes + _lattice.AllocatedBytes + _pool.AllocatedBytes + _renewal.Crowded.AllocatedBytes
            + _hopping.AllocatedBytes + _vessels.AllocatedBytes + (_matrix?.AllocatedBytes ?? 0) + (_host?.AllocatedBytes ?? 0) + _wound.AllocatedBytes
            + _couplings.AllocatedBytes;

    public void Advance(Clock clock, ReadOnlySpan<float> plasma)
    {
        _step = clock.Step;
        _laws.Follow(plasma);
        for (int field = 0; field < _model.Fields.Count; field++)
            AdvanceField(field, clock, plasma);

        long started = Stopwatch.GetTimestamp();
        _couplings.Renew();
        _workers.Run(_passShare);
        foreach (CellEvents events in _events)
        {
            _deaths += events.Deaths;
            _records -= events.Cleared;
        }

        long decided = Stopwatch.GetTimestamp();
        long divisions = _renewal.Apply(_step);
        _divisions += divisions;
        _records += divisions;
        _transport.Move(_model.Seed, _step, _model.ShovingSubsteps);
        _hopping.Move(_step);
        _releasing.ReleaseIfDue(_step);
        Activate();
        _vessels.Advance(_step);
        _deaths += _life?.Advance(_step, plasma) ?? 0;
        _matrixLife?.Advance(_step, plasma);
        _wound.Advance();
        _resorting.SortIfDue(_step, _records);
        long moved = Stopwatch.GetTimestamp();
        Times = Times with
        {
            Cells = Times.Cells + Stopwatch.GetElapsedTime(started, decided).TotalSeconds,
            Lattice = Times.Lattice + Stopwatch.GetElapsedTime(decided, moved).TotalSeconds,
        };
    }

    public void Wound(Ball region) => _wound.Wound(region);

    public void Wound(ReadOnlySpan<int> voxels) => _wound.Wound(voxels);

    public void Bathe(int field, float perSecond, float level) => _baths.Set(field, perSecond, level);

    public Census TakeCensus()
        => _statistics.TakeCensus(_renewal.Crowded, _divisions, _deaths, _life?.Total ?? default) with { Clones = _renewal.Clones.Count };

    public CloneTable ReadClones() => _renewal.Clones;

    public FieldSummary Summarise(int field) => _statistics.Summarise(field);

    public long FindNonFinite(int field) => _statistics.FindNonFinite(field);

    public ulong StateHash() => _statistics.StateHash();

    public void Read(int quantity, int firstPlane, Span<byte> destination) => _reader.Read(quantity, firstPlane, destination);

    public void Carry(IStateArchive archive)
    {
        _fields.Carry(archive.Part(TissueArchive.Fields));
        _stored.Carry(archive.Part(TissueArchive.Cells));
        _hopping.Carry(archive.Part(TissueArchive.Cells));
        _vessels.Carry(archive);
        _wound.Carry(archive);
        _baths.Carry(archive);
        _host?.Carry(archive);
        _life?.Carry(archive);
        _matrixLife?.Carry(archive);
        _renewal.Clones.Carry(archive.Part(TissueArchive.Clones));
        _laws.Carry(archive);
        archive.Value(TissueArchive.Divisions, ref _divisions);
        archive.Value(TissueArchive.Deaths, ref _deaths);
        Times = TissueArchive.Carry(archive, Times);
        if (!archive.Restores)
            return;
        _records = _pool.Count;
        _host?.EnterDebris(_lattice.Active);
        Activate();
    }

    public void Look(ReadOnlySpan<int> places, Span<CellState> cells) => _traffic.Look(places, cells);

    public void Sample(int field, ReadOnlySpan<int> voxels, Span<float> values)
    {
        ConcentrationView concentration = _fields.View(field);
        for (int i = 0; i < voxels.Length; i++)
            values[i] = concentration[voxels[i]];
    }

    public void TakeOut(ReadOnlySpan<int> places) => _records -= _traffic.TakeOut(places);

    public void Kill(ReadOnlySpan<int> places) => _deaths += _traffic.Kill(places);

    public void PutIn(ReadOnlySpan<int> voxels, ReadOnlySpan<CellState> cells, Span<bool> placed)
    {
        _records += _traffic.PutIn(voxels, cells, placed);
        Activate();
    }

    public uint Adopt(uint parent, uint birthStep, uint traits) => _renewal.Clones.Adopt(parent, birthStep, traits);

    public void Dispose()
    {
        _workers.Dispose();
        _fields.Dispose();
        _matrix?.Dispose();
        _lattice.Dispose();
        _pool.Dispose();
        _renewal.Crowded.Dispose();
        _hopping.Dispose();
        _vessels.Dispose();
        _host?.Dispose();
        _wound.Dispose();
        _life?.Dispose();
        _couplings.Dispose();
    }

    // As far as cells can move until the next call.
    private void Activate() => _lattice.Active.Cover(_model.ShovingSubsteps + _model.HoppingSubsteps + 1);

    private void AdvanceField(int field, Clock clock, ReadOnlySpan<float> plasma)
    {
        long started = Stopwatch.GetTimestamp();
        FieldDefinition definition = _model.Fields[field];
        float bloodLevel = definition.Vessels.Drug is null ? definition.Vessels.Level : plasma[_drugOfField[field]];
        NativeArray<float>? saturable = definition.HasSaturableUptake ? _fields.SaturableLoss : null;
        _exchange.Fill(
            definition, bloodLevel, _couplings.SecretionOf(field), _baths.LossOf(field), _baths.GainOf(field),
            _fields.Loss.Pointer, _fields.Gain.Pointer, saturable is null ? null : saturable.Pointer);
        long filled = Stopwatch.GetTimestamp();
        _fields.Advance(field);
        if (!_fields.Balance(field).IsFinite)
            throw new DivergedException(definition.Name, _fields.FindNonFinite(field), _model.Grid, clock.After(1));
        long advanced = Stopwatch.GetTimestamp();
        Times = Times with
        {
            Exchange = Times.Exchange + Stopwatch.GetElapsedTime(started, filled).TotalSeconds,
            Fields = Times.Fields + Stopwatch.GetElapsedTime(filled, advanced).TotalSeconds,
        };
    }

    private void PassShare(int member)
    {
        int blocks = (_pool.Count + CellPool.Block - 1) / CellPool.Block;
        (int start, int end) = _workers.Share(blocks, member);
        _events[member] = _pass.Advance(
            _pool, _lattice, _senses, in _laws.Cell, (float)_model.StepHours, _model.Seed, (uint)_step,
            start * CellPool.Block, end * CellPool.Block);
    }
}
