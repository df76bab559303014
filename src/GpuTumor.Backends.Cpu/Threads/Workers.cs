namespace GpuTumor.Backends.Cpu;

/// <summary>
/// A team of threads that stays for the life of a tissue. <see cref="Run(Action{int})"/> gives every member the same work with
/// its number; nothing is allocated per call.
/// </summary>
/// <remarks>Members wait by spinning for a moment, then by sleeping, so that an idle tissue costs nothing.</remarks>
public sealed class Workers : IDisposable
{
    private const long WorthSharing = 16384;
    private readonly Thread[] _threads;
    private readonly Lock _gate = new();
    private readonly Turnstile _start = new(2000);
    private readonly Turnstile _end = new(500);
    private readonly Turnstile _barrier = new(500);
    private volatile Action<int>? _work;
    private volatile bool _stopping;
    private volatile Exception? _failure;
    private int _busy;
    private int _arrived;

    /// <summary>Starts a team of <paramref name="count"/>, the caller being member 0.</summary>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
        _threads = new Thread[count - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int member = i + 1;
            _threads[i] = new Thread(() => Serve(member)) { IsBackground = true, Name = $"gputumor worker {member}" };
            _threads[i].Start();
        }
    }

    /// <summary>Members, the caller included.</summary>
    public int Count { get; }

    /// <summary>Runs <paramref name="work"/> on every member and returns when all are done. Not re-entrant.</summary>
    public void Run(Action<int> work)
    {
        lock (_gate)
        {
            if (Count == 1)
            {
                work(0);
                return;
            }

            _failure = null;
            _busy = Count - 1;
            _work = work;
            int turn = _end.Turn;
            _start.Advance();
            Try(work, 0);
            _end.WaitWhile(turn);
            if (_failure is { } first)
                throw new InvalidOperationException("A worker failed: " + first.Message, first);
        }
    }

    /// <summary>
    /// The same, but by the caller alone, member after member, where the work is too small to share.
    /// The work must not call <see cref="Barrier"/>.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="items">How many items, each worth some nanoseconds, it visits in all.</param>
    public void Run(Action<int> work, long items)
    {
        if (items >= WorthSharing)
        {
            Run(work);
            return;
        }

        for (int member = 0; member < Count; member++)
            work(member);
    }

    /// <summary>Called by every member inside <see cref="Run(Action{int})"/>: returns when all have arrived.</summary>
    public void Barrier()
    {
        if (Count == 1)
            return;
        int turn = _barrier.Turn;
        if (Interlocked.Increment(ref _arrived) == Count)
        {
            _arrived = 0;
            _barrier.Advance();
            return;
        }

        _barrier.WaitWhile(turn);
    }

    /// <summary>The share of <paramref name="total"/> items that belongs to a member: from <c>Start</c> up to, not including, <c>End</c>.</summary>
    public (int Start, int End) Share(int total, int member)
        => ((int)((long)total * member / Count), (int)((long)total * (member + 1) / Count));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping = true;
        _start.Advance();
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Serve(int member)
    {
        for (int turn = 0; ; turn++)
        {
            _start.WaitWhile(turn);
            if (_stopping)
                return;
            Try(_work!, member);
            if (Interlocked.Decrement(ref _busy) == 0)
                _end.Advance();
        }
    }

    private void Try(Action<int> work, int member)
    {
        try
        {
            work(member);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }
}
