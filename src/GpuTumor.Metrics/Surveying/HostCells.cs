using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>The host's cells in the tumour: whether its immunity is hot, cold or kept out.</summary>
public static class HostCells
{
    /// <summary>Width of the body's rim [µm].</summary>
    private const double RimWidth = 100;

    /// <summary>Suppressor that halves a T cell's effect [nmol/L].</summary>
    private const double HalfSuppression = 0.5;

    /// <summary>T cells per 1000 tumour cells of an index of 0.</summary>
    private const double ReferenceDensity = 10;

    private const double LeastHotIndex = -10;

    private const double ExcludedBelow = 0.1;

    private const double ColdBelow = -3;

    private const string InBody =
        " The body: the 26-connected component of the closed mass that holds most of the main mass, with its cavities filled.";

    private const string CoreAndRim =
        " The core is the body eroded by a ball of 100 um; the rim is the rest." + InBody;

    private static readonly string[] _kinds = ["none", "t_cell", "mdsc", "caf", "tam", "fibroblast"];

    /// <summary>T cells in the core against the rim.</summary>
    public static Metric CoreToRim { get; } = new(
        "t_cell_core_to_rim", "1", "T cells per voxel of the body's core over T cells per voxel of its rim." + CoreAndRim);

    /// <summary>Suppressor cells against T cells.</summary>
    public static Metric SuppressorsPerTCell { get; } = new("mdsc_per_t_cell", "1", "MDSC over T cells, both in the body." + InBody);

    /// <summary>Exhaustion of T cells.</summary>
    public static Metric Exhaustion { get; } = new("t_cell_exhaustion", "1", "Mean exhaustion (0-1) of the T cells in the body." + InBody);

    /// <summary>T cells by what they can do.</summary>
    public static Metric EffectiveTCells { get; } = new(
        "t_cell_effective", "1",
        "Sum over T cells in the body of (1 - exhaustion) / (1 + suppressor / 0.5 nmol/L)." + InBody);

    /// <summary>Hot index.</summary>
    public static Metric HotIndex { get; } = new(
        "hot_index", "1",
        "log2(T_core * (1 - exhaustion) / (1 + MDSC / T) / 10), T_core the T cells of the core per 1000 living tumour voxels of "
        + "the core, at least -10. Above 0: hot; below -3: cold." + CoreAndRim);

    /// <summary>Hot, cold or excluded.</summary>
    public static Metric ImmuneState { get; } = new(
        "immune_state", "1",
        "excluded: t_cell_core_to_rim below 0.1; else hot: hot_index above 0; cold: below -3; else altered.")
    { Words = ["hot", "altered", "cold", "excluded"] };

    /// <summary>Debris.</summary>
    public static Metric Debris { get; } = new(
        "debris_mass", "1", "Sum of debris over the lattice in cell equivalents (stored 255 = 1).");

    /// <summary>Host cells of a kind.</summary>
    public static Metric Of(string kind) => new($"host_{kind}", "1", $"Host cells of kind {kind} in the whole lattice.");

    /// <summary>Host cells of a kind by tumour cell.</summary>
    public static Metric PerThousand(string kind) => new(
        $"{kind}_per_1000", "1", $"Host cells of kind {kind} in the body per 1000 living tumour voxels of the body." + InBody);

    /// <summary>Host cells of a kind by area.</summary>
    public static Metric PerSection(string kind) => new(
        $"{kind}_per_mm2", "1/mm2",
        $"Host cells of kind {kind} in the body per area of a section one voxel thick: count * voxel edge / volume of the body." + InBody);

    internal static void Measure(ISnapshotSource source, CellMap map, TumourBody? tumour, Measurement into)
    {
        if (source.Find("host_kind") is { } kinds)
            MeasureCells(source, kinds, map, tumour, into);
        if (source.Find("debris") is { Element: ElementKind.UInt8 })
            into.Add(Debris, SumOfBytes(source, "debris") / 255.0);
    }

    // A host without a single cell is one whose cells are not simulated: nothing to measure, rather than none.
    private static void MeasureCells(ISnapshotSource source, Quantity kinds, CellMap map, TumourBody? tumour, Measurement into)
    {
        HostCensus census = HostCensus.Take(source, tumour, (int)Math.Round(RimWidth / source.Grid.Spacing));
        if (census.InLattice.Sum() == 0)
            return;
        (long Value, string Meaning)[] named = [.. Codes.Of(kinds, _kinds).Where(c => c.Value > 0)];
        foreach ((long value, string kind) in named)
            into.Add(Of(kind), census.InLattice[value]);
        if (tumour is null)
            return;
        long living = map.Living.Crop(tumour.Box).And(census.Body!).Count();
        double bodyVoxels = census.Body!.Count();
        double squareMillimetres = bodyVoxels * source.Grid.Spacing * source.Grid.Spacing / 1e6;
        foreach ((long value, string kind) in named)
        {
            into.Add(PerThousand(kind), 1000.0 * census.InBody[value] / living);
            into.Add(PerSection(kind), census.InBody[value] / squareMillimetres);
        }

        long tCell = named.FirstOrDefault(c => c.Meaning == "t_cell").Value;
        long suppressorCell = named.FirstOrDefault(c => c.Meaning == "mdsc").Value;
        if (tCell > 0)
            MeasureTCells(source, map, tumour, census, census.InBody[tCell], census.InBody[suppressorCell], into);
    }

    private static void MeasureTCells(
        ISnapshotSource source, CellMap map, TumourBody tumour, HostCensus census, long tCells, long suppressors, Measurement into)
    {
        long core = census.Core!.Count();
        long rim = census.Body!.Count() - core;
        double ratio = (double)census.TCellsInCore / core / ((double)(tCells - census.TCellsInCore) / rim);
        into.Add(CoreToRim, core == 0 || tCells == 0 ? double.NaN : ratio);
        into.Add(SuppressorsPerTCell, tCells == 0 ? double.NaN : (double)suppressors / tCells);
        if (!source.Has("exhaustion"))
            return;
        double exhaustion = census.Exhaustion / tCells;
        into.Add(Exhaustion, tCells == 0 ? double.NaN : exhaustion);
        if (source.Has("suppressor"))
            into.Add(EffectiveTCells, census.Effective);
        long livingInCore = map.Living.Crop(tumour.Box).And(census.Core).Count();
        double hot = livingInCore == 0 ? double.NaN
            : tCells == 0 ? LeastHotIndex
            : Math.Max(LeastHotIndex, Math.Log2(
                1000.0 * census.TCellsInCore / livingInCore * (1 - exhaustion) / (1 + ((double)suppressors / tCells)) / ReferenceDensity));
        into.Add(HotIndex, hot);
        into.Add(ImmuneState, double.IsNaN(hot) ? double.NaN : StateOf(into[CoreToRim], hot));
    }

    private static int StateOf(double coreToRim, double hot) => coreToRim < ExcludedBelow ? 3 : hot > 0 ? 0 : hot < ColdBelow ? 2 : 1;

    private static double SumOfBytes(ISnapshotSource source, string quantity)
    {
        double sum = 0;
        source.VisitSlabs([quantity], (_, planes, buffers) =>
        {
            long part = 0;
            foreach (byte value in buffers[0].AsSpan(0, (int)(planes * source.Grid.PlaneVoxels)))
                part += value;
            sum += part;
        });
        return sum;
    }

    /// <summary>Host cells counted by kind and place.</summary>
    private sealed class HostCensus
    {
        private readonly VoxelBox _box;
        private readonly int _nx;
        private readonly int _ny;
        private readonly long _tCell;

        private HostCensus(ISnapshotSource source, TumourBody? tumour, int rim)
        {
            (_nx, _ny) = (source.Grid.Nx, source.Grid.Ny);
            _tCell = Codes.Of(source.Find("host_kind")!, _kinds).FirstOrDefault(c => c.Meaning == "t_cell", (-1, "")).Value;
            if (tumour is null)
                return;
            _box = tumour.Box;
            Body = TumourBody.Filled(tumour.Body);
            Core = Morphology.Erode(Body, rim);
        }

        public VoxelMask? Body { get; }

        public VoxelMask? Core { get; }

        public long[] InLattice { get; } = new long[256];

        public long[] InBody { get; } = new long[256];

        public long TCellsInCore { get; private set; }

        /// <summary>Sum over T cells of the body.</summary>
        public double Exhaustion { get; private set; }

        public double Effective { get; private set; }

        public static HostCensus Take(ISnapshotSource source, TumourBody? tumour, int rim)
        {
            var census = new HostCensus(source, tumour, rim);
            string[] wanted = [.. ((string[])["host_kind", "exhaustion", "suppressor"]).Where(source.Has)];
            int exhaustionAt = Array.IndexOf(wanted, "exhaustion");
            int suppressorAt = Array.IndexOf(wanted, "suppressor");
            source.VisitSlabs(wanted, (first, planes, buffers) => census.Count(
                first,
                buffers[0].AsSpan(0, (int)(planes * source.Grid.PlaneVoxels)),
                exhaustionAt < 0 ? default : buffers[exhaustionAt],
                suppressorAt < 0 ? default : MemoryMarshal.Cast<byte, float>(buffers[suppressorAt])));
            return census;
        }

        private void Count(int firstPlane, ReadOnlySpan<byte> kinds, ReadOnlySpan<byte> exhaustion, ReadOnlySpan<float> suppressor)
        {
            int at = 0;
            int next;
            while ((next = kinds[at..].IndexOfAnyExcept((byte)0)) >= 0)
            {
                at += next;
                byte kind = kinds[at];
                InLattice[kind]++;
                (int x, int y, int z) = ((at % _nx) - _box.X, (at / _nx % _ny) - _box.Y, firstPlane + (at / (_nx * _ny)) - _box.Z);
                if (Body is not null && Body[x, y, z])
                    CountInBody(kind, Core![x, y, z], exhaustion.IsEmpty ? 0 : exhaustion[at] / 255.0, suppressor.IsEmpty ? 0 : suppressor[at]);
                at++;
            }
        }

        private void CountInBody(byte kind, bool isInCore, double exhaustion, double suppressor)
        {
            InBody[kind]++;
            if (kind != _tCell)
                return;
            if (isInCore)
                TCellsInCore++;
            Exhaustion += exhaustion;
            Effective += (1 - exhaustion) / (1 + (suppressor / HalfSuppression));
        }
    }
}
