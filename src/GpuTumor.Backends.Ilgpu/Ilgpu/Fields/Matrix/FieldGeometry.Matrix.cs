using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <content>What the matrix changes: the faces of every lattice, and what held faces give through them.</content>
internal sealed partial class FieldGeometry
{
    private readonly Passages? _passages;
    private readonly MatrixLattice[] _inMatrix = [];
    private long _measured = -1;

    /// <summary>Whether the matrix hinders the field; the faces then have their own diffusivities.</summary>
    public bool IsHindered => _passages is not null;

    /// <summary>Bit by bit, whether a side of the box is held: west, east, south, north, bottom, top.</summary>
    public int HeldSides { get; }

    /// <summary>A lattice as the matrix shapes it; 0 is the finest.</summary>
    public MatrixLattice InMatrix(int level) => _inMatrix[level];

    /// <summary>Takes up the matrix as it now is, and what held faces give through it.</summary>
    /// <param name="hindrance">κ of the field.</param>
    public void MeetMatrix(float hindrance)
    {
        if (_passages is null)
            return;
        _passages.Prepare(this, hindrance);
        if (!HasHeldFaces || _measured == _passages.Revision)
            return;
        double[] sums = _passages.SumsOfSides(_inMatrix[0]);
        double[] gains = [.. sums.Select((sum, side) => GivenBy(side) * sum)];
        FaceGain = new(gains[0], gains[1], gains[2], gains[3], gains[4], gains[5]);
        _measured = _passages.Revision;
    }

    /// <summary>Adds to each voxel what a held face that it touches gives through the matrix [field unit/s].</summary>
    public void AddGainsThroughMatrix(ArrayView<float> gain)
    {
        // One side after another: voxels at edges touch two.
        for (int side = 0; IsHindered && side < 6; side++)
        {
            FaceSheet sheet = new(_inMatrix[0], side);
            if (Faces[side].IsHeld)
                _context.ForEach((long)sheet.Rows * sheet.Width, new SheetGainWork(sheet, GivenBy(side), gain));
        }
    }

    // What a held face gives a voxel through free tissue [field unit/s].
    private float GivenBy(int side) => (side < 2 ? ToHeldX : side < 4 ? ToHeldY : ToHeldZ) * Faces[side].HeldValue;
}
