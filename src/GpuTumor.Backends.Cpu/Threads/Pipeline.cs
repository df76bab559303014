namespace GpuTumor.Backends.Cpu;

/// <summary>Sweeps over a lattice, each of which looks at what the one before it left in the six neighbours of a voxel.</summary>
internal interface ISweeps
{
    /// <summary>How many.</summary>
    int Count { get; }

    /// <summary>Sweeps over rows of a plane.</summary>
    /// <param name="sweep">Which sweep, 0 for the first.</param>
    /// <param name="z">The plane.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="member">Who works.</param>
    void Sweep(int sweep, int z, int start, int end, int member);
}

/// <summary>Takes several sweeps through a lattice at once, so that memory is read once for all of them.</summary>
/// <remarks>
/// <para>The lattice is cut into bands of rows that fit a core's cache with the planes in flight. Within a band every sweep follows
/// its predecessor one plane behind and one row back, which is as near as a stencil of six neighbours allows; what a band's first
/// rows need is done in the band before it, what its last rows need in itself. So sweeps may work in place, no voxel is computed
/// twice, and the result is that of one sweep after another, to the bit.</para>
/// <para>Members of a team take bands in turn. A member does a plane when the band before has been through it.</para>
/// </remarks>
/// <param name="rows">Rows of the largest lattice.</param>
/// <param name="members">Members of the team.</param>
internal sealed class Pipeline(int rows, int members)
{
    private const long CacheBytes = 320 * 1024;

    /// <summary>Rows of a band, at least: a band's last sweep begins as many rows back as there are sweeps before it.</summary>
    private const int FewestRows = 4;

    /// <summary>A count of its own pair of cache lines for everyone.</summary>
    private const int Stride = 16;

    /// <summary>Steps of a walk, at most.</summary>
    private const long Steps = 1L << 32;

    private readonly long[] _finished = new long[((rows / FewestRows) + 1) * Stride];
    private readonly long[] _walks = new long[members * Stride];

    /// <summary>Takes the sweeps through a lattice that is not periodic across rows or planes, or a single one through any.</summary>
    /// <param name="sweeps">The work.</param>
    /// <param name="lattice">The lattice.</param>
    /// <param name="maps">How many maps the sweeps read and write.</param>
    /// <param name="team">Members that share the walk, the first ones; each calls this once, others may.</param>
    /// <param name="member">Which one this is.</param>
    public void Walk<TSweeps>(ref TSweeps sweeps, Lattice lattice, int maps, int team, int member)
        where TSweeps : struct, ISweeps
    {
        if (member >= team)
            return;
        int height = RowsPerBand(lattice, sweeps.Count, maps, team);
        int bands = (lattice.Y.Count + height - 1) / height;
        long walk = team > 1 ? ++_walks[member * Stride] * Steps : 0;
        bool waits = team > 1 && sweeps.Count > 1;
        for (int band = member; band < bands; band += team)
        {
            (int start, int end) = (band * height, band == bands - 1 ? int.MaxValue : (band + 1) * height);
            for (int step = 0; step < lattice.Z.Count + sweeps.Count - 1; step++)
            {
                if (waits && band > 0)
                    Await(band - 1, walk + step + 1);
                Step(ref sweeps, lattice, step, start, end, member);
                if (waits)
                    Volatile.Write(ref _finished[band * Stride], walk + step + 1);
            }
        }
    }

    /// <summary>Whether bands of rows fit the cache with all sweeps at once: where rows are long, fewer sweeps at a time are faster.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="sweeps">How many sweeps.</param>
    /// <param name="maps">How many maps they read and write.</param>
    public static bool Holds(Lattice lattice, int sweeps, int maps)
        => CacheBytes / BytesPerRow(lattice, sweeps, maps) >= Math.Max(FewestRows, sweeps);

    private static long BytesPerRow(Lattice lattice, int sweeps, int maps) => sizeof(float) * (long)lattice.X.Count * maps * (sweeps + 2);

    private static void Step<TSweeps>(ref TSweeps sweeps, Lattice lattice, int step, int start, int end, int member)
        where TSweeps : struct, ISweeps
    {
        for (int sweep = 0; sweep < sweeps.Count; sweep++)
        {
            int z = step - sweep;
            if (z < 0 || z >= lattice.Z.Count)
                continue;
            sweeps.Sweep(
                sweep, z, start == 0 ? 0 : start - sweep, end == int.MaxValue ? lattice.Y.Count : end - sweep, member);
        }
    }

    // Even, so that pairs of rows that become one row of a coarser lattice stay together.
    private static int RowsPerBand(Lattice lattice, int sweeps, int maps, int team)
    {
        long inCache = Math.Max(Math.Max(FewestRows, sweeps), CacheBytes / BytesPerRow(lattice, sweeps, maps));
        long bands = (lattice.Y.Count + inCache - 1) / inCache;
        // Everyone gets as many.
        bands = (bands + team - 1) / team * team;
        int height = (int)((lattice.Y.Count + bands - 1) / bands);
        return Math.Max(Math.Max(FewestRows, sweeps), (height + 1) & ~1);
    }

    private void Await(int band, long count)
    {
        if (Volatile.Read(ref _finished[band * Stride]) >= count)
            return;
        SpinWait spin = default;
        // Yields to whoever needs the processor, but never sleeps: a step takes microseconds.
        while (Volatile.Read(ref _finished[band * Stride]) < count)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
