using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>How uneven the surface of a set of voxels is, seen from its centroid.</summary>
public static class Roughness
{
    private const float MarchingStep = 0.25f;

    /// <summary>
    /// Standard deviation over mean of the outermost radius in 642 directions; the surface is where the set, interpolated
    /// linearly between voxel centres, passes one half. NaN for an empty set.
    /// </summary>
    public static double Of(VoxelMask mask)
    {
        VoxelBox bounds = mask.Bounds();
        if (bounds.IsEmpty)
            return double.NaN;
        Moments moments = Moments.Of(mask);
        var centre = new Vector3((float)moments.X, (float)moments.Y, (float)moments.Z);
        float farthest = new Vector3(bounds.Nx, bounds.Ny, bounds.Nz).Length();
        double[] radii = [.. Sphere.Directions.AsParallel().Select(d => OutermostRadius(mask, centre, d, farthest))];
        double mean = radii.Average();
        double variance = radii.Sum(r => (r - mean) * (r - mean)) / radii.Length;
        return Math.Sqrt(variance) / mean;
    }

    private static double OutermostRadius(VoxelMask mask, Vector3 centre, Vector3 direction, float farthest)
    {
        float outside = 0;
        for (float radius = farthest; radius > 0; radius -= MarchingStep)
        {
            float filled = Interpolate(mask, centre + (direction * radius));
            if (filled >= 0.5f)
                return radius + (MarchingStep * (filled - 0.5f) / (filled - outside));
            outside = filled;
        }

        return 0;
    }

    private static float Interpolate(VoxelMask mask, Vector3 at)
    {
        var corner = new Vector3(MathF.Floor(at.X), MathF.Floor(at.Y), MathF.Floor(at.Z));
        Vector3 t = at - corner;
        (int x, int y, int z) = ((int)corner.X, (int)corner.Y, (int)corner.Z);
        float sum = 0;
        for (int i = 0; i < 8; i++)
        {
            (int dx, int dy, int dz) = (i & 1, (i >> 1) & 1, i >> 2);
            if (mask[x + dx, y + dy, z + dz])
                sum += (dx == 1 ? t.X : 1 - t.X) * (dy == 1 ? t.Y : 1 - t.Y) * (dz == 1 ? t.Z : 1 - t.Z);
        }

        return sum;
    }
}
