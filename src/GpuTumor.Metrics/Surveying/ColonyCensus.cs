using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>Counts what the larger colonies are made of.</summary>
internal sealed class ColonyCensus
{
    private readonly ISnapshotSource _snapshot;
    private readonly VoxelBox _box;
    private readonly Dictionary<int, Make> _makes = [];

    /// <summary>Counts.</summary>
    public ColonyCensus(ISnapshotSource snapshot, CellMap map, ConnectedComponents colonies, VoxelBox box)
    {
        (_snapshot, _box) = (snapshot, box);
        ILookup<int, VoxelRun> byPlane = colonies.Runs()
            .Where(run => colonies.Sizes[run.Component] >= Colony.FewestCells).ToLookup(run => run.Z + box.Z);
        foreach (VoxelRun run in byPlane.SelectMany(runs => runs))
            Place(run);
        foreach (string quantity in ((string[])["founder", "clone"]).Where(snapshot.Has))
        {
            int size = snapshot.Find(quantity)!.ElementSize;
            snapshot.VisitSlabs([quantity], (first, planes, buffers) =>
            {
                for (int z = first; z < first + planes; z++)
                {
                    foreach (VoxelRun run in byPlane[z])
                        Count(run, quantity, RowOf(buffers[0], size, z - first, run.Y));
                }
            });
        }

        if (map.Resistant is { } resistant)
        {
            foreach (VoxelRun run in byPlane.SelectMany(runs => runs))
                CountResistant(run, resistant);
        }
    }

    /// <summary>The colonies, in no particular order.</summary>
    public IEnumerable<Colony> Colonies(string site)
    {
        Dictionary<long, string> names = _snapshot.Find("founder")?.Codes.ToDictionary(c => c.Value, c => c.Meaning) ?? [];
        foreach (Make make in _makes.Values)
        {
            (uint founder, double founderShare) = Commonest(make.Founders, make.Cells);
            (uint clone, double cloneShare) = Commonest(make.Clones, make.Cells);
            (double x, double y, double z) = make.SumOfPlaces;
            double spacing = _snapshot.Grid.Spacing;
            yield return new(
                site, _snapshot.Hours, make.Cells,
                (((x / make.Cells) + 0.5) * spacing, ((y / make.Cells) + 0.5) * spacing, ((z / make.Cells) + 0.5) * spacing),
                double.IsNaN(founderShare) ? "" : names.GetValueOrDefault(founder, $"founder_{founder}"), founderShare, clone, cloneShare,
                _snapshot.Has("genotype") ? (double)make.Resistant / make.Cells : double.NaN);
        }
    }

    private static (uint Value, double Share) Commonest(Dictionary<uint, long> counts, long cells)
    {
        if (counts.Count == 0)
            return (0, double.NaN);
        (uint value, long count) = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
        return (value, (double)count / cells);
    }

    private ReadOnlySpan<byte> RowOf(byte[] slab, int elementSize, int plane, int y)
    {
        Grid grid = _snapshot.Grid;
        int at = (int)((plane * grid.PlaneVoxels) + ((y + _box.Y) * grid.Nx) + _box.X) * elementSize;
        return slab.AsSpan(at, _box.Nx * elementSize);
    }

    private Make MakeOf(int component)
    {
        if (!_makes.TryGetValue(component, out Make? make))
            _makes.Add(component, make = new Make());
        return make;
    }

    private void Place(in VoxelRun run)
    {
        Make make = MakeOf(run.Component);
        int length = run.End - run.Start + 1;
        make.Cells += length;
        make.SumOfPlaces = (
            make.SumOfPlaces.X + (length * (_box.X + ((run.Start + run.End) / 2.0))),
            make.SumOfPlaces.Y + (length * (double)(_box.Y + run.Y)),
            make.SumOfPlaces.Z + (length * (double)(_box.Z + run.Z)));
    }

    private void Count(in VoxelRun run, string quantity, ReadOnlySpan<byte> row)
    {
        Make make = MakeOf(run.Component);
        Dictionary<uint, long> counts = quantity == "founder" ? make.Founders : make.Clones;
        for (int x = run.Start; x <= run.End; x++)
        {
            uint value = quantity == "founder" ? row[x] : MemoryMarshal.Cast<byte, uint>(row)[x];
            CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        }
    }

    private void CountResistant(in VoxelRun run, VoxelMask resistant)
    {
        Make make = MakeOf(run.Component);
        for (int x = run.Start; x <= run.End; x++)
            make.Resistant += resistant[x + _box.X, run.Y + _box.Y, run.Z + _box.Z] ? 1 : 0;
    }

    private sealed class Make
    {
        public long Cells { get; set; }

        public long Resistant { get; set; }

        public (double X, double Y, double Z) SumOfPlaces { get; set; }

        public Dictionary<uint, long> Founders { get; } = [];

        public Dictionary<uint, long> Clones { get; } = [];
    }
}
