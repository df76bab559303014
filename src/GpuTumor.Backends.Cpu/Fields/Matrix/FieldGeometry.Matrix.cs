using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What the matrix changes: the faces of every lattice, and what held faces give through them.</summary>
internal sealed partial class FieldGeometry
{
    private MatrixLattice[] _inMatrix = [];
    private Passages? _passages;

    /// <summary>Whether the matrix hinders the field; the faces then have their own diffusivities.</summary>
    public bool IsHindered => _passages is not null;

    /// <summary>A lattice as the matrix shapes it; 0 is the finest.</summary>
    public MatrixLattice InMatrix(int level) => _inMatrix[level];

    /// <summary>Makes the matrix hinder the field from now on.</summary>
    public void Hinder(Passages passages)
    {
        _passages = passages;
        _inMatrix = [.. _lattices.Select((lattice, level)
            => new MatrixLattice(lattice, passages[level], _axes[level].X, _axes[level].Y, _axes[level].Z))];
    }

    /// <summary>Takes up what held faces give through the matrix as it now is.</summary>
    public void MeasureFaces()
    {
        if (HasHeldFaces)
        {
            FaceGain = new(
                Gain(Faces.West, 0), Gain(Faces.East, 1), Gain(Faces.South, 2),
                Gain(Faces.North, 3), Gain(Faces.Bottom, 4), Gain(Faces.Top, 5));
        }
    }

    /// <summary>Adds to each voxel what a held face that it touches gives through the matrix [field unit/s].</summary>
    public unsafe void AddGainsThroughMatrix(float* gain)
    {
        AddGains(Faces.West, 0, gain);
        AddGains(Faces.East, 1, gain);
        AddGains(Faces.South, 2, gain);
        AddGains(Faces.North, 3, gain);
        AddGains(Faces.Bottom, 4, gain);
        AddGains(Faces.Top, 5, gain);
    }

    private double Gain(FaceCondition condition, int side)
    {
        double sum = 0;
        if (condition.IsHeld)
        {
            FaceSheet sheet = SheetOf(side);
            for (int row = 0; row < sheet.Rows; row++)
                sum += sheet.SumOfPassages(row);
        }

        return ToHeldFace(side) * condition.HeldValue * sum;
    }

    private unsafe void AddGains(FaceCondition condition, int side, float* gain)
    {
        if (!condition.IsHeld)
            return;
        FaceSheet sheet = SheetOf(side);
        float given = ToHeldFace(side) * condition.HeldValue;
        for (int row = 0; row < sheet.Rows; row++)
        {
            for (int i = 0; i < sheet.Width; i++)
            {
                long voxel = sheet.Voxel(row, i);
                gain[voxel] = MathF.FusedMultiplyAdd(given, sheet.Passage(row, i), gain[voxel]);
            }
        }
    }

    private unsafe void AddLossesThroughMatrix(float* map, int z, Sums sums, int firstQuantity)
    {
        for (int side = 0; side < 6; side++)
        {
            bool touches = side < 4 || z == (side == 4 ? 0 : _lattices[0].Z.Count - 1);
            if (touches && Faces[side].IsHeld)
                sums.Add(z, firstQuantity + side, LossThroughMatrix(side, z, map));
        }
    }

    // An upright side loses a row with every plane, the bottom and the top all at once.
    private unsafe double LossThroughMatrix(int side, int plane, float* map)
    {
        FaceSheet sheet = SheetOf(side);
        (int first, int end) = side < 4 ? (plane, plane + 1) : (0, sheet.Rows);
        double sum = 0;
        for (int row = first; row < end; row++)
        {
            double along = 0;
            for (int i = 0; i < sheet.Width; i++)
                along += sheet.Passage(row, i) * map[sheet.Voxel(row, i)];
            sum += along;
        }

        return ToHeldFace(side) * sum;
    }

    private FaceSheet SheetOf(int side) => new(_lattices[0], _passages![0], side);
}
