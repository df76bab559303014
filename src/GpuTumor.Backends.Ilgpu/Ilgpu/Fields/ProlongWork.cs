using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Adds the correction of the next coarser lattice to a voxel, interpolated between cell centres.</summary>
internal readonly struct ProlongWork(
    FieldLattice fine, FieldLattice coarse, ArrayView<float> unknown, ArrayView<float> correction) : IVoxelWork
{
    private readonly FieldLattice _fine = fine;
    private readonly FieldLattice _coarse = coarse;
    private readonly ArrayView<float> _unknown = unknown;
    private readonly ArrayView<float> _correction = correction;

    public void At(int x, int y, int z)
    {
        long voxel = _fine.RowStart(y, z) + x;
        _unknown[voxel] = Corrected(x, y, z, voxel).Value;
    }

    /// <summary>What a voxel becomes.</summary>
    public Scalar Corrected(int x, int y, int z, long voxel)
    {
        Scalar before = new(_unknown[voxel]);
        Scalar here = Mean(x >> 1, y, z);
        // An odd last voxel is its coarse cell's only one.
        if (x == _fine.X.Count - 1 && (x & 1) == 0)
            return before + here;
        int own = x >> 1;
        int other = _fine.X.OtherCoarse(x);
        float mirror = (x & 1) == 0 ? _fine.X.LowerMirror : _fine.X.UpperMirror;
        Scalar there = other == own ? here * new Scalar(mirror) : Mean(other, y, z);
        Scalar correction = Interpolation.Between(here, there, new Scalar(_fine.X.Reach(x)));
        return before + correction;
    }

    // The four coarse rows around a fine one, weighted.
    private Scalar Mean(int x, int y, int z)
    {
        int otherY = _fine.Y.OtherCoarse(y);
        int otherZ = _fine.Z.OtherCoarse(z);
        Scalar ofOwnY = new(_fine.Y.OfOwn(y));
        Scalar ofOtherY = new(_fine.Y.OfOther(y));
        Scalar ofOwnZ = new(_fine.Z.OfOwn(z));
        Scalar ofOtherZ = new(_fine.Z.OfOther(z));
        return Interpolation.Mean(
            new Scalar(_correction[_coarse.RowStart(y >> 1, z >> 1) + x]),
            new Scalar(_correction[_coarse.RowStart(otherY, z >> 1) + x]),
            new Scalar(_correction[_coarse.RowStart(y >> 1, otherZ) + x]),
            new Scalar(_correction[_coarse.RowStart(otherY, otherZ) + x]),
            ofOwnY * ofOwnZ,
            ofOtherY * ofOwnZ,
            ofOwnY * ofOtherZ,
            ofOtherY * ofOtherZ);
    }
}
