namespace GpuTumor.Engine;

/// <summary>
/// One axis of one lattice of a multigrid: cells in a row, their couplings, and how they are shared out among the cells of the
/// next coarser lattice.
/// </summary>
/// <remarks>
/// Two neighbours become one. An odd last cell stays alone, so that any length can be coarsened down to one cell; widths
/// then differ, and all coefficients follow from the widths. Finite volumes: the coupling of cell i to its neighbour j is
/// D / (wᵢ·(wᵢ + wⱼ)/2·h²), to a held face 2·D / (wᵢ²·h²).
/// </remarks>
public sealed class AxisLevel
{
    private readonly double[] _widths;

    private AxisLevel(double[] widths, FaceCondition lower, FaceCondition upper, double coupling)
    {
        _widths = widths;
        (LowerFace, UpperFace) = (lower, upper);
        ToLower = new float[Count];
        ToUpper = new float[Count];
        ToFace = new float[Count];
        bool periodic = lower.Kind == FaceKind.Periodic && Count > 1;
        for (int i = 0; i < Count; i++)
        {
            ToLower[i] = i > 0 || periodic ? (float)Coupling(i, (i + Count - 1) % Count, coupling) : 0f;
            ToUpper[i] = i < Count - 1 || periodic ? (float)Coupling(i, (i + 1) % Count, coupling) : 0f;
        }

        ToLowerFace = lower.IsHeld ? (float)(2.0 * coupling / (_widths[0] * _widths[0])) : 0f;
        ToUpperFace = upper.IsHeld ? (float)(2.0 * coupling / (_widths[Count - 1] * _widths[Count - 1])) : 0f;
        ToFace[0] += ToLowerFace;
        ToFace[Count - 1] += ToUpperFace;
    }

    /// <summary>Cells.</summary>
    public int Count => _widths.Length;

    /// <summary>What holds at the low end.</summary>
    public FaceCondition LowerFace { get; }

    /// <summary>What holds at the high end.</summary>
    public FaceCondition UpperFace { get; }

    /// <summary>Whether the ends are neighbours.</summary>
    public bool IsPeriodic => LowerFace.Kind == FaceKind.Periodic;

    /// <summary>Coupling of each cell to its lower neighbour [1/s]; 0 at a face.</summary>
    public float[] ToLower { get; }

    /// <summary>Coupling of each cell to its upper neighbour [1/s]; 0 at a face.</summary>
    public float[] ToUpper { get; }

    /// <summary>Coupling of each cell to held faces [1/s]; 0 elsewhere.</summary>
    public float[] ToFace { get; }

    /// <summary>Coupling of the first cell to a held low face [1/s]; 0 if it is not held.</summary>
    public float ToLowerFace { get; }

    /// <summary>Coupling of the last cell to a held high face [1/s]; 0 if it is not held.</summary>
    public float ToUpperFace { get; }

    /// <summary>The finest lattice's axis.</summary>
    /// <param name="count">Voxels.</param>
    /// <param name="lower">What holds at the low end.</param>
    /// <param name="upper">What holds at the high end.</param>
    /// <param name="coupling">D/h² [1/s].</param>
    public static AxisLevel Finest(int count, FaceCondition lower, FaceCondition upper, double coupling)
    {
        double[] widths = new double[count];
        Array.Fill(widths, 1.0);
        return new(widths, lower, upper, coupling);
    }

    /// <summary>The axis with neighbours joined, or the same if there is one cell only.</summary>
    /// <param name="coupling">D/h² of the finest lattice [1/s].</param>
    public AxisLevel Coarsen(double coupling)
    {
        double[] widths = new double[(Count + 1) / 2];
        for (int i = 0; i < Count; i++)
            widths[i / 2] += _widths[i];
        return new(widths, LowerFace, UpperFace, coupling);
    }

    /// <summary>The share of a cell in the volume of the coarse cell that it joins.</summary>
    public float ShareOf(int cell)
    {
        int partner = cell ^ 1;
        return partner < Count ? (float)(_widths[cell] / (_widths[cell] + _widths[partner])) : 1f;
    }

    /// <summary>
    /// How far the centre of a cell lies from the centre of its coarse cell towards the next coarse cell on its side, as a part of
    /// their distance; beyond a face that next cell is the coarse cell's mirror image.
    /// </summary>
    public float ReachOf(int cell)
    {
        int partner = cell ^ 1;
        if (partner >= Count)
            return 0f;
        double parent = _widths[cell] + _widths[partner];
        double offset = (parent - _widths[cell]) / 2.0;
        int coarse = cell / 2;
        int coarseCount = (Count + 1) / 2;
        int next = (cell & 1) == 1 ? coarse + 1 : coarse - 1;
        if (IsPeriodic)
            next = (next + coarseCount) % coarseCount;
        double nextWidth = next < 0 || next >= coarseCount ? parent : CoarseWidth(next);
        return (float)(offset / ((parent + nextWidth) / 2.0));
    }

    private double CoarseWidth(int coarse)
        => _widths[2 * coarse] + ((2 * coarse) + 1 < Count ? _widths[(2 * coarse) + 1] : 0.0);

    private double Coupling(int cell, int neighbour, double coupling)
        => coupling / (_widths[cell] * (_widths[cell] + _widths[neighbour]) / 2.0);
}
