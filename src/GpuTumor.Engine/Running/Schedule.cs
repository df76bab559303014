namespace GpuTumor.Engine;

/// <summary>Which steps something happens at. Always whole steps: asking for more output cannot change the answer.</summary>
public sealed class Schedule
{
    private readonly long _first;
    private readonly long _interval;
    private readonly long[] _steps;

    private Schedule(long first, long interval, long[] steps) => (_first, _interval, _steps) = (first, interval, steps);

    /// <summary>Never.</summary>
    public static Schedule Never { get; } = new(0, 0, []);

    /// <summary>At steps 0, n, 2n, …</summary>
    public static Schedule EverySteps(long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        return new(0, n, []);
    }

    /// <summary>At the given steps.</summary>
    public static Schedule At(IEnumerable<long> steps) => new(0, 0, [.. steps.Order().Distinct()]);

    /// <summary>Whether this step is one.</summary>
    public bool IsDue(long step)
        => _interval > 0 ? step >= _first && (step - _first) % _interval == 0 : Array.BinarySearch(_steps, step) >= 0;

    /// <summary>The first such step after <paramref name="step"/>; <see cref="long.MaxValue"/> if there is none.</summary>
    public long NextAfter(long step)
    {
        if (_interval > 0)
            return step < _first ? _first : _first + ((((step - _first) / _interval) + 1) * _interval);
        foreach (long candidate in _steps)
        {
            if (candidate > step)
                return candidate;
        }

        return long.MaxValue;
    }
}
