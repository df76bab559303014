using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>
/// The same semi-discrete equation in double precision, written independently of the product: classical Runge–Kutta of fourth
/// order in stable substeps.
/// </summary>
internal sealed class ReferenceDiffusion
{
    private readonly Grid _grid;
    private readonly double _coupling;
    private readonly FaceCondition _faces;

    public ReferenceDiffusion(Grid grid, double diffusivity, FaceCondition faces)
    {
        (_grid, _faces) = (grid, faces);
        _coupling = diffusivity / (grid.Spacing * grid.Spacing);
        (Loss, Gain, Concentration) = (new double[grid.Voxels], new double[grid.Voxels], new double[grid.Voxels]);
        Passage = new double[grid.Voxels];
        Array.Fill(Passage, 1.0);
    }

    /// <summary>Diffusivity of each voxel relative to that of free tissue.</summary>
    public double[] Passage { get; }

    public double[] Loss { get; }

    public double[] Gain { get; }

    public double[] Concentration { get; }

    public void Advance(double seconds)
    {
        double fastest = (12.0 * _coupling) + Loss.Max();
        // The stability limit of the scheme is 2.78 on the negative axis.
        int substeps = (int)Math.Ceiling(seconds * fastest / 2.0);
        double h = seconds / substeps;
        double[] u = Concentration;
        double[][] slopes = [new double[u.Length], new double[u.Length], new double[u.Length], new double[u.Length]];
        double[] stage = new double[u.Length];
        for (int i = 0; i < substeps; i++)
        {
            Slope(u, slopes[0]);
            Slope(Along(u, slopes[0], h / 2, stage), slopes[1]);
            Slope(Along(u, slopes[1], h / 2, stage), slopes[2]);
            Slope(Along(u, slopes[2], h, stage), slopes[3]);
            for (int j = 0; j < u.Length; j++)
                u[j] += h / 6 * (slopes[0][j] + (2 * slopes[1][j]) + (2 * slopes[2][j]) + slopes[3][j]);
        }
    }

    private static double[] Along(double[] u, double[] slope, double h, double[] result)
    {
        for (int j = 0; j < u.Length; j++)
            result[j] = u[j] + (h * slope[j]);
        return result;
    }

    private void Slope(double[] u, double[] slope)
    {
        (int nx, int ny, int nz) = (_grid.Nx, _grid.Ny, _grid.Nz);
        int i = 0;
        for (int z = 0; z < nz; z++)
        {
            for (int y = 0; y < ny; y++)
            {
                for (int x = 0; x < nx; x++, i++)
                {
                    double flux = Flux(u, i, x, nx, 1) + Flux(u, i, y, ny, nx) + Flux(u, i, z, nz, nx * ny);
                    slope[i] = (_coupling * flux) - (Loss[i] * u[i]) + Gain[i];
                }
            }
        }
    }

    private double Flux(double[] u, int i, int position, int count, int stride)
        => (position > 0 ? Across(u, i, i - stride) : AtFace(u, i, i + (stride * (count - 1))))
            + (position < count - 1 ? Across(u, i, i + stride) : AtFace(u, i, i - (stride * position)));

    // Half of each voxel lies in series.
    private double Across(double[] u, int i, int j) => 2 / ((1 / Passage[i]) + (1 / Passage[j])) * (u[j] - u[i]);

    private double AtFace(double[] u, int inside, int opposite) => _faces.Kind switch
    {
        FaceKind.Held => 2.0 * Passage[inside] * (_faces.Value - u[inside]),
        FaceKind.Periodic => Across(u, inside, opposite),
        _ => 0.0,
    };
}
