using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Counts, means and hashes of a tissue. Sums are taken per plane and added in order: the same for any threads.</summary>
internal sealed unsafe class TissueStatistics
{
    private readonly Model _model;
    private readonly DiffusingFields _fields;
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly Senses _senses;
    private readonly VesselMap _vessels;
    private readonly HostLayer? _host;
    private readonly MatrixMap? _matrix;
    private readonly WoundMap _wound;
    private readonly Workers _workers;
    private readonly FieldPlane[] _planes;
    private readonly long[] _nonFinite;
    private readonly ulong[] _hashes;
    private readonly CellCount[] _counts;
    private ConcentrationView _field;

    public TissueStatistics(
        Model model, DiffusingFields fields, CellLattice lattice, CellPool pool, VesselMap vessels, HostLayer? host,
        MatrixMap? matrix, WoundMap wound, Senses senses, Workers workers)
    {
        (_model, _fields, _lattice, _pool, _vessels, _workers) = (model, fields, lattice, pool, vessels, workers);
        (_host, _matrix, _wound, _senses) = (host, matrix, wound, senses);
        _planes = new FieldPlane[model.Grid.Nz];
        _nonFinite = new long[model.Grid.Nz];
        _hashes = new ulong[model.Grid.Nz];
        _counts = [.. Enumerable.Range(0, workers.Count).Select(_ => new CellCount())];
    }

    public Census TakeCensus(CrowdedVoxels crowded, long divisions, long deaths, HostEvents host)
    {
        _workers.Run(CountShare);
        CellCount total = new();
        foreach (CellCount count in _counts)
            total.Add(count);
        long excess = 0;
        for (int i = 0; i < crowded.Count; i++)
            excess += _lattice.Waiting[crowded[i]] == 0 ? 0 : 1;
        long[] living = total.LivingByFounder[.._model.Founders.Count];
        double scale = 1.0 / (255.0 * Math.Max(1L, living.Sum()));
        return new Census
        {
            LivingByFounder = living,
            Apoptotic = total.Apoptotic,
            Necrotic = total.Necrotic,
            Excess = excess,
            Divisions = divisions,
            Deaths = deaths,
            Host = _host is null ? HostCensus.None : CountHost(_host, host),
            Persisters = total.Persisters,
            Senescent = total.Senescent,
            MeanSignals =
                (total.Signals[0] * scale, total.Signals[1] * scale, total.Signals[2] * scale, total.Signals[3] * scale),
        };
    }

    private static HostCensus CountHost(HostLayer host, HostEvents events)
    {
        long[] kinds = new long[8];
        long exhaustion = 0;
        for (int i = 0; i < host.Cells.Count; i++)
        {
            uint state = host.State[host.Cells[i]];
            kinds[(int)HostRecord.Kind(state)]++;
            exhaustion += HostRecord.Exhaustion(state);
        }

        return new HostCensus(
            kinds[(int)HostKind.TCell], kinds[(int)HostKind.Mdsc], kinds[(int)HostKind.Tam], kinds[(int)HostKind.Caf],
            kinds[(int)HostKind.Fibroblast], events.TCellsEntered, events.TCellsDied, events.MyeloidEntered, events.MyeloidDied,
            events.Kills, exhaustion / (255.0 * Math.Max(1, kinds[(int)HostKind.TCell])));
    }

    public FieldSummary Summarise(int field)
    {
        _field = _fields.View(field);
        _workers.Run(SummariseShare);
        FieldPlane whole = new(double.PositiveInfinity, double.NegativeInfinity, 0, 0, 0);
        foreach (FieldPlane plane in _planes)
            whole = whole.With(plane);
        return new FieldSummary(
            whole.Minimum,
            whole.Sum / _model.Grid.Voxels,
            whole.Maximum,
            whole.Cells == 0 ? double.NaN : whole.SumAtCells / whole.Cells,
            _fields.Balance(field));
    }

    public long FindNonFinite(int field)
    {
        _field = _fields.View(field);
        _workers.Run(FindNonFiniteShare);
        return _nonFinite.FirstOrDefault(voxel => voxel >= 0, -1);
    }

    public ulong StateHash()
    {
        _workers.Run(HashShare);
        ulong hash = 0;
        foreach (ulong plane in _hashes)
            hash += plane;
        return hash;
    }

    private void CountShare(int member)
    {
        CellCount count = _counts[member];
        count.Clear();
        (int start, int end) = _workers.Share(_pool.Count, member);
        for (int slot = start; slot < end; slot++)
            count.Add(_pool.Status[slot], _pool.Signals[slot], _senses.Activities(_pool.Voxel[slot], _pool.Status[slot], _pool.Exposure[slot]));
    }

    private void SummariseShare(int member)
    {
        (int start, int end) = _workers.Share(_model.Grid.Nz, member);
        int plane = _lattice.Plane;
        for (int z = start; z < end; z++)
        {
            long first = (long)z * plane;
            int* residents = _lattice.Resident + ((long)z * plane);
            double minimum = double.PositiveInfinity;
            double maximum = double.NegativeInfinity;
            double sum = 0;
            double sumAtCells = 0;
            long cells = 0;
            for (int i = 0; i < plane; i++)
            {
                double value = _field[first + i];
                minimum = Math.Min(minimum, value);
                maximum = Math.Max(maximum, value);
                sum += value;
                if (residents[i] != 0 && CellRecord.Kind(_pool.Status[residents[i] - 1]) == CellKind.Tumour)
                {
                    sumAtCells += value;
                    cells++;
                }
            }

            _planes[z] = new FieldPlane(minimum, maximum, sum, sumAtCells, cells);
        }
    }

    private void FindNonFiniteShare(int member)
    {
        (int start, int end) = _workers.Share(_model.Grid.Nz, member);
        int plane = _lattice.Plane;
        for (int z = start; z < end; z++)
        {
            long first = (long)z * plane;
            _nonFinite[z] = -1;
            // A sum of absolute values is finite only if every term is; look closer only if it is not.
            float sum = 0;
            for (int i = 0; i < plane; i++)
                sum += _field[first + i] * 0f;
            if (sum == 0f)
                continue;
            int at = 0;
            while (float.IsFinite(_field[first + at]))
                at++;
            _nonFinite[z] = first + at;
        }
    }

    private void HashShare(int member)
    {
        (int start, int end) = _workers.Share(_model.Grid.Nz, member);
        int plane = _lattice.Plane;
        for (int z = start; z < end; z++)
        {
            ulong hash = 0;
            long first = (long)z * plane;
            for (int field = 0; field < _model.Fields.Count; field++)
            {
                ConcentrationView values = _fields.View(field);
                for (int i = 0; i < plane; i++)
                    hash += Kernels.StateHash.Of((uint)field, first + i, BitConverter.SingleToUInt32Bits(values[first + i]));
            }

            for (int i = 0; i < plane; i++)
            {
                hash += HashCell(Kernels.StateHash.Resident, first + i, _lattice.Resident[first + i]);
                hash += HashCell(Kernels.StateHash.Waiting, first + i, _lattice.Waiting[first + i]);
            }

            for (int i = 0; _vessels.IsState && i < plane; i++)
            {
                byte perfusion = _vessels.Perfusion(first + i);
                hash += perfusion == 0 ? 0 : Kernels.StateHash.Of(Kernels.StateHash.Perfusion, first + i, perfusion);
            }

            for (int i = 0; _host is not null && i < plane; i++)
                hash += HashHost(_host, first + i);
            for (int i = 0; _model.Matrix?.Turnover is not null && i < plane; i++)
                hash += Kernels.StateHash.Of(Kernels.StateHash.Matrix, first + i, BitConverter.SingleToUInt32Bits(_matrix!.Density[first + i]));
            for (int i = 0; _wound.IsWounded && i < plane; i++)
                hash += Kernels.StateHash.Of(Kernels.StateHash.Wound, first + i, BitConverter.SingleToUInt32Bits(_wound.Freshness(first + i)));
            _hashes[z] = hash;
        }
    }

    private static ulong HashHost(HostLayer host, long voxel)
    {
        ulong cell = host.State[voxel] == 0u ? 0 : Kernels.StateHash.Of(Kernels.StateHash.Host, voxel, host.State[voxel]);
        ulong debris = host.Debris[voxel] == 0 ? 0 : Kernels.StateHash.Of(Kernels.StateHash.Debris, voxel, host.Debris[voxel]);
        return cell + debris;
    }

    private ulong HashCell(uint what, long voxel, int slotAfterOne)
    {
        if (slotAfterOne == 0)
            return 0;
        int slot = slotAfterOne - 1;
        return Kernels.StateHash.Of(what, voxel, _pool.Status[slot])
            + Kernels.StateHash.Of(what + 1u, voxel, _pool.Signals[slot])
            + Kernels.StateHash.Of(what + 2u, voxel, _pool.Exposure[slot])
            + Kernels.StateHash.Of(what + 3u, voxel, _pool.Clone[slot]);
    }

    private readonly record struct FieldPlane(double Minimum, double Maximum, double Sum, double SumAtCells, long Cells)
    {
        public FieldPlane With(FieldPlane other) => new(
            Math.Min(Minimum, other.Minimum),
            Math.Max(Maximum, other.Maximum),
            Sum + other.Sum,
            SumAtCells + other.SumAtCells,
            Cells + other.Cells);
    }

    private sealed class CellCount
    {
        public long[] LivingByFounder { get; } = new long[CellRecord.MostFounders];

        public long[] Signals { get; } = new long[4];

        public long Apoptotic { get; private set; }

        public long Necrotic { get; private set; }

        public long Persisters { get; private set; }

        public long Senescent { get; private set; }

        public void Clear()
        {
            Array.Clear(LivingByFounder);
            Array.Clear(Signals);
            Apoptotic = Necrotic = Persisters = Senescent = 0;
        }

        public void Add(uint status, uint signals, (uint Erk, uint Akt) activities)
        {
            switch (CellRecord.Kind(status))
            {
                case CellKind.Tumour:
                    LivingByFounder[CellRecord.Founder(status)]++;
                    Persisters += CellRecord.Mode(status) is CellMode.Persister or CellMode.ExpandedPersister ? 1 : 0;
                    Senescent += CellRecord.Phase(status) == CellPhase.Senescent ? 1 : 0;
                    Signals[0] += activities.Erk;
                    Signals[1] += CellRecord.Level(signals, CellRecord.Fra1Shift);
                    Signals[2] += CellRecord.Level(signals, CellRecord.SecretomeShift);
                    Signals[3] += activities.Akt;
                    break;
                case CellKind.Apoptotic:
                    Apoptotic++;
                    break;
                case CellKind.Necrotic:
                    Necrotic++;
                    break;
                case CellKind.Empty:
                default:
                    break;
            }
        }

        public void Add(CellCount other)
        {
            for (int i = 0; i < LivingByFounder.Length; i++)
                LivingByFounder[i] += other.LivingByFounder[i];
            for (int i = 0; i < 4; i++)
                Signals[i] += other.Signals[i];
            Apoptotic += other.Apoptotic;
            Necrotic += other.Necrotic;
            Persisters += other.Persisters;
            Senescent += other.Senescent;
        }
    }
}
