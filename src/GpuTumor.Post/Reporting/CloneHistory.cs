using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>The clones of a run that ever mattered, nested as they descend from each other, and their shares over time.</summary>
internal sealed class CloneHistory
{
    /// <summary>A clone is shown once it holds this share of the living cells.</summary>
    private const double ShareShown = 0.01;

    private const int MostShown = 16;

    private CloneHistory(IReadOnlyList<double> days, IReadOnlyList<Strand> strands) => (Days, Strands) = (days, strands);

    /// <summary>Times [d].</summary>
    public IReadOnlyList<double> Days { get; }

    /// <summary>From the bottom up; a clone that bore others comes twice, with these between its halves.</summary>
    public IReadOnlyList<Strand> Strands { get; }

    /// <summary>Follows the clones; null if none were stored, or there is one alone.</summary>
    public static CloneHistory? Of(MeasuredRun run)
    {
        Measurement[] moments = [.. run.Course.Measurements.Where(m => m.Clones is { Count: > 0 })];
        if (moments.Length < 2)
            return null;
        var family = new Family(moments);
        return family.Shown.Count < 2 ? null : new([.. moments.Select(m => m.Hours / 24)], family.Strands());
    }

    /// <summary>A band of the plot.</summary>
    /// <param name="Id">Whose; 0 for all that are not shown.</param>
    /// <param name="Order">Place among the clones shown, for its colour.</param>
    /// <param name="Origin">Where it came from, if that was stored.</param>
    /// <param name="Shares">Width at each time.</param>
    public sealed record Strand(uint Id, int Order, CloneOrigin? Origin, double[] Shares);

    private sealed class Family
    {
        private readonly Measurement[] _moments;
        private readonly Dictionary<uint, CloneOrigin> _origins = [];
        private readonly Dictionary<uint, double[]> _shares = [];
        private readonly ILookup<uint, uint> _children;

        public Family(Measurement[] moments)
        {
            _moments = moments;
            foreach (CloneOrigin origin in moments.SelectMany(m => m.CloneOrigins))
                _origins.TryAdd(origin.Id, origin);
            double[] totals = [.. moments.Select(m => (double)m.Clones!.Values.Sum())];
            var peaks = new Dictionary<uint, double>();
            for (int i = 0; i < moments.Length; i++)
            {
                foreach ((uint clone, long cells) in moments[i].Clones!)
                    peaks[clone] = Math.Max(peaks.GetValueOrDefault(clone), cells / totals[i]);
            }

            Shown = [.. peaks.Where(p => p.Value >= ShareShown).OrderByDescending(p => p.Value).Take(MostShown).Select(p => p.Key).Order()];
            for (int i = 0; i < moments.Length; i++)
            {
                foreach ((uint clone, long cells) in moments[i].Clones!)
                    SharesOf(NearestShown(clone))[i] += cells / totals[i];
            }

            _children = Shown.ToLookup(clone => NearestShown(_origins.GetValueOrDefault(clone)?.Parent ?? 0));
        }

        /// <summary>The clones shown, in the order of their ids.</summary>
        public List<uint> Shown { get; }

        public List<Strand> Strands()
        {
            var strands = new List<Strand>();
            foreach (uint clone in _children[0])
                Add(clone, strands);
            if (_shares.TryGetValue(0, out double[]? others))
                strands.Add(new(0, -1, null, others));
            return strands;
        }

        private void Add(uint clone, List<Strand> strands)
        {
            uint[] children = [.. _children[clone]];
            double[] shares = children.Length == 0 ? SharesOf(clone) : [.. SharesOf(clone).Select(s => s / 2)];
            var strand = new Strand(clone, Shown.IndexOf(clone), _origins.GetValueOrDefault(clone), shares);
            strands.Add(strand);
            if (children.Length == 0)
                return;
            foreach (uint child in children)
                Add(child, strands);
            strands.Add(strand);
        }

        private double[] SharesOf(uint clone)
        {
            if (!_shares.TryGetValue(clone, out double[]? shares))
                _shares.Add(clone, shares = new double[_moments.Length]);
            return shares;
        }

        // The clone itself, or the nearest of its ancestors that is shown; 0 if there is none.
        private uint NearestShown(uint clone)
        {
            for (int generations = 0; clone != 0 && generations < _origins.Count + 1; generations++)
            {
                if (Shown.Contains(clone))
                    return clone;
                clone = _origins.TryGetValue(clone, out CloneOrigin? origin) ? origin.Parent : 0;
            }

            return 0;
        }
    }
}
