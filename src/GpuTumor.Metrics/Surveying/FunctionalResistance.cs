using System.Numerics;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>How many cells grow here and now, whatever their genotype.</summary>
public static class FunctionalResistance
{
    private static readonly string[] _wanted = ["erk", "akt", "emt", "mode", "damage", "genotype", "autophagy", "phase"];

    private static readonly string[] _phases = ["g0", "g1", "s", "g2m", "senescent", "arrested"];

    /// <summary>Functionally resistant fraction.</summary>
    public static Metric Fraction { get; } = new(
        "functional_resistant_fraction", "1",
        "Share of resident living cells whose rate of division exceeds their rate of death now, room not counted. Division: "
        + "ln2/T min(ERK, 1) (1 + b AKT)/(1 + b) clip((O2 - p0)/(p1 - p0)) (1 - cost of target, pgp, repair) (1 - slowing EMT), in mode dtp and "
        + "dormant 0, in dtep * 0.25; none of senescent cells and in autophagy. Death: (targeted hill(1 - ERK, K, n) (1 - a AKT) + chemo hill(damage, "
        + "K, n) (1 - a AKT)) (1 - protection EMT) + background + necrosis clip((q1 - O2)/(q1 - q0)), in modes dtp and dtep targeted * 0.05 "
        + "(1 + 4 (1 - AKT)), in autophagy all * 0.6. Parameters of the run's scenario (tumour_cell). Traits count where they were stored; addiction "
        + "to the drug, anoikis and the metabolic switch are not seen in a snapshot.");

    internal static void Measure(ISnapshotSource source, CellMap map, RateLaws laws, Measurement into)
    {
        if (!source.Has("erk") || !source.Has("akt") || source.Quantities.FirstOrDefault(q => FieldsAtCells.IsField(q) && FieldsAtCells.IsOxygen(q)) is not { } oxygen)
            return;
        string[] quantities = [oxygen.Name, .. _wanted.Where(source.Has)];
        long senescent = source.Find("phase") is { } phase ? Codes.Of(phase, _phases).FirstOrDefault(c => c.Meaning == "senescent", (-1, "")).Value : -1;
        long growing = 0;
        source.VisitSlabs(quantities, (first, planes, buffers) => Parallel.For(
            0,
            planes,
            () => 0L,
            (plane, _, sum) => sum + CountPlane(map.Living, first + plane, new Plane(source.Grid, quantities, buffers, plane, senescent), laws),
            sum => Interlocked.Add(ref growing, sum)));
        into.Add(Fraction, map.Tally.Living == 0 ? double.NaN : (double)growing / map.Tally.Living);
    }

    private static long CountPlane(VoxelMask living, int z, Plane plane, RateLaws laws)
    {
        long growing = 0;
        for (int y = 0; y < living.Ny; y++)
        {
            ReadOnlySpan<ulong> row = living.Row(y, z);
            for (int w = 0; w < row.Length; w++)
            {
                for (ulong word = row[w]; word != 0; word &= word - 1)
                {
                    int at = (y * living.Nx) + (w * 64) + BitOperations.TrailingZeroCount(word);
                    if (plane.IsGrowing(at, laws))
                        growing++;
                }
            }
        }

        return growing;
    }

    /// <summary>What a plane tells of its cells.</summary>
    private readonly struct Plane
    {
        private readonly int _start;
        private readonly byte[] _oxygen;
        private readonly byte[] _erk;
        private readonly byte[] _akt;
        private readonly byte[]? _emt;
        private readonly byte[]? _mode;
        private readonly byte[]? _damage;
        private readonly byte[]? _genotype;
        private readonly byte[]? _autophagy;
        private readonly byte[]? _phase;
        private readonly long _senescent;

        public Plane(Grid grid, string[] quantities, byte[][] buffers, int plane, long senescent)
        {
            byte[]? Find(string name) => Array.IndexOf(quantities, name) is >= 0 and int i ? buffers[i] : null;

            _start = (int)(plane * grid.PlaneVoxels);
            (_oxygen, _erk, _akt, _emt, _mode) = (buffers[0], Find("erk")!, Find("akt")!, Find("emt"), Find("mode"));
            (_damage, _genotype, _autophagy, _phase, _senescent) = (Find("damage"), Find("genotype"), Find("autophagy"), Find("phase"), senescent);
        }

        public bool IsGrowing(int voxel, RateLaws laws)
        {
            int at = _start + voxel;
            double harm = Level(_damage, at);
            var cell = new CellSight(_erk[at] / 255.0, _akt[at] / 255.0, MemoryMarshal.Cast<byte, float>(_oxygen)[at])
            {
                Emt = Level(_emt, at),
                Mode = _mode is null ? CellMode.Normal : (CellMode)_mode[at],

                // Stored as d/(1 + d).
                Damage = harm < 1 ? harm / (1 - harm) : double.PositiveInfinity,
                Genotype = _genotype?[at] ?? 0,
                IsAutophagic = _autophagy?[at] > 0,
                IsSenescent = _phase?[at] == _senescent,
            };
            return laws.Division(in cell) > laws.Death(in cell);
        }

        private static double Level(byte[]? values, int at) => values is null ? 0 : values[at] / 255.0;
    }
}
