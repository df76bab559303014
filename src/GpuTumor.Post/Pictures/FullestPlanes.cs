using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Where to cut a lattice of which a few small groups of cells fill next to nothing: through as many cells as one plane can hold.</summary>
internal sealed class FullestPlanes
{
    private const byte Tumour = 1;

    private readonly double[] _at;

    private FullestPlanes(double[] at) => _at = at;

    /// <summary>The middle planes.</summary>
    public static FullestPlanes Middle { get; } = new([0.5, 0.5, 0.5]);

    /// <summary>The planes with most living cells, the first of several; those in the middle without cells.</summary>
    public static FullestPlanes Of(ISnapshotSource source)
    {
        if (source.Quantities.FirstOrDefault(quantity => quantity.Name == "cell_kind") is not { } kinds)
            return Middle;
        Grid grid = source.Grid;
        int[] across = new int[grid.Nx];
        int[] along = new int[grid.Ny];
        int[] up = new int[grid.Nz];
        long voxel = 0;
        Slabs.Visit(source, kinds, slab =>
        {
            for (int next = slab.IndexOf(Tumour), start = 0; next >= 0; next = slab[start..].IndexOf(Tumour))
            {
                long at = voxel + start + next;
                across[at % grid.Nx]++;
                along[at / grid.Nx % grid.Ny]++;
                up[at / grid.PlaneVoxels]++;
                start += next + 1;
            }

            voxel += slab.Length;
        });
        return new([At(across), At(along), At(up)]);
    }

    /// <summary>Where the plane across an axis lies, 0–1.</summary>
    public double Across(Axis axis) => _at[axis switch { Axis.X => 0, Axis.Y => 1, _ => 2 }];

    private static double At(int[] cells) => cells.Max() == 0 ? 0.5 : (Array.IndexOf(cells, cells.Max()) + 0.5) / cells.Length;
}
