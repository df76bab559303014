using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Capillaries: straight, parallel to z, on a jittered square lattice; each crosses the whole box.</summary>
/// <param name="Spacing">Mean distance between neighbours [µm]; 0 for a tissue without vessels.</param>
/// <param name="Perfusion">Fraction of full perfusion, 0–1.</param>
public readonly record struct Vasculature(double Spacing, float Perfusion)
{
    /// <summary>Where vessels cross the plane of the lattice: column indices x + Nx·y, ascending, without repeats.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="seed">The run's seed: the same patient for every arm.</param>
    public int[] Columns(Grid grid, ulong seed)
    {
        if (Spacing <= 0)
            return [];
        double pitch = Math.Max(1.0, Spacing / grid.Spacing);
        int across = Math.Max(1, (int)Math.Round(grid.Nx / pitch));
        int up = Math.Max(1, (int)Math.Round(grid.Ny / pitch));
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
}
