namespace GpuTumor.Backends.Cpu;

/// <summary>What the faces of one lattice let through, relative to free tissue.</summary>
/// <remarks>
/// Every face has its number, those of the box included: Nx + 1 across a row, Ny + 1 rows across a plane, Nz + 1 planes.
/// </remarks>
internal sealed unsafe class PassageLevel : IDisposable
{
    private readonly NativeArray<float> _x;
    private readonly NativeArray<float> _y;
    private readonly NativeArray<float> _z;

    public PassageLevel(int nx, int ny, int nz)
    {
        (Nx, Ny, Nz) = (nx, ny, nz);
        _x = new NativeArray<float>((nx + 1L) * ny * nz);
        _y = new NativeArray<float>(nx * (ny + 1L) * nz);
        _z = new NativeArray<float>(nx * (long)ny * (nz + 1));
    }

    public int Nx { get; }

    public int Ny { get; }

    public int Nz { get; }

    /// <summary>Bytes held.</summary>
    public long Bytes => sizeof(float) * (_x.Length + _y.Length + _z.Length);

    /// <summary>The west faces of a row's voxels, and the last one's east face.</summary>
    public float* X(int y, int z) => _x.Pointer + ((Nx + 1L) * (y + ((long)Ny * z)));

    /// <summary>The south faces of a row's voxels; the row after the last has the north faces of the last.</summary>
    public float* Y(int y, int z) => _y.Pointer + (Nx * (y + ((Ny + 1L) * z)));

    /// <summary>The bottom faces of a row's voxels; the plane after the last has the top faces of the last.</summary>
    public float* Z(int y, int z) => _z.Pointer + (Nx * (y + ((long)Ny * z)));

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _z.Dispose();
    }
}
