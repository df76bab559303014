using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The host cells of a tissue that share a voxel with a living tumour cell or lie next to one, and what a biopsy finds of them.</summary>
internal static class InfiltrateCount
{
    /// <summary>Each of these host cells is in the sample with the chance that a tumour cell has.</summary>
    public static ImmuneInfiltrate Of(ITissue tissue, Model model, Clock clock, int sampled, long living)
    {
        if (model.Host is null || living == 0)
            return new ImmuneInfiltrate(sampled, 0, 0, 0);
        byte[] kinds = CellMap.Read(tissue, model.Grid, "cell_kind");
        byte[] hosts = CellMap.Read(tissue, model.Grid, "host_kind");
        byte[] exhaustion = CellMap.Read(tissue, model.Grid, "exhaustion");
        long tCells = 0;
        long suppressors = 0;
        double tired = 0;
        for (int voxel = 0; voxel < hosts.Length; voxel++)
        {
            if (hosts[voxel] == 0 || !IsInTumour(kinds, model.Grid, voxel))
                continue;
            tCells += (HostKind)hosts[voxel] == HostKind.TCell ? 1 : 0;
            tired += (HostKind)hosts[voxel] == HostKind.TCell ? exhaustion[voxel] / 255.0 : 0;
            suppressors += (HostKind)hosts[voxel] == HostKind.Mdsc ? 1 : 0;
        }

        double share = sampled / (double)living;
        int Found(long cells, ulong place)
            => (int)Chance.Binomial(cells, Math.Min(1, share), model.Seed, RandomProcess.BiopsyInfiltrate, place, clock.Step, 0);
        return new ImmuneInfiltrate(sampled, Found(tCells, 0), Found(suppressors, 1), tCells == 0 ? 0 : tired / tCells);
    }

    private static bool IsInTumour(byte[] kinds, Grid grid, int voxel)
    {
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            int near = voxel + Neighbourhood.Offset(code, grid.Nx, (int)grid.PlaneVoxels);
            if (near >= 0 && near < kinds.Length && (CellKind)kinds[near] == CellKind.Tumour)
                return true;
        }

        return false;
    }
}
