using System.Numerics;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>What the living cells meet: concentrations, want of oxygen, places that drugs do not reach.</summary>
public static class FieldsAtCells
{
    private const float HypoxicBelow = 10f;

    private const float AnoxicBelow = 5f;

    private const float SanctuaryShare = 0.1f;

    /// <summary>Hypoxic fraction.</summary>
    public static Metric HypoxicFraction { get; } = new(
        "hypoxic_fraction", "1", "Resident living cells at an oxygen tension below 10 mmHg over all of them.");

    /// <summary>Necrotic share of the mass.</summary>
    public static Metric NecroticShare { get; } = new(
        "necrotic_share", "1", "Volume of necrotic voxels over V_mass (volume_mass).");

    /// <summary>Thickness of the viable rim.</summary>
    public static Metric RimThickness { get; } = new(
        "viable_rim", "um",
        "Median, over the surface voxels of the body's part below 5 mmHg of oxygen, of the distance to the nearest voxel "
        + "outside the body, less one voxel (exact Euclidean distance transform). Cavities count as part of the body.");

    /// <summary>Mean of a field over living cells.</summary>
    public static Metric MeanOf(Quantity field) => new(
        $"{field.Name}_mean", field.Unit, $"Mean of {LongName(field)} over voxels with a resident living cell.");

    /// <summary>Percentile of a field over living cells.</summary>
    public static Metric PercentileOf(Quantity field, int percent) => new(
        $"{field.Name}_p{percent:00}", field.Unit,
        $"Percentile {percent} of {LongName(field)} over voxels with a resident living cell, to 0.05 %.");

    /// <summary>Gini index of a field over living cells.</summary>
    public static Metric GiniOf(Quantity field) => new(
        $"{field.Name}_gini", "1",
        $"Gini index of {LongName(field)} over voxels with a resident living cell: 0 if all meet the same.");

    /// <summary>Length over which a field changes.</summary>
    public static Metric GradientLengthOf(Quantity field) => new(
        $"{field.Name}_gradient_length", "um",
        $"Mean of {LongName(field)} over its mean absolute gradient (central differences), both over voxels with a resident "
        + "living cell that do not lie on a face of the lattice.");

    /// <summary>What the cells have met of a secreted field so far.</summary>
    public static Metric IntegralOf(Quantity field) => new(
        $"{field.Name}_integral", field.Unit == "1" ? "d" : $"{field.Unit} d",
        $"Integral over time since the first snapshot of {field.Name}_mean; trapezoids between snapshots.");

    /// <summary>Cells in a drug's sanctuary.</summary>
    public static Metric SanctuaryOf(Quantity drug) => new(
        $"{drug.Name}_sanctuary", "1",
        $"Share of resident living cells where {LongName(drug)} is below a tenth of its maximum over the whole lattice at this "
        + "moment.");

    /// <summary>Whether a quantity is a field: a float per voxel.</summary>
    internal static bool IsField(Quantity quantity) => quantity.Element == ElementKind.Float32 && !IsInside(quantity);

    /// <summary>Whether a quantity is what cells hold of a drug: a float per voxel, 0 without a cell.</summary>
    internal static bool IsInside(Quantity quantity)
        => quantity is { Element: ElementKind.Float32, Name: TissueQuantities.ChemoAInside or TissueQuantities.ChemoBInside };

    /// <summary>Whether a field is oxygen, by its name.</summary>
    internal static bool IsOxygen(Quantity field) => field.Name is "oxygen" or "o2";

    /// <summary>Whether a field is a drug, by its names.</summary>
    internal static bool IsDrug(Quantity field)
        => IsField(field) && (Mentions(field, "drug") || Mentions(field, "inhibitor") || Mentions(field, "chemo_") || Mentions(field, "antibody"));

    /// <summary>Whether a field is one that cells make: neither oxygen nor a drug.</summary>
    internal static bool IsSecreted(Quantity field) => IsField(field) && !IsOxygen(field) && !IsDrug(field);

    internal static void Measure(ISnapshotSource source, CellMap map, TumourBody? tumour, Measurement into)
    {
        foreach (Quantity field in source.Quantities.Where(IsField))
        {
            FieldCount count = Count(source, field, map);
            AddLevels(field, count.Values, into);
            into.Add(GradientLengthOf(field), count.GradientSum > 0 ? count.ValueSum / count.GradientSum * source.Grid.Spacing : double.NaN);
            into.Add(new Distribution($"{field.Name} at the cells", field.Unit, count.Values));
            if (IsOxygen(field))
                MeasureOxygen(count, tumour, source.Grid.Spacing, into);
            if (!IsDrug(field))
                continue;
            into.Add(GiniOf(field), count.Values.Gini());
            double share = count.Values.ShareBelow(SanctuaryShare * count.Highest);
            into.Add(SanctuaryOf(field), count.Highest > 0 ? share : double.NaN);
        }

        foreach (Quantity drug in source.Quantities.Where(IsInside))
        {
            FieldCount count = Count(source, drug, map);
            AddLevels(drug, count.Values, into);
            into.Add(GiniOf(drug), count.Values.Gini());
            into.Add(new Distribution($"{drug.Name} the cells", drug.Unit, count.Values));
        }

        if (into.Has(Shape.MassVolume.Name))
        {
            double necrotic = map.Tally.Necrotic * source.Grid.VoxelVolume;
            into.Add(NecroticShare, tumour is null ? double.NaN : necrotic / into[Shape.MassVolume]);
        }
    }

    private static bool Mentions(Quantity field, string word)
        => field.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
            || field.LongName.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string LongName(Quantity field) => field.LongName.Length > 0 ? field.LongName : field.Name;

    private static void AddLevels(Quantity quantity, FloatHistogram values, Measurement into)
    {
        into.Add(MeanOf(quantity), values.Mean);
        foreach (int percent in (int[])[5, 50, 95])
            into.Add(PercentileOf(quantity, percent), values.Quantile(percent / 100.0));
    }

    private static void MeasureOxygen(FieldCount count, TumourBody? tumour, double spacing, Measurement into)
    {
        into.Add(HypoxicFraction, count.Values.ShareBelow(HypoxicBelow));
        if (tumour is null)
        {
            into.Add(RimThickness, double.NaN);
            return;
        }

        VoxelMask body = TumourBody.Filled(tumour.Body);
        VoxelMask core = count.Anoxic!.Crop(tumour.Box).And(body);
        VoxelMask surface = core.AndNot(Morphology.Erode(core, 1));
        double median = SquaredDistanceCounts.From(body.Complement(), surface).Quantile(0.5);
        into.Add(RimThickness, (median - 1) * spacing);
    }

    private static FieldCount Count(ISnapshotSource source, Quantity field, CellMap map)
    {
        Grid grid = source.Grid;
        var all = new FieldCount { Anoxic = IsOxygen(field) ? new VoxelMask(grid.Nx, grid.Ny, grid.Nz) : null };
        source.VisitPlanes(
            field.Name,
            () => new FieldCount { Anoxic = all.Anoxic },
            (z, values, at, local) =>
            {
                local.CountPlane(map.Living, z, values.AsSpan(at, (int)grid.PlaneVoxels));
                if (z > 0 && z < grid.Nz - 1 && IsField(field))
                    local.SumGradients(map.Living, z, values, at);
            },
            local => all.Add(local));
        return all;
    }

    private sealed class FieldCount
    {
        public FloatHistogram Values { get; } = new();

        /// <summary>Maximum over the lattice.</summary>
        public float Highest { get; private set; } = float.NegativeInfinity;

        /// <summary>Voxels below 5 mmHg, of oxygen only; threads write different planes.</summary>
        public VoxelMask? Anoxic { get; init; }

        /// <summary>Sum over the voxels of which the gradient is known.</summary>
        public double ValueSum { get; private set; }

        /// <summary>Sum of the gradient's absolute value [1/voxel].</summary>
        public double GradientSum { get; private set; }

        public void Add(FieldCount other)
        {
            Values.Add(other.Values);
            ValueSum += other.ValueSum;
            GradientSum += other.GradientSum;
            Highest = Math.Max(Highest, other.Highest);
        }

        public void CountPlane(VoxelMask living, int z, ReadOnlySpan<float> plane)
        {
            Highest = Math.Max(Highest, HighestOf(plane));
            for (int y = 0; y < living.Ny; y++)
            {
                ReadOnlySpan<float> row = plane.Slice(y * living.Nx, living.Nx);
                ReadOnlySpan<ulong> bits = living.Row(y, z);
                for (int w = 0; w < bits.Length; w++)
                {
                    for (ulong word = bits[w]; word != 0; word &= word - 1)
                        Values.Add(row[(w * 64) + BitOperations.TrailingZeroCount(word)]);
                }

                if (Anoxic is not null)
                    SetAnoxic(row, Anoxic.Row(y, z));
            }
        }

        public void SumGradients(VoxelMask living, int z, float[] values, int plane)
        {
            int nx = living.Nx;
            int planeVoxels = nx * living.Ny;
            for (int y = 1; y < living.Ny - 1; y++)
            {
                ReadOnlySpan<ulong> bits = living.Row(y, z);
                for (int w = 0; w < bits.Length; w++)
                {
                    for (ulong word = bits[w]; word != 0; word &= word - 1)
                    {
                        int x = (w * 64) + BitOperations.TrailingZeroCount(word);
                        if (x == 0 || x == nx - 1)
                            continue;
                        int at = plane + (y * nx) + x;
                        float gx = values[at + 1] - values[at - 1];
                        float gy = values[at + nx] - values[at - nx];
                        float gz = values[at + planeVoxels] - values[at - planeVoxels];
                        ValueSum += values[at];
                        GradientSum += 0.5f * MathF.Sqrt((gx * gx) + (gy * gy) + (gz * gz));
                    }
                }
            }
        }

        private static float HighestOf(ReadOnlySpan<float> plane)
        {
            var lanes = new Vector<float>(float.NegativeInfinity);
            ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(plane);
            foreach (Vector<float> values in wide)
                lanes = Vector.Max(lanes, values);
            float highest = float.NegativeInfinity;
            for (int lane = 0; lane < Vector<float>.Count; lane++)
                highest = Math.Max(highest, lanes[lane]);
            foreach (float value in plane[(wide.Length * Vector<float>.Count)..])
                highest = Math.Max(highest, value);
            return highest;
        }

        private static void SetAnoxic(ReadOnlySpan<float> row, Span<ulong> bits)
        {
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] < AnoxicBelow)
                    bits[x >> 6] |= 1ul << (x & 63);
            }
        }
    }
}
