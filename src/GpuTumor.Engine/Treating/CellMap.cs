using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>Where a tissue has cells, read out for surgery and radiation.</summary>
internal sealed class CellMap
{
    private readonly Grid _grid;
    private readonly byte[] _kind;

    private CellMap(Grid grid, byte[] kind) => (_grid, _kind) = (grid, kind);

    /// <summary>Reads a tissue.</summary>
    public static CellMap Of(ITissue tissue, Grid grid) => new(grid, Read(tissue, grid, "cell_kind"));

    /// <summary>One byte a voxel of a cell quantity.</summary>
    public static byte[] Read(ITissue tissue, Grid grid, string quantity)
    {
        byte[] values = new byte[grid.Voxels];
        int index = tissue.Quantities.Select((one, i) => (one.Name, i)).First(one => one.Name == quantity).i;
        int plane = (int)grid.PlaneVoxels;
        for (int z = 0; z < grid.Nz; z++)
            tissue.Read(index, z, values.AsSpan(z * plane, plane));
        return values;
    }

    /// <summary>Voxels with a living cell, ascending.</summary>
    public IEnumerable<int> Living()
        => Enumerable.Range(0, _kind.Length).Where(voxel => (CellKind)_kind[voxel] == CellKind.Tumour);

    /// <summary>Voxels of the largest set of cells that touch, ascending.</summary>
    public int[] LargestMass()
    {
        bool[] seen = new bool[_kind.Length];
        List<int> largest = [];
        for (int voxel = 0; voxel < _kind.Length; voxel++)
        {
            if (_kind[voxel] == 0 || seen[voxel])
                continue;
            List<int> mass = Touching(voxel, seen);
            if (mass.Count > largest.Count)
                largest = mass;
        }

        largest.Sort();
        return [.. largest];
    }

    /// <summary>Voxels with a cell no farther than a distance [voxels] from the given ones, those included.</summary>
    public IEnumerable<int> Within(int[] mass, double distance)
    {
        bool[] inMass = new bool[_kind.Length];
        foreach (int voxel in mass)
            inMass[voxel] = true;
        (int, int, int)[] ball = [.. Ball(distance)];
        return Enumerable.Range(0, _kind.Length).Where(voxel => inMass[voxel] || (_kind[voxel] != 0 && ball.Any(offset => IsMass(voxel, offset, inMass))));
    }

    private static IEnumerable<(int X, int Y, int Z)> Ball(double radius)
    {
        int reach = (int)radius;
        for (int z = -reach; z <= reach; z++)
        {
            for (int y = -reach; y <= reach; y++)
            {
                for (int x = -reach; x <= reach; x++)
                {
                    if ((x * x) + (y * y) + (z * z) <= radius * radius)
                        yield return (x, y, z);
                }
            }
        }
    }

    private bool IsMass(int voxel, (int X, int Y, int Z) offset, bool[] inMass)
    {
        int x = (voxel % _grid.Nx) + offset.X;
        int y = (voxel / _grid.Nx % _grid.Ny) + offset.Y;
        int z = (voxel / (int)_grid.PlaneVoxels) + offset.Z;
        return x >= 0 && x < _grid.Nx && y >= 0 && y < _grid.Ny && z >= 0 && z < _grid.Nz && inMass[_grid.Index(x, y, z)];
    }

    // Cells lie inside the closed faces of the box, so every neighbour is there.
    private List<int> Touching(int start, bool[] seen)
    {
        List<int> mass = [start];
        seen[start] = true;
        for (int next = 0; next < mass.Count; next++)
        {
            for (int code = 0; code < Neighbourhood.Codes; code++)
            {
                int near = mass[next] + Neighbourhood.Offset(code, _grid.Nx, (int)_grid.PlaneVoxels);
                if (_kind[near] == 0 || seen[near])
                    continue;
                seen[near] = true;
                mass.Add(near);
            }
        }

        return mass;
    }
}
