namespace GpuTumor.Backends.Cpu;

/// <summary>Keeps neighbouring members of a team within one step of each other as they walk through the planes of a lattice.</summary>
/// <remarks>
/// A member begins a step when both its neighbours have finished the one before: what it reads from their rows is then done, and
/// what they read from its rows is not yet touched. Members stand in a ring, as rows of a periodic lattice do.
/// </remarks>
internal sealed class Relay
{
    // Counts of different members lie on different pairs of cache lines.
    private const int Stride = 16;
    private readonly int _members;
    private readonly long[] _finished;

    /// <summary>A relay of a team.</summary>
    /// <param name="members">Members of the team.</param>
    public Relay(int members)
    {
        _members = members;
        _finished = new long[members * Stride];
    }

    /// <summary>Returns once both neighbours have finished as many steps as <paramref name="member"/>.</summary>
    public void Await(int member)
    {
        long own = _finished[member * Stride];
        Await((member + 1) % _members, own);
        Await((member + _members - 1) % _members, own);
    }

    /// <summary>Says that <paramref name="member"/> has finished a step. All members do the same number of steps.</summary>
    public void Pass(int member) => Volatile.Write(ref _finished[member * Stride], _finished[member * Stride] + 1);

    private void Await(int neighbour, long steps)
    {
        if (Volatile.Read(ref _finished[neighbour * Stride]) >= steps)
            return;
        SpinWait spin = default;
        // Yields to whoever needs the processor, but never sleeps: a step takes microseconds.
        while (Volatile.Read(ref _finished[neighbour * Stride]) < steps)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
