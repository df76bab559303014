using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts, means and hashes of a tissue; only a few numbers leave the device.</summary>
internal sealed class TissueStatistics : IDisposable
{
    private const int Strands = 1 << 14;

    // Strands are joined on the device to so many sums, which leave it.
    private const int Joined = 64;

    // As the processor numbers them: fields from 0, then the words of residents and of waiting cells.
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly DeviceFields _fields;
    private readonly CellLattice _lattice;
    private readonly SensedFields _sensed;
    private readonly VesselMap _vessels;
    private readonly HostLayer? _host;
    private readonly MatrixMap? _matrix;
    private readonly WoundMap _wound;
    private readonly RegionCounter _counter;
    private readonly RegionCounter? _hostCounter;
    private readonly MemoryBuffer1D<ulong, Stride1D.Dense> _hashes;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _summaries;
    private readonly MemoryBuffer1D<ulong, Stride1D.Dense> _joinedCounts;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _joinedSummaries;

    public TissueStatistics(
        GpuContext context, Model model, DeviceFields fields, CellLattice lattice, VesselMap vessels, HostLayer? host,
        MatrixMap? matrix, WoundMap wound, SensedFields sensed)
    {
        (_context, _model, _fields, _lattice, _vessels) = (context, model, fields, lattice, vessels);
        (_host, _matrix, _wound, _sensed) = (host, matrix, wound, sensed);
        _counter = new RegionCounter(context, 1);
        _hostCounter = host is null ? null : new RegionCounter(context, 2);
        _hashes = context.Allocate<ulong>(Strands);
        _summaries = context.Allocate<double>(Strands * SummaryWork.Results);
        _joinedCounts = context.Allocate<ulong>(Joined);
        _joinedSummaries = context.Allocate<double>(Joined * SummaryWork.Results);
    }

    public Census TakeCensus(long livingEntered)
    {
        long[] living = [.. _model.Founders.Select((_, founder) => Count(
            CellRecord.KindMask | (15u << CellRecord.FounderShift),
            (uint)CellKind.Tumour | ((uint)founder << CellRecord.FounderShift)))];
        long all = living.Sum();
        double scale = 1.0 / (255.0 * Math.Max(1L, all));
        long divisions = _lattice.Divisions();
        return new Census
        {
            LivingByFounder = living,
            Apoptotic = Count(CellRecord.KindMask, (uint)CellKind.Apoptotic),
            Necrotic = Count(CellRecord.KindMask, (uint)CellKind.Necrotic),
            Excess = Count(0u, 0u, -1, _lattice.Waiting),
            Divisions = divisions,
            Host = _host is null ? HostCensus.None : CountHost(_host),
            Clones = _lattice.CloneCount,
            Persisters = InMode(CellMode.Persister) + InMode(CellMode.ExpandedPersister),
            Senescent = Count(
                CellRecord.KindMask | CellRecord.PhaseMask,
                (uint)CellKind.Tumour | ((uint)CellPhase.Senescent << CellRecord.PhaseShift)),
            // Cells are neither made nor lost but by division and death.
            Deaths = _model.Seeding.Cells + livingEntered + divisions - all,
            MeanSignals = (
                scale * Activity(ofAkt: false),
                scale * Count(CellRecord.KindMask, (uint)CellKind.Tumour, CellRecord.Fra1Shift),
                scale * Count(CellRecord.KindMask, (uint)CellKind.Tumour, CellRecord.SecretomeShift),
                scale * Activity(ofAkt: true)),
        };
    }

    private HostCensus CountHost(HostLayer host)
    {
        HostEvents events = host.Events();
        (long tCells, long exhaustion) = Count(host, HostKind.TCell, host.Walkers);
        return new HostCensus(
            tCells, Count(host, HostKind.Mdsc, host.Walkers).Cells, Count(host, HostKind.Tam, host.Walkers).Cells,
            Count(host, HostKind.Caf, host.Cells).Cells, Count(host, HostKind.Fibroblast, host.Cells).Cells,
            events.TCellsEntered, events.TCellsDied, events.MyeloidEntered, events.MyeloidDied, events.Kills,
            exhaustion / (255.0 * Math.Max(1, tCells)));
    }

    private (long Cells, long Exhaustion) Count(HostLayer host, HostKind kind, ActiveRegion where)
    {
        _hostCounter!.Clear();
        _context.CountRegion(where.View, 1, _hostCounter.Counts, new CountHostWork(_lattice.Row, _lattice.Plane, (uint)kind, host.State));
        long[] counted = _hostCounter.Read();
        return (counted[0], counted[1]);
    }

    public FieldSummary Summarise(int field)
    {
        double[] results = Survey(field);
        double cells = Part(results, 4).Sum();
        return new FieldSummary(
            Part(results, 0).Min(),
            Part(results, 2).Sum() / _model.Grid.Voxels,
            Part(results, 1).Max(),
            cells == 0 ? double.NaN : Part(results, 3).Sum() / cells,
            _fields.Balance(field));
    }

    public long FindNonFinite(int field)
    {
        double first = Part(Survey(field), 5).Min();
        return first < _model.Grid.Voxels ? (long)first : -1;
    }

    public ulong StateHash()
    {
        _context.Clear(_hashes);
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            _context.ForEach(Strands, new HashFieldWork(
                (uint)field, _model.Grid.Voxels, Strands, _fields.View(field), _hashes.View));
        }

        if (_host is not null)
        {
            _context.ForEach(Strands, new HashWork(
                Kernels.StateHash.Host, _model.Grid.Voxels, Strands, _host.State, _hashes.View));
            _context.ForEach(Strands, new HashBytesWork(
                Kernels.StateHash.Debris, _model.Grid.Voxels, Strands, _host.Debris, _hashes.View));
        }

        if (_model.Matrix?.Turnover is not null)
        {
            _context.ForEach(Strands, new HashFieldWork(
                Kernels.StateHash.Matrix, _model.Grid.Voxels, Strands, ConcentrationView.Of(_matrix!.Density), _hashes.View));
        }

        if (_wound.IsWounded)
        {
            _context.ForEach(Strands, new HashFieldWork(
                Kernels.StateHash.Wound, _model.Grid.Voxels, Strands, ConcentrationView.Of(_wound.Freshness), _hashes.View));
        }

        if (_vessels.IsState)
        {
            _context.ForEach(Strands, new HashBytesWork(
                Kernels.StateHash.Perfusion, _model.Grid.Voxels, Strands, _vessels.Perfusion, _hashes.View));
        }

        return Join(_hashes.View) + Hash(Kernels.StateHash.Resident, _lattice.Resident) + Hash(Kernels.StateHash.Waiting, _lattice.Waiting);
    }

    public void Dispose()
    {
        _counter.Dispose();
        _hostCounter?.Dispose();
        _context.Free(_hashes);
        _context.Free(_summaries);
        _context.Free(_joinedCounts);
        _context.Free(_joinedSummaries);
    }

    private static IEnumerable<double> Part(double[] results, int part) => results.Skip(part * Joined).Take(Joined);

    private ulong Hash(uint what, CellSlots cells)
    {
        _counter.Clear();
        _context.CountRegion(_lattice.Region, 1, _counter.Counts, new HashCellsWork(what, _lattice.Row, _lattice.Plane, cells));
        return (ulong)_counter.Read()[0];
    }

    private long Count(uint mask, uint wanted, int shift = -1)
        => Count(mask, wanted, shift, _lattice.Resident) + Count(mask, wanted, shift, _lattice.Waiting);

    private long Count(uint mask, uint wanted, int shift, CellSlots cells)
    {
        _counter.Clear();
        _context.CountRegion(_lattice.Region, 1, _counter.Counts, new CountWork(_lattice.Row, _lattice.Plane, mask, wanted, shift, cells));
        return _counter.Read()[0];
    }

    private long InMode(CellMode mode)
        => Count(CellRecord.KindMask | CellRecord.ModeMask, (uint)CellKind.Tumour | ((uint)mode << CellRecord.ModeShift));

    private long Activity(bool ofAkt)
    {
        _counter.Clear();
        foreach (CellSlots cells in (CellSlots[])[_lattice.Resident, _lattice.Waiting])
        {
            _context.CountRegion(
                _lattice.Region, 1, _counter.Counts, new CountActivityWork(_lattice.Row, _lattice.Plane, ofAkt, _lattice.Senses(_sensed), cells));
        }

        return _counter.Read()[0];
    }

    private ulong Join(ArrayView<ulong> strands)
    {
        _context.ForEach(Joined, new JoinCountsWork(strands, Strands / Joined, _joinedCounts.View));
        ulong[] parts = new ulong[Joined];
        _context.Read(_joinedCounts.View, parts.AsSpan());
        ulong total = 0;
        foreach (ulong part in parts)
            total += part;
        return total;
    }

    private double[] Survey(int field)
    {
        _context.ForEach(Strands, new SummaryWork(
            _model.Grid.Voxels, Strands, _fields.View(field), _lattice.Distances, _lattice.Resident.Status, _summaries.View));
        _context.ForEach(Joined, new JoinSummaryWork(_summaries.View, Strands, Strands / Joined, _joinedSummaries.View, Joined));
        double[] results = new double[Joined * SummaryWork.Results];
        _context.Read(_joinedSummaries.View, results.AsSpan());
        return results;
    }
}
