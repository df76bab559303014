namespace GpuTumor.Backends.Cpu;

/// <summary>A counter that threads can wait on: they spin for a moment, then sleep, so that a busy machine can run the others.</summary>
/// <param name="spins">Looks before a waiting thread goes to sleep, each about 0.4 µs.</param>
internal sealed class Turnstile(int spins)
{
    private readonly object _bed = new();
    private volatile int _turn;
    private int _sleepers;

    /// <summary>The present count.</summary>
    public int Turn => _turn;

    /// <summary>Counts one on and lets the waiting go.</summary>
    public void Advance()
    {
#pragma warning disable CS0420 // an interlocked operation is at least volatile
        Interlocked.Increment(ref _turn);
#pragma warning restore CS0420
        // Whoever goes to sleep after this look has seen the new count.
        if (Volatile.Read(ref _sleepers) == 0)
            return;
        lock (_bed)
            Monitor.PulseAll(_bed);
    }

    /// <summary>Returns once the count is no longer <paramref name="turn"/>.</summary>
    public void WaitWhile(int turn)
    {
        for (int i = 0; i < spins; i++)
        {
            if (_turn != turn)
                return;
            Thread.SpinWait(10);
        }

        lock (_bed)
        {
            Interlocked.Increment(ref _sleepers);
            while (_turn == turn)
                Monitor.Wait(_bed);
            Interlocked.Decrement(ref _sleepers);
        }
    }
}
