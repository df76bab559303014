using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The cells of one kind, wherever they are outside the lattices: exact counts, and where each cell has gone.</summary>
/// <remarks>
/// Counts are cells, not clusters. Invariants: entered = injected + shed by all sites = died + arrested + circulating, died being
/// of shear, of anoikis or of drugs; at each site arrested = failed + extravasated, and extravasated = settled + without room +
/// early dead + fresh + dormant.
/// </remarks>
public sealed class CirculatingClass
{
    // Enough for what varies within a kind (memory, FRA1, P-glycoprotein, damage) to be carried on as it was found.
    private const int Most = 16;

    private readonly List<CellState> _remembered = [];
    private readonly long[] _shed;
    private readonly long[] _arrested;
    private readonly long[] _failed;
    private readonly long[] _extravasated;
    private readonly long[] _settled;
    private readonly long[] _withoutRoom;
    private readonly long[] _earlyDead;
    private readonly long[] _fresh;
    private readonly long[] _dormant;
    private readonly long[] _woken;

    internal CirculatingClass(CirculatingKind kind, int sites)
    {
        Kind = kind;
        long[] New() => new long[sites];
        (_shed, _arrested, _failed, _extravasated, _settled) = (New(), New(), New(), New(), New());
        (_withoutRoom, _earlyDead, _fresh, _dormant, _woken) = (New(), New(), New(), New(), New());
    }

    /// <summary>What these cells are.</summary>
    public CirculatingKind Kind { get; }

    /// <summary>States of the cells that entered last, sixteen at most: what cells of this kind bring into a tissue is drawn from them.</summary>
    public IReadOnlyList<CellState> Remembered => _remembered;

    /// <summary>Injected into a vein.</summary>
    public long Injected { get; private set; }

    /// <summary>Shed into the blood or injected.</summary>
    public long Entered => Injected + _shed.Sum();

    /// <summary>Died in the blood.</summary>
    public long Died => DiedOfShear + DiedOfAnoikis + DiedOfDrugs;

    /// <summary>Died in the blood of shear, which nothing withstands.</summary>
    public long DiedOfShear { get; private set; }

    /// <summary>Died in the blood for want of contact.</summary>
    public long DiedOfAnoikis { get; private set; }

    /// <summary>Died in the blood of the drugs in it.</summary>
    public long DiedOfDrugs { get; private set; }

    /// <summary>In the blood now.</summary>
    public long Circulating { get; private set; }

    /// <summary>Shed into the blood, by site; site 0 is the primary.</summary>
    public IReadOnlyList<long> Shed => _shed;

    /// <summary>Arrested in a vessel, by site; site 0 is the primary.</summary>
    public IReadOnlyList<long> Arrested => _arrested;

    /// <summary>Died in the vessel, by site.</summary>
    public IReadOnlyList<long> Failed => _failed;

    /// <summary>Left the vessel, by site.</summary>
    public IReadOnlyList<long> Extravasated => _extravasated;

    /// <summary>Put into the lattice, by site.</summary>
    public IReadOnlyList<long> Settled => _settled;

    /// <summary>Died for want of room there, by site.</summary>
    public IReadOnlyList<long> WithoutRoom => _withoutRoom;

    /// <summary>Died soon after arrival, by site.</summary>
    public IReadOnlyList<long> EarlyDead => _earlyDead;

    /// <summary>Just arrived, by site.</summary>
    public IReadOnlyList<long> Fresh => _fresh;

    /// <summary>Dormant, by site.</summary>
    public IReadOnlyList<long> Dormant => _dormant;

    /// <summary>Woken from dormancy since the start, by site; each then settled or found no room.</summary>
    public IReadOnlyList<long> Woken => _woken;

    /// <summary>Whether every cell is where the books say.</summary>
    public bool IsBalanced
    {
        get
        {
            bool balanced = Entered == Died + _arrested.Sum() + Circulating && Circulating >= 0;
            for (int site = 0; site < _arrested.Length; site++)
            {
                balanced &= _arrested[site] == _failed[site] + _extravasated[site];
                balanced &= _extravasated[site]
                    == _settled[site] + _withoutRoom[site] + _earlyDead[site] + _fresh[site] + _dormant[site];
            }

            return balanced;
        }
    }

    internal void Inject(in CellState cell, long cells)
    {
        Remember(in cell);
        Injected += cells;
        Circulating += cells;
    }

    internal void ShedFrom(int site, in CellState cell, long cells)
    {
        Remember(in cell);
        _shed[site] += cells;
        Circulating += cells;
    }

    /// <summary>Puts a state in the place of one that is remembered, as it has become in the blood.</summary>
    internal void Renew(int number, in CellState cell) => _remembered[number] = cell;

    internal void Die(long ofShear, long ofAnoikis, long ofDrugs)
    {
        DiedOfShear += ofShear;
        DiedOfAnoikis += ofAnoikis;
        DiedOfDrugs += ofDrugs;
        Circulating -= ofShear + ofAnoikis + ofDrugs;
    }

    internal void Arrest(int site, long cells)
    {
        _arrested[site] += cells;
        Circulating -= cells;
    }

    internal void Leave(int site, long extravasated, long failed)
    {
        _extravasated[site] += extravasated;
        _failed[site] += failed;
        _fresh[site] += extravasated;
    }

    internal void DieEarly(int site, long cells) => (_fresh[site], _earlyDead[site]) = (_fresh[site] - cells, _earlyDead[site] + cells);

    internal void FallDormant(int site, long cells) => (_fresh[site], _dormant[site]) = (_fresh[site] - cells, _dormant[site] + cells);

    internal void Awaken(int site, long cells)
    {
        (_dormant[site], _fresh[site]) = (_dormant[site] - cells, _fresh[site] + cells);
        _woken[site] += cells;
    }

    internal void Settle(int site, long settled, long withoutRoom)
    {
        _fresh[site] -= settled + withoutRoom;
        _settled[site] += settled;
        _withoutRoom[site] += withoutRoom;
    }

    internal void Save(BinaryWriter to)
    {
        uint[] kind = [(uint)Kind.Lineage.Site, Kind.Lineage.Number, (uint)Kind.Founder, (uint)Kind.Genotype, (uint)Kind.Mode, (uint)Kind.EmtBin, (uint)Kind.Size];
        foreach (uint word in kind)
            to.Write(word);
        to.Write(_remembered.Count);
        foreach (CellState cell in _remembered)
        {
            foreach (uint word in new[] { cell.Status, cell.Signals, cell.Exposure, cell.Lineage })
                to.Write(word);
        }

        foreach (long count in new[] { Injected, DiedOfShear, DiedOfAnoikis, DiedOfDrugs, Circulating })
            to.Write(count);
        foreach (long count in Counts.SelectMany(counts => counts))
            to.Write(count);
    }

    internal static CirculatingClass Restored(BinaryReader from, int sites)
    {
        uint[] kind = [.. Enumerable.Range(0, 7).Select(_ => from.ReadUInt32())];
        CirculatingKind known = new(
            new CloneName((int)kind[0], kind[1]), (int)kind[2], (Genotype)kind[3], (CellMode)kind[4], (int)kind[5], (int)kind[6]);
        CellState[] cells = new CellState[from.ReadInt32()];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = new CellState(from.ReadUInt32(), from.ReadUInt32(), from.ReadUInt32(), from.ReadUInt32());
        CirculatingClass restored = new(known, sites)
        {
            Injected = from.ReadInt64(),
            DiedOfShear = from.ReadInt64(),
            DiedOfAnoikis = from.ReadInt64(),
            DiedOfDrugs = from.ReadInt64(),
            Circulating = from.ReadInt64(),
        };
        restored._remembered.AddRange(cells);
        foreach (long[] counts in restored.Counts)
        {
            for (int site = 0; site < sites; site++)
                counts[site] = from.ReadInt64();
        }

        return restored;
    }

    private void Remember(in CellState cell)
    {
        if (_remembered.Count == Most)
            _remembered.RemoveAt(0);
        _remembered.Add(cell);
    }

    private long[][] Counts => [_shed, _arrested, _failed, _extravasated, _settled, _withoutRoom, _earlyDead, _fresh, _dormant, _woken];
}
