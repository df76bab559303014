using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The tumour cells in the blood, and those that have left it but do not grow yet.</summary>
/// <remarks>
/// Cells are counted by kind in whole numbers; who dies, arrests, leaves the vessel and wakes is drawn from binomial
/// distributions named by kind, step and substep. Single cells matter again where they enter and leave a lattice.
/// </remarks>
public sealed class Circulation : IStateful
{
    private readonly Model _model;
    private readonly Bloodstream _blood;
    private readonly ITissue _primary;
    private readonly IReadOnlyList<SiteTissue> _sites;
    private readonly Settling[] _settling;
    private readonly VesselBed?[] _beds;
    private readonly List<CirculatingClass> _classes = [];
    private readonly Dictionary<CirculatingKind, int> _indices = [];
    private readonly List<Cohort> _cohorts = [];
    private readonly Shedding _shedding;
    private readonly BloodLife _life;

    internal Circulation(Model model, Bloodstream blood, ITissue primary, IReadOnlyList<SiteTissue> sites)
    {
        (_model, _blood, _primary, _sites) = (model, blood, primary, sites);
        _settling = [blood.Primary, .. sites.Select(site => site.Site.Settling)];
        _beds = new VesselBed?[_settling.Length];
        _beds[0] = new VesselBed(model, blood, blood.Primary);
        for (int site = 1; site < _beds.Length; site++)
            _beds[site] = new VesselBed(sites[site - 1].Site.Tissue, blood, _settling[site]);
        _shedding = new Shedding(blood, model.StepHours);
        _life = new BloodLife(model, blood);
        Lineages = new Lineages(model.Founders.Count, TissueOf);
    }

    /// <summary>All kinds that have ever circulated, in the order in which they first did.</summary>
    public IReadOnlyList<CirculatingClass> Classes => _classes;

    /// <summary>Which clones of the sites are the same.</summary>
    public Lineages Lineages { get; }

    /// <summary>Names of the sites that the counts of <see cref="CirculatingClass"/> go by.</summary>
    public IReadOnlyList<string> SiteNames => ["primary", .. _sites.Select(site => site.Site.Name)];

    /// <summary>Injects cells into a vein, in clusters of one size or singly; what does not fill a cluster is left out.</summary>
    public void Inject(CellState cell, long cells, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ClassOf(CirculatingKind.Of(in cell, Lineages.NameOf(0, cell.Lineage), size)).Inject(in cell, cells / size * size);
    }

    /// <summary>One step: cells enter, flow, arrest and leave; those that left earlier die, sleep or wake.</summary>
    /// <exception cref="InvalidOperationException">A cell was lost or made: a fault of ours.</exception>
    internal void Advance(Clock clock, Plasma plasma)
    {
        for (int site = 0; site < _beds.Length; site++)
        {
            _beds[site]!.Survey(TissueOf(site), clock);
            _beds[site]!.Look(TrafficOf(site));
        }

        _life.Follow(plasma);
        Shed(clock);
        long[,] arrived = Flow(clock);
        Leave(clock, arrived);
        Age(clock);
        Wake(clock);
        if (_classes.Find(one => !one.IsBalanced) is { } wrong)
            throw new InvalidOperationException($"the books of the circulation do not balance for {wrong.Kind} at step {clock.Step}");
    }

    /// <summary>A hash of all counts.</summary>
    public ulong StateHash()
    {
        using MemoryStream memory = new();
        using BinaryWriter writer = new(memory);
        Save(writer);
        writer.Flush();
        ulong hash = 0;
        byte[] bytes = memory.ToArray();
        for (int i = 0; i < bytes.Length; i++)
            hash += Kernels.StateHash.Of(1u << 20, i, bytes[i]);
        return hash;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        SmallState.Carry(archive, "state", Save, Restore);
        Lineages.Carry(archive.Part("lineages"));
        for (int site = 0; site < _beds.Length; site++)
            _beds[site]!.Carry(archive.Part(FormattableString.Invariant($"bed_{site}")));
    }

    /// <summary>Writes all that changes.</summary>
    public void Save(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Write(_classes.Count);
        foreach (CirculatingClass one in _classes)
            one.Save(to);
        to.Write(_cohorts.Count);
        foreach (Cohort cohort in _cohorts)
        {
            to.Write(cohort.Class);
            to.Write(cohort.Site);
            to.Write(cohort.ArrivedAt);
            to.Write(cohort.Cells);
        }
    }

    /// <summary>Takes all up again.</summary>
    public void Restore(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        _classes.Clear();
        _indices.Clear();
        _cohorts.Clear();
        for (int left = from.ReadInt32(); left > 0; left--)
        {
            CirculatingClass one = CirculatingClass.Restored(from, _settling.Length);
            _indices.Add(one.Kind, _classes.Count);
            _classes.Add(one);
        }

        for (int left = from.ReadInt32(); left > 0; left--)
            _cohorts.Add(new(from.ReadInt32(), from.ReadInt32(), from.ReadInt64(), from.ReadInt64()));
    }

    private void Shed(Clock clock)
    {
        for (int site = 0; site < _beds.Length; site++)
        {
            if (TrafficOf(site) is not { } tissue || (site > 0 && !_sites[site - 1].IsActive))
                continue;
            foreach ((CellState shed, int size) in _shedding.From(tissue, _beds[site]!, ModelOf(site).Seed, clock))
            {
                ClassOf(CirculatingKind.Of(in shed, Lineages.NameOf(site, shed.Lineage), size)).ShedFrom(site, in shed, size);
            }
        }
    }

    // Competing risks: who leaves the blood in a substep, who of them died, and where the others arrested.
    private long[,] Flow(Clock clock)
    {
        long[,] arrived = new long[_classes.Count, _beds.Length];
        double all = _beds.Sum(bed => bed!.Weight);
        double hours = clock.StepHours / _blood.Substeps;
        for (int i = 0; i < _classes.Count; i++)
        {
            CirculatingClass one = _classes[i];
            if (one.Circulating == 0)
                continue;
            _life.Expose(one, i, clock);
            BloodHazard hazard = _life.HazardOf(one);
            double death = hazard.PerHour;
            double arrest = all > 0 ? _blood.ArrestPerHour : 0;
            double leaves = 1 - Math.Exp(-(death + arrest) * hours);
            for (int substep = 0; substep < _blood.Substeps && one.Circulating > 0; substep++)
            {
                int draw = substep * (_beds.Length + 4);
                long Of(long n, double p, int which)
                    => Chance.Binomial(n, p, _model.Seed, RandomProcess.CirculationFate, (ulong)i, clock.Step, (uint)(draw + which));
                long gone = Of(one.Circulating / one.Kind.Size, leaves, 0);
                long died = Of(gone, death / (death + arrest), 1);
                long ofShear = Of(died, hazard.Shear / death, 2);
                long ofAnoikis = Of(died - ofShear, hazard.Anoikis / (death - hazard.Shear), 3);
                one.Die(ofShear * one.Kind.Size, ofAnoikis * one.Kind.Size, (died - ofShear - ofAnoikis) * one.Kind.Size);
                long rest = gone - died;
                double weight = all;
                for (int site = 0; site < _beds.Length && rest > 0; site++)
                {
                    // The last site takes what is left, whatever the sum of the weights is rounded to.
                    bool last = _beds.Skip(site + 1).All(bed => bed!.Weight <= 0);
                    long here = last ? rest : Of(rest, _beds[site]!.Weight / weight, 4 + site);
                    weight -= _beds[site]!.Weight;
                    one.Arrest(site, here * one.Kind.Size);
                    arrived[i, site] += here;
                    rest -= here;
                }
            }
        }

        return arrived;
    }

    private void Leave(Clock clock, long[,] arrived)
    {
        for (int i = 0; i < arrived.GetLength(0); i++)
        {
            CirculatingClass one = _classes[i];
            for (int site = 0; site < _beds.Length; site++)
            {
                if (arrived[i, site] == 0)
                    continue;
                double odds = _settling[site].Extravasation * (1 + one.Kind.Emt) * (one.Kind.Size > 1 ? _blood.ClusterAdvantage : 1);
                long left = Chance.Binomial(
                    arrived[i, site], Math.Min(1, odds), _model.Seed, RandomProcess.Extravasation, PlaceOf(i, site), clock.Step, 0);
                one.Leave(site, left * one.Kind.Size, (arrived[i, site] - left) * one.Kind.Size);
                if (left > 0 && _settling[site].EarlySteps > 0)
                    _cohorts.Add(new Cohort(i, site, clock.Step, left * one.Kind.Size));
                else if (left > 0)
                    Settle(i, site, left, one.Kind.Size, 0, clock);
            }
        }
    }

    private void Age(Clock clock)
    {
        for (int c = 0; c < _cohorts.Count; c++)
        {
            Cohort cohort = _cohorts[c];
            CirculatingClass one = _classes[cohort.Class];
            Settling settling = _settling[cohort.Site];
            long age = clock.Step - cohort.ArrivedAt;
            if (age <= 0)
                continue;
            long Of(long n, double p, uint which) => Chance.Binomial(
                n, p, _model.Seed, RandomProcess.EarlyFate, PlaceOf(cohort.Class, cohort.Site) | ((ulong)age << 40), clock.Step, which);
            long died = Of(cohort.Cells, 1 - Math.Exp(-settling.EarlyDeathPerHour * clock.StepHours), 0);
            one.DieEarly(cohort.Site, died);
            long cells = cohort.Cells - died;
            _cohorts[c] = cohort with { Cells = cells };
            if (age < settling.EarlySteps)
                continue;
            long grows = Of(cells, 1 - settling.DormantShare, 1);
            one.FallDormant(cohort.Site, cells - grows);
            _cohorts[c] = cohort with { Cells = 0 };
            if (grows > 0)
                Settle(cohort.Class, cohort.Site, grows, 1, 1, clock);
        }

        _cohorts.RemoveAll(cohort => cohort.Cells == 0);
    }

    private void Wake(Clock clock)
    {
        for (int i = 0; i < _classes.Count; i++)
        {
            CirculatingClass one = _classes[i];
            for (int site = 0; site < _settling.Length; site++)
            {
                if (one.Dormant[site] == 0)
                    continue;
                Kernels.Dormancy law = ModelOf(site).TumourCell.Dormancy;
                double urged = 1 + (law.FromInflammation * _beds[site]!.Inflammation) + (law.FromAkt * _life.AktOf(one));
                double perHour = _settling[site].AwakeningPerHour * urged * one.Kind.Stemness;
                long woken = Chance.Binomial(
                    one.Dormant[site], 1 - Math.Exp(-perHour * clock.StepHours), _model.Seed, RandomProcess.Awakening, PlaceOf(i, site), clock.Step, 0);
                if (woken == 0)
                    continue;
                one.Awaken(site, woken);
                Settle(i, site, woken, 1, 2, clock);
            }
        }
    }

    // Each unit lands at a vessel; its cells take that voxel or the nearest ones that have a place.
    private void Settle(int index, int site, long units, int size, int occasion, Clock clock)
    {
        CirculatingClass one = _classes[index];
        if (site > 0)
        {
            bool isNew = _sites[site - 1].Tissue is null;
            _sites[site - 1].Awaken();
            if (isNew)
                _beds[site]!.Look(TrafficOf(site));
        }

        uint number = Lineages.NumberAt(site, one.Kind.Lineage);
        List<int> landings = [];
        List<CellState> cells = [];
        for (long unit = 0; unit < units; unit++)
        {
            double uniform = Chance.Uniform(
                _model.Seed, RandomProcess.Landing, PlaceOf(index, site) | ((ulong)occasion << 40), clock.Step, (uint)unit);
            int voxel = _beds[site]!.Draw(uniform);
            for (int member = 0; member < size; member++)
            {
                cells.Add(SettlerOf(one, number, PlaceOf(index, site) | ((ulong)occasion << 40), clock, landings.Count));
                landings.Add(voxel);
            }
        }

        long settled = Landing.Of(TrafficOf(site)!, _beds[site]!, landings, cells);
        one.Settle(site, settled, landings.Count - settled);
    }

    // As one of the cells of its kind that are remembered, drawn; what drug was in one that waited outside has long gone.
    private CellState SettlerOf(CirculatingClass one, uint number, ulong place, Clock clock, int which)
    {
        long drawn = Chance.Below(one.Remembered.Count, _model.Seed, RandomProcess.SettlersState, place, clock.Step, (uint)which);
        CellState like = one.Remembered[(int)drawn];
        bool waited = (place >> 40) > 0;
        return like with { Lineage = number, Exposure = waited ? like.Exposure & (255u << CellRecord.EffluxShift) : like.Exposure };
    }

    private ITissue? TissueOf(int site) => site == 0 ? _primary : _sites[site - 1].Tissue;

    private ICellTraffic? TrafficOf(int site) => TissueOf(site) as ICellTraffic;

    private Model ModelOf(int site) => site == 0 ? _model : _sites[site - 1].Site.Tissue;

    // 2³² kinds at 256 sites, with room for 24 bits above.
    private static ulong PlaceOf(int index, int site) => (uint)index | ((ulong)site << 32);

    private CirculatingClass ClassOf(CirculatingKind kind)
    {
        if (!_indices.TryGetValue(kind, out int index))
        {
            index = _classes.Count;
            _indices.Add(kind, index);
            _classes.Add(new CirculatingClass(kind, _settling.Length));
        }

        return _classes[index];
    }

    private readonly record struct Cohort(int Class, int Site, long ArrivedAt, long Cells);
}
