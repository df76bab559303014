using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What a cell senses in its voxel, and what that makes of it at once.</summary>
/// <param name="laws">The laws of the cells.</param>
/// <param name="row">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="fields">The concentrations.</param>
/// <param name="distance">Distance to free space.</param>
internal readonly struct CellSenses(TumourCell laws, int row, int plane, SensedFields fields, ArrayView<byte> distance)
{
    /// <summary>The laws of the cells.</summary>
    public readonly TumourCell Laws = laws;
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly SensedFields _fields = fields;
    private readonly ArrayView<byte> _distance = distance;

    /// <summary>Whether a voxel is free; one byte tells, where the cells' words take four each.</summary>
    public bool IsFree(int voxel) => _distance[voxel] == 0;

    /// <summary>What a cell at a voxel inside the rim senses; the dead do not look at their neighbours.</summary>
    public Surroundings<Scalar> At(int voxel, uint status)
    {
        Surroundings<Scalar> here = default;
        _fields.Sense(voxel, status, ref here);
        bool lives = CellRecord.Kind(status) == CellKind.Tumour;
        here.Neighbours = new Scalar(lives ? Neighbours(voxel) * (1f / 26f) : 0f);
        here.DistanceToRoom = new Scalar(_distance[voxel] * (1f / DistanceToRoom.PerVoxel));
        return here;
    }

    /// <summary>An activity of a cell as a byte, 255 = 1; none of the dead.</summary>
    public uint Activity(int voxel, uint status, uint exposure, bool ofAkt)
    {
        if (CellRecord.Kind(status) != CellKind.Tumour)
            return 0u;
        CellActivity<Scalar> activity = CellStep.Sense(Laws, At(voxel, status), new ScalarWord(status), new ScalarWord(exposure));
        return CellRecord.PackNearest<Scalar, ScalarWord>(ofAkt ? activity.Akt : activity.Erk).Value;
    }

    // How many of the 26 neighbours hold a cell.
    private int Neighbours(int voxel)
    {
        int count = -1; // the cell itself
        for (int dz = -1; dz <= 1; dz++)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                int middle = voxel + (dz * _plane) + (dy * _row);
                count += _distance[middle - 1] == 0 ? 0 : 1;
                count += _distance[middle] == 0 ? 0 : 1;
                count += _distance[middle + 1] == 0 ? 0 : 1;
            }
        }

        return count;
    }
}
