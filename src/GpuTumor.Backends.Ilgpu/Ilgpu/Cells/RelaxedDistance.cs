using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The distance to free space of a voxel inside the rim, relaxed by one pass.</summary>
internal readonly struct RelaxedDistance(int row, int plane, ArrayView<byte> distance)
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<byte> _distance = distance;

    public byte At(int voxel)
    {
        byte centre = _distance[voxel];
        return centre == 0 ? (byte)0 : (byte)Relaxed(voxel, new ScalarByte(centre)).Value;
    }

    private ScalarByte Relaxed(int at, ScalarByte centre)
    {
        ScalarByte sides = ScalarByte.Min(Load(at - 1), Load(at + 1));
        ScalarByte near = AroundFaces(at);
        ScalarByte nearSides = ScalarByte.Min(AroundFaces(at - 1), AroundFaces(at + 1));
        ScalarByte far = AroundEdges(at);
        ScalarByte farSides = ScalarByte.Min(AroundEdges(at - 1), AroundEdges(at + 1));
        return DistanceToRoom.Relax(centre, sides, near, nearSides, far, farSides);
    }

    private ScalarByte AroundFaces(int at) => ScalarByte.Min(
        ScalarByte.Min(Load(at - _row), Load(at + _row)), ScalarByte.Min(Load(at - _plane), Load(at + _plane)));

    private ScalarByte AroundEdges(int at) => ScalarByte.Min(
        ScalarByte.Min(Load(at - _plane - _row), Load(at - _plane + _row)),
        ScalarByte.Min(Load(at + _plane - _row), Load(at + _plane + _row)));

    private ScalarByte Load(int at) => new(_distance[at]);
}
