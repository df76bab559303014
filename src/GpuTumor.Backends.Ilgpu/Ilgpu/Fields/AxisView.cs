using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>An axis of a lattice on the device: tables by cell, one after another.</summary>
internal readonly struct AxisView(ArrayView<float> tables, int count, int isPeriodic, float lowerMirror, float upperMirror)
{
    /// <summary>Tables of an axis.</summary>
    public const int Tables = 7;

    private readonly ArrayView<float> _tables = tables;

    /// <summary>Cells.</summary>
    public readonly int Count = count;

    /// <summary>1 if the ends are neighbours.</summary>
    public readonly int IsPeriodic = isPeriodic;

    /// <summary>Beyond the low face a correction is mirrored with this sign: it vanishes on a held face.</summary>
    public readonly float LowerMirror = lowerMirror;

    /// <summary>The same beyond the high face.</summary>
    public readonly float UpperMirror = upperMirror;

    /// <summary>Whether the low face is held.</summary>
    public bool LowerIsHeld => LowerMirror < 0f;

    /// <summary>Whether the high face is held.</summary>
    public bool UpperIsHeld => UpperMirror < 0f;

    /// <summary>Coupling to the lower neighbour [1/s].</summary>
    public float ToLower(int cell) => _tables[cell];

    /// <summary>Coupling to the upper neighbour [1/s].</summary>
    public float ToUpper(int cell) => _tables[Count + cell];

    /// <summary>Coupling to held faces [1/s].</summary>
    public float ToFace(int cell) => _tables[(2 * Count) + cell];

    /// <summary>Share of a cell in its coarse cell.</summary>
    public float Share(int cell) => _tables[(3 * Count) + cell];

    /// <summary>Reach of a cell towards the coarse neighbour on its side.</summary>
    public float Reach(int cell) => _tables[(4 * Count) + cell];

    /// <summary>Weight of a cell's own coarse cell.</summary>
    public float OfOwn(int cell) => _tables[(5 * Count) + cell];

    /// <summary>Weight of the coarse neighbour on its side, mirrored beyond a face.</summary>
    public float OfOther(int cell) => _tables[(6 * Count) + cell];

    /// <summary>The neighbour in a direction, −1 or 1; the cell itself at a closed or held face.</summary>
    public int Neighbour(int cell, int direction)
    {
        int other = cell + direction;
        if (other >= 0 && other < Count)
            return other;
        return IsPeriodic == 0 ? cell : other < 0 ? Count - 1 : 0;
    }

    /// <summary>The coarse neighbour on a cell's side; its own coarse cell beyond a face.</summary>
    public int OtherCoarse(int cell)
    {
        int coarseCount = (Count + 1) >> 1;
        int own = cell >> 1;
        int other = (cell & 1) == 1 ? own + 1 : own - 1;
        if (other >= 0 && other < coarseCount)
            return other;
        return IsPeriodic == 0 ? own : other < 0 ? coarseCount - 1 : 0;
    }
}
