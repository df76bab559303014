namespace GpuTumor.Engine;

/// <summary>Decides after each cycle of a multigrid whether another is due.</summary>
/// <remarks>
/// A cycle tells what it found: the largest change by one more relaxation or by the coarser lattices, relative to the largest
/// concentration. It leaves a fifth of that or less in free tissue, so that a cycle that found no more than the tolerance was the last. A
/// field that has hardly changed since the last step needs one.
/// </remarks>
/// <param name="tolerance">What a last cycle may find.</param>
public struct CycleRule(double tolerance)
{
    /// <summary>A cycle that leaves more than this of what the one before found is slow: then conjugate gradients help.</summary>
    public const double SlowRate = 0.4;

    /// <summary>Cycles of a step, at most.</summary>
    public const int MostCycles = 30;

    private readonly double _tolerance = tolerance;
    private double _former;

    /// <summary>Cycles so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another cycle is due.</summary>
    public bool IsDue { get; private set; } = true;

    /// <summary>Whether cycles were seen to be slow.</summary>
    public bool IsSlow { get; private set; }

    /// <summary>Takes up what a cycle found.</summary>
    public void Take(double found)
    {
        Count++;
        // The first cycle also clears away what no later one meets.
        if (Count > 2 && found > SlowRate * _former)
            IsSlow = true;
        IsDue = found > _tolerance && Count < MostCycles;
        _former = found;
    }
}
