using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What a face across one axis of a coarse lattice lets through: the mean of the fine faces that lie in it.</summary>
/// <remarks>A mean in series with the fine faces behind them diverges at a contrast of 1000.</remarks>
/// <param name="fine">The finer lattice.</param>
/// <param name="coarse">The coarser one.</param>
/// <param name="across">The axis: 0, 1, 2 for x, y, z. Along it there is one face more than cells.</param>
/// <param name="fineFaces">The fine faces across the axis.</param>
/// <param name="coarseFaces">Takes the means; item (x, y, z) is the lower face of that cell.</param>
internal readonly struct CoarsePassageWork(
    FieldLattice fine, FieldLattice coarse, int across, ArrayView<float> fineFaces, ArrayView<float> coarseFaces) : IVoxelWork
{
    private readonly FieldLattice _fine = fine;
    private readonly FieldLattice _coarse = coarse;
    private readonly int _across = across;
    private readonly ArrayView<float> _fineFaces = fineFaces;
    private readonly ArrayView<float> _coarseFaces = coarseFaces;

    public void At(int x, int y, int z)
    {
        Scalar mean;
        if (_across == 0)
        {
            mean = Gathered(Math.Min(2 * x, _fine.X.Count), y, z);
        }
        else
        {
            int first = 2 * x;
            bool pair = first + 1 < _fine.X.Count;
            Scalar second = pair ? Gathered(first + 1, y, z) : new Scalar(0f);
            mean = Interpolation.Mean(
                Gathered(first, y, z), second, new Scalar(_fine.X.Share(first)), new Scalar(pair ? _fine.X.Share(first + 1) : 0f));
        }

        _coarseFaces[Place(_coarse, x, y, z)] = mean.Value;
    }

    // The weighted fine faces in a line along x.
    private Scalar Gathered(int x, int coarseY, int coarseZ)
    {
        Scalar gathered = new(0f);
        // Of the axis that the faces lie across, one: that of the coarse face.
        int firstZ = _across == 2 ? Math.Min(2 * coarseZ, _fine.Z.Count) : 2 * coarseZ;
        int endZ = _across == 2 ? firstZ + 1 : Math.Min(firstZ + 2, _fine.Z.Count);
        int firstY = _across == 1 ? Math.Min(2 * coarseY, _fine.Y.Count) : 2 * coarseY;
        int endY = _across == 1 ? firstY + 1 : Math.Min(firstY + 2, _fine.Y.Count);
        for (int z = firstZ; z < endZ; z++)
        {
            for (int y = firstY; y < endY; y++)
            {
                float weight = _across == 0 ? _fine.Y.Share(y) * _fine.Z.Share(z) : _across == 1 ? _fine.Z.Share(z) : _fine.Y.Share(y);
                gathered = Scalar.Fma(new Scalar(weight), new Scalar(_fineFaces[Place(_fine, x, y, z)]), gathered);
            }
        }

        return gathered;
    }

    private long Place(FieldLattice lattice, int x, int y, int z)
    {
        long width = lattice.X.Count + (_across == 0 ? 1L : 0L);
        long height = lattice.Y.Count + (_across == 1 ? 1L : 0L);
        return (((z * height) + y) * width) + x;
    }
}
