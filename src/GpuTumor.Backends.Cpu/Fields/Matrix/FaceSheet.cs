namespace GpuTumor.Backends.Cpu;

/// <summary>The voxels at one face of the box, row by row, and what their outer faces let through.</summary>
internal readonly unsafe struct FaceSheet
{
    private readonly Lattice _lattice;
    private readonly PassageLevel _faces;
    private readonly int _axis;
    private readonly bool _isUpper;

    /// <summary>One side of the box.</summary>
    /// <param name="lattice">The finest lattice.</param>
    /// <param name="faces">Its faces.</param>
    /// <param name="side">West, east, south, north, bottom, top: 0 to 5.</param>
    public FaceSheet(Lattice lattice, PassageLevel faces, int side)
    {
        (_lattice, _faces, _axis, _isUpper) = (lattice, faces, side / 2, side % 2 == 1);
        Rows = _axis == 2 ? faces.Ny : faces.Nz;
        Width = _axis == 0 ? faces.Ny : faces.Nx;
    }

    /// <summary>Rows; those of the four upright sides are planes of the lattice.</summary>
    public int Rows { get; }

    /// <summary>Voxels of a row.</summary>
    public int Width { get; }

    /// <summary>Where a voxel lies.</summary>
    public long Voxel(int row, int i) => _axis switch
    {
        0 => _lattice.RowStart(i, row) + (_isUpper ? _faces.Nx - 1 : 0),
        1 => _lattice.RowStart(_isUpper ? _faces.Ny - 1 : 0, row) + i,
        _ => _lattice.RowStart(row, _isUpper ? _faces.Nz - 1 : 0) + i,
    };

    /// <summary>What its outer face lets through.</summary>
    public float Passage(int row, int i) => _axis switch
    {
        0 => _faces.X(i, row)[_isUpper ? _faces.Nx : 0],
        1 => _faces.Y(_isUpper ? _faces.Ny : 0, row)[i],
        _ => _faces.Z(row, _isUpper ? _faces.Nz : 0)[i],
    };

    /// <summary>What the outer faces of a row let through together.</summary>
    public double SumOfPassages(int row)
    {
        double sum = 0;
        for (int i = 0; i < Width; i++)
            sum += Passage(row, i);
        return sum;
    }
}
