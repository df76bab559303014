using System.Numerics;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>How many cells grow here and now, whatever their genotype.</summary>
public static class FunctionalResistance
{
    private static readonly string[] _wanted = ["erk", "akt", "emt", "mode"];

    /// <summary>Functionally resistant fraction.</summary>
    public static Metric Fraction { get; } = new(
        "functional_resistant_fraction", "1",
        "Share of resident living cells whose rate of division exceeds their rate of death now, room not counted. Division: "
        + "ln2/T min(ERK, 1) (1 + b AKT)/(1 + b) clip((O2 - p0)/(p1 - p0)) (1 - 0.4 EMT), in mode dtp and dormant 0, dtep * 0.25. "
        + "Death: background + targeted hill(1 - ERK, K, n) (1 - a AKT) (1 - 0.4 EMT), in mode dtp * 0.05; + necrosis "
        + "clip((q1 - O2)/(q1 - q0)). Parameters of the run's scenario (tumour_cell.division, apoptosis, necrosis). EMT and mode "
        + "count where they were stored.");

    internal static void Measure(ISnapshotSource source, CellMap map, RateLaws laws, Measurement into)
    {
        if (!source.Has("erk") || !source.Has("akt") || source.Quantities.FirstOrDefault(q => FieldsAtCells.IsField(q) && FieldsAtCells.IsOxygen(q)) is not { } oxygen)
            return;
        string[] quantities = [oxygen.Name, .. _wanted.Where(source.Has)];
        long growing = 0;
        source.VisitSlabs(quantities, (first, planes, buffers) => Parallel.For(
            0,
            planes,
            () => 0L,
            (plane, _, sum) => sum + CountPlane(map.Living, first + plane, new Plane(source.Grid, quantities, buffers, plane), laws),
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

        public Plane(Grid grid, string[] quantities, byte[][] buffers, int plane)
        {
            byte[]? Find(string name) => Array.IndexOf(quantities, name) is >= 0 and int i ? buffers[i] : null;

            _start = (int)(plane * grid.PlaneVoxels);
            (_oxygen, _erk, _akt, _emt, _mode) = (buffers[0], Find("erk")!, Find("akt")!, Find("emt"), Find("mode"));
        }

        public bool IsGrowing(int voxel, RateLaws laws)
        {
            int at = _start + voxel;
            double erk = _erk[at] / 255.0;
            double akt = _akt[at] / 255.0;
            double oxygen = MemoryMarshal.Cast<byte, float>(_oxygen)[at];
            double emt = _emt is null ? 0 : _emt[at] / 255.0;
            CellMode mode = _mode is null ? CellMode.Normal : (CellMode)_mode[at];
            return laws.Division(erk, akt, oxygen, emt, mode) > laws.Death(erk, akt, oxygen, emt, mode);
        }
    }
}
