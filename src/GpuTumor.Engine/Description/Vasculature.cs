using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Capillaries: straight, parallel to z, on a jittered square lattice; each crosses the whole box.</summary>
/// <param name="Spacing">Mean distance between neighbours [µm]; 0 for a tissue without vessels.</param>
/// <param name="Perfusion">Fraction of full perfusion, 0–1; the median where vessels differ.</param>
public readonly record struct Vasculature(double Spacing, float Perfusion)
{
    /// <summary>Perfusion of a voxel is kept in this many parts of full perfusion.</summary>
    public const byte Full = 255;

    /// <summary>σ of the logarithm of perfusion from vessel to vessel; 0 where all are alike.</summary>
    public double Spread { get; init; }

    /// <summary>How vessels collapse inside a crowded tissue; not at all unless set.</summary>
    public VesselCollapse Collapse { get; init; }

    /// <summary>How vessels sprout; not at all unless set.</summary>
    public VesselSprouting Sprouting { get; init; }

    /// <summary>Whether perfusion is the same in all vessels and stays so: then it needs no map.</summary>
    public bool IsEven => Spread == 0 && Collapse.Rate.PerHour == 0f && Sprouting.Elongation.PerHour == 0f;

    /// <summary>Where vessels cross the plane of the lattice: column indices x + Nx·y, ascending, without repeats.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="seed">The run's seed: the same patient for every arm.</param>
    public int[] Columns(Grid grid, ulong seed)
    {
        if (Spacing <= 0)
            return [];
        int across = Math.Max(1, (int)Math.Round(grid.Nx / Math.Max(1.0, Spacing / grid.SpacingX)));
        int up = Math.Max(1, (int)Math.Round(grid.Ny / Math.Max(1.0, Spacing / grid.SpacingY)));
        SortedSet<int> columns = [];
        for (int j = 0; j < up; j++)
        {
            for (int i = 0; i < across; i++)
            {
                ulong place = (ulong)(i + ((long)across * j));
                double jitterX = Philox.Word(seed, RandomProcess.Vessels, place, 0, 0) / 4294967296.0;
                double jitterY = Philox.Word(seed, RandomProcess.Vessels, place, 0, 1) / 4294967296.0;
                // Half a cell of jitter: no two vessels meet, yet no lattice shows.
                int x = (int)((i + 0.25 + (0.5 * jitterX)) * grid.Nx / across);
                int y = (int)((j + 0.25 + (0.5 * jitterY)) * grid.Ny / up);
                columns.Add(x + (grid.Nx * y));
            }
        }

        return [.. columns];
    }

    /// <summary>Perfusion of each of the columns at the start, 255 = full: lognormal around the median, no more than full.</summary>
    /// <param name="columns">Where vessels cross the plane.</param>
    /// <param name="seed">The run's seed.</param>
    public byte[] PerfusionOf(IReadOnlyList<int> columns, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(columns);
        byte[] perfusion = new byte[columns.Count];
        for (int i = 0; i < perfusion.Length; i++)
        {
            double level = Perfusion * Math.Exp(Spread * Normal(seed, (uint)columns[i]));
            // A vessel that carries blood at all carries at least the smallest part that is kept.
            perfusion[i] = (byte)Math.Clamp(Math.Round(Full * level), Perfusion > 0f ? 1 : 0, Full);
        }

        return perfusion;
    }

    // Box and Muller; the first uniform is never 0.
    private static double Normal(ulong seed, uint place)
    {
        double first = (Philox.Word(seed, RandomProcess.Perfusion, place, 0, 0) + 1.0) / 4294967296.0;
        double second = Philox.Word(seed, RandomProcess.Perfusion, place, 0, 1) / 4294967296.0;
        return Math.Sqrt(-2 * Math.Log(first)) * Math.Cos(2 * Math.PI * second);
    }
}
