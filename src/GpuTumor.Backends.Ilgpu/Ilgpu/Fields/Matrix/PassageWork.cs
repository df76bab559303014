using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What a face across one axis of the finest lattice lets through: item (x, y, z) is the lower face of that voxel.</summary>
/// <param name="lattice">The lattice.</param>
/// <param name="across">The axis: 0, 1, 2 for x, y, z. Along it there is one face more than voxels.</param>
/// <param name="exponent">−κ·log₂e.</param>
/// <param name="density">The matrix.</param>
/// <param name="faces">Takes the values, in the order of items.</param>
/// <remarks>At an end that does not close on itself the face has the voxel's own passage: it lies half a voxel away.</remarks>
internal readonly struct PassageWork(
    FieldLattice lattice, int across, float exponent, ArrayView<float> density, ArrayView<float> faces) : IVoxelWork
{
    private readonly FieldLattice _lattice = lattice;
    private readonly int _across = across;
    private readonly float _exponent = exponent;
    private readonly ArrayView<float> _density = density;
    private readonly ArrayView<float> _faces = faces;

    public void At(int x, int y, int z)
    {
        long here;
        long there;
        long place = _lattice.RowStart(y, z) + x;
        if (_across == 0)
        {
            place = ((((long)z * _lattice.Y.Count) + y) * (_lattice.X.Count + 1L)) + x;
            here = _lattice.RowStart(y, z) + Upper(x, _lattice.X);
            there = _lattice.RowStart(y, z) + Lower(x, _lattice.X);
        }
        else if (_across == 1)
        {
            place = ((((long)z * (_lattice.Y.Count + 1L)) + y) * _lattice.X.Count) + x;
            here = _lattice.RowStart(Upper(y, _lattice.Y), z) + x;
            there = _lattice.RowStart(Lower(y, _lattice.Y), z) + x;
        }
        else
        {
            here = _lattice.RowStart(y, Upper(z, _lattice.Z)) + x;
            there = _lattice.RowStart(y, Lower(z, _lattice.Z)) + x;
        }

        Scalar exponent = new(_exponent);
        Scalar first = Hindrance.Passage<Scalar, ScalarWord>(new Scalar(_density[here]), exponent);
        Scalar second = Hindrance.Passage<Scalar, ScalarWord>(new Scalar(_density[there]), exponent);
        _faces[place] = Hindrance.Between(first, second).Value;
    }

    private static int Upper(int face, AxisView axis) => face < axis.Count ? face : axis.IsPeriodic != 0 ? 0 : axis.Count - 1;

    private static int Lower(int face, AxisView axis) => face > 0 ? face - 1 : axis.IsPeriodic != 0 ? axis.Count - 1 : 0;
}
