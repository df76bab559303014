using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>An axis of a lattice as the sweeps read it: tables that lanes can load.</summary>
internal sealed unsafe class AxisTable : IDisposable
{
    private readonly NativeArray<float> _tables;

    public AxisTable(AxisLevel axis)
    {
        Count = axis.Count;
        CoarseCount = (axis.Count + 1) / 2;
        IsPeriodic = axis.IsPeriodic;
        LowerMirror = axis.LowerFace.IsHeld ? -1f : 1f;
        UpperMirror = axis.UpperFace.IsHeld ? -1f : 1f;
        // One lane of slack between tables: the last lane of a row may read past its end.
        long stride = Count + 16;
        _tables = new NativeArray<float>(8L * stride);
        float* table = _tables.Pointer;
        ToLower = table;
        ToUpper = table += stride;
        ToBoth = table += stride;
        ToFace = table += stride;
        FirstShare = table += stride;
        SecondShare = table += stride;
        FirstReach = table += stride;
        SecondReach = table + stride;
        for (int i = 0; i < Count; i++)
        {
            ToLower[i] = axis.ToLower[i];
            ToUpper[i] = axis.ToUpper[i];
            ToBoth[i] = axis.ToLower[i] + axis.ToUpper[i];
            ToFace[i] = axis.ToFace[i];
            ((i & 1) == 0 ? FirstShare : SecondShare)[i / 2] = axis.ShareOf(i);
            ((i & 1) == 0 ? FirstReach : SecondReach)[i / 2] = axis.ReachOf(i);
        }

        (UniformStart, UniformEnd) = UniformStretch();
    }

    /// <summary>Cells.</summary>
    public int Count { get; }

    /// <summary>Cells of the next coarser lattice.</summary>
    public int CoarseCount { get; }

    /// <summary>The first cell of the stretch around the middle whose couplings are all those of the middle cell.</summary>
    public int UniformStart { get; }

    /// <summary>The first cell after that stretch.</summary>
    public int UniformEnd { get; }

    /// <summary>Whether the ends are neighbours.</summary>
    public bool IsPeriodic { get; }

    /// <summary>Beyond the low face a correction is mirrored with this sign: it vanishes on a held face.</summary>
    public float LowerMirror { get; }

    /// <summary>The same beyond the high face.</summary>
    public float UpperMirror { get; }

    /// <summary>Couplings to the lower neighbour [1/s].</summary>
    public float* ToLower { get; }

    /// <summary>Couplings to the upper neighbour [1/s].</summary>
    public float* ToUpper { get; }

    /// <summary>Couplings to both neighbours together [1/s].</summary>
    public float* ToBoth { get; }

    /// <summary>Couplings to held faces [1/s].</summary>
    public float* ToFace { get; }

    /// <summary>The cell whose couplings are those of the uniform stretch.</summary>
    public int Middle => Count / 2;

    /// <summary>By coarse cell: the share of its first cell.</summary>
    public float* FirstShare { get; }

    /// <summary>By coarse cell: the share of its second cell; 0 if it has one only.</summary>
    public float* SecondShare { get; }

    /// <summary>By coarse cell: the reach of its first cell towards the lower coarse neighbour.</summary>
    public float* FirstReach { get; }

    /// <summary>By coarse cell: the reach of its second cell towards the upper coarse neighbour.</summary>
    public float* SecondReach { get; }

    /// <summary>The share of a cell in its coarse cell.</summary>
    public float ShareOf(int cell) => ((cell & 1) == 0 ? FirstShare : SecondShare)[cell / 2];

    /// <summary>Where a cell's correction comes from besides its coarse cell: the other coarse cell, and the weights of both.</summary>
    public (int Other, float OfOwn, float OfOther) Source(int cell)
    {
        int own = cell / 2;
        bool second = (cell & 1) == 1;
        float reach = (second ? SecondReach : FirstReach)[own];
        int other = second ? own + 1 : own - 1;
        if (other >= 0 && other < CoarseCount)
            return (other, 1f - reach, reach);
        if (IsPeriodic)
            return (second ? 0 : CoarseCount - 1, 1f - reach, reach);
        return (own, 1f - reach, reach * (second ? UpperMirror : LowerMirror));
    }

    public void Dispose() => _tables.Dispose();

    private (int Start, int End) UniformStretch()
    {
        int middle = Count / 2;
        bool IsLikeTheMiddle(int cell)
            => ToLower[cell] == ToLower[middle] && ToUpper[cell] == ToUpper[middle] && ToFace[cell] == 0f;

        (int start, int end) = (middle, middle);
        while (start > 0 && IsLikeTheMiddle(start - 1))
            start--;
        while (end < Count && IsLikeTheMiddle(end))
            end++;
        return (start, end);
    }
}
