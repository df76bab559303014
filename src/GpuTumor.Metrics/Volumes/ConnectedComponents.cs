using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>The connected components of a set of voxels.</summary>
/// <remarks>
/// Two passes over runs of set voxels along x: slabs of planes are joined in parallel by union–find (the lower run is the
/// root, so the result does not depend on threads), then the slabs are joined at their borders. Memory goes with the number
/// of runs, not of voxels. Components are numbered in the order of their first run.
/// </remarks>
public sealed class ConnectedComponents
{
    private readonly VoxelMask _mask;
    private readonly int[] _firstRun;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly int[] _component;

    private ConnectedComponents(VoxelMask mask, Connectivity connectivity)
    {
        _mask = mask;
        _firstRun = CountRuns(mask);
        int runs = _firstRun[^1];
        (_starts, _ends, _component) = (new int[runs], new int[runs], new int[runs]);
        JoinRuns(connectivity);
        Sizes = NumberComponents();
    }

    /// <summary>Voxels of each component.</summary>
    public IReadOnlyList<long> Sizes { get; }

    /// <summary>The component with most voxels, the first of equals; −1 if there is none.</summary>
    public int Largest
    {
        get
        {
            int largest = -1;
            for (int i = 0; i < Sizes.Count; i++)
            {
                if (largest < 0 || Sizes[i] > Sizes[largest])
                    largest = i;
            }

            return largest;
        }
    }

    /// <summary>Finds the components.</summary>
    public static ConnectedComponents Find(VoxelMask mask, Connectivity connectivity) => new(mask, connectivity);

    /// <summary>The voxels of one component.</summary>
    public VoxelMask MaskOf(int component)
    {
        var result = new VoxelMask(_mask.Nx, _mask.Ny, _mask.Nz);
        Parallel.For(0, _mask.Nz, z =>
        {
            for (int y = 0; y < _mask.Ny; y++)
            {
                Span<ulong> row = result.Row(y, z);
                foreach (Run run in RunsOf(y, z))
                {
                    if (run.Component == component)
                        SetBits(row, run);
                }
            }
        });
        return result;
    }

    /// <summary>The component that shares most voxels with another set of the same lattice; −1 if none shares any.</summary>
    public int MostOverlapping(VoxelMask other)
    {
        var shared = new long[Sizes.Count];
        for (int z = 0; z < _mask.Nz; z++)
        {
            for (int y = 0; y < _mask.Ny; y++)
            {
                ReadOnlySpan<ulong> row = other.Row(y, z);
                foreach (Run run in RunsOf(y, z))
                    shared[run.Component] += CountBits(row, run);
            }
        }

        int best = -1;
        for (int i = 0; i < shared.Length; i++)
        {
            if (shared[i] > (best < 0 ? 0 : shared[best]))
                best = i;
        }

        return best;
    }

    /// <summary>The smallest of some values within each component.</summary>
    /// <param name="squaredDistancesTo">The set from whose nearest voxel squared distances [voxel²] are taken.</param>
    public int[] NearestSquaredDistances(VoxelMask squaredDistancesTo)
    {
        var nearest = new int[Sizes.Count];
        Array.Fill(nearest, DistanceTransform.Infinite);
        DistanceTransform.Visit(squaredDistancesTo, (y, z, squared) =>
        {
            foreach (Run run in RunsOf(y, z))
            {
                if (Volatile.Read(ref nearest[run.Component]) == 0)
                    continue;
                int smallest = DistanceTransform.Infinite;
                for (int x = run.Start; x <= run.End; x++)
                    smallest = Math.Min(smallest, squared[x]);
                LowerTo(ref nearest[run.Component], smallest);
            }
        });
        return nearest;
    }

    /// <summary>All voxels, as runs along x, in the order of z, then y.</summary>
    internal IEnumerable<VoxelRun> Runs()
    {
        for (int z = 0; z < _mask.Nz; z++)
        {
            for (int y = 0; y < _mask.Ny; y++)
            {
                int row = y + (_mask.Ny * z);
                for (int run = _firstRun[row]; run < _firstRun[row + 1]; run++)
                    yield return new(y, z, _starts[run], _ends[run], _component[run]);
            }
        }
    }

    private static void LowerTo(ref int place, int value)
    {
        int seen = Volatile.Read(ref place);
        while (value < seen)
        {
            int before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private static int[] CountRuns(VoxelMask mask)
    {
        var first = new int[(mask.Ny * mask.Nz) + 1];
        Parallel.For(0, mask.Nz, z =>
        {
            for (int y = 0; y < mask.Ny; y++)
            {
                ulong before = 0;
                int runs = 0;
                foreach (ulong word in mask.Row(y, z))
                {
                    runs += BitOperations.PopCount(word & ~((word << 1) | (before >> 63)));
                    before = word;
                }

                first[y + (mask.Ny * z) + 1] = runs;
            }
        });
        for (int i = 1; i < first.Length; i++)
            first[i] = checked(first[i] + first[i - 1]);
        return first;
    }

    private static void SetBits(Span<ulong> row, Run run)
    {
        for (int w = run.Start >> 6; w <= run.End >> 6; w++)
            row[w] |= run.BitsOfWord(w);
    }

    private static int CountBits(ReadOnlySpan<ulong> row, Run run)
    {
        int count = 0;
        for (int w = run.Start >> 6; w <= run.End >> 6; w++)
            count += BitOperations.PopCount(row[w] & run.BitsOfWord(w));
        return count;
    }

    private RunsOfRow RunsOf(int y, int z)
    {
        int row = y + (_mask.Ny * z);
        return new RunsOfRow(this, _firstRun[row], _firstRun[row + 1]);
    }

    private void JoinRuns(Connectivity connectivity)
    {
        int slabs = Math.Min(_mask.Nz, 4 * Environment.ProcessorCount);
        int FirstPlane(int slab) => (int)((long)_mask.Nz * slab / slabs);
        Parallel.For(0, slabs, slab =>
        {
            int first = FirstPlane(slab);
            for (int z = first; z < FirstPlane(slab + 1); z++)
            {
                FillRuns(z);
                JoinWithinPlane(z, connectivity);
                if (z > first)
                    JoinWithPlaneBelow(z, connectivity);
            }
        });
        for (int slab = 1; slab < slabs; slab++)
            JoinWithPlaneBelow(FirstPlane(slab), connectivity);
    }

    private void FillRuns(int z)
    {
        for (int y = 0; y < _mask.Ny; y++)
        {
            ReadOnlySpan<ulong> row = _mask.Row(y, z);
            int run = _firstRun[y + (_mask.Ny * z)];
            int x = NextBit(row, 0, 0);
            while (x < _mask.Nx)
            {
                int end = Math.Min(NextBit(row, x, ulong.MaxValue), _mask.Nx);
                (_starts[run], _ends[run], _component[run]) = (x, end - 1, run);
                run++;
                x = NextBit(row, end, 0);
            }
        }
    }

    /// <summary>The first position from x on whose bit differs from those of <paramref name="pattern"/>.</summary>
    private static int NextBit(ReadOnlySpan<ulong> row, int x, ulong pattern)
    {
        int w = x >> 6;
        if (w >= row.Length)
            return int.MaxValue;
        ulong word = (row[w] ^ pattern) & (ulong.MaxValue << (x & 63));
        while (word == 0)
        {
            if (++w == row.Length)
                return int.MaxValue;
            word = row[w] ^ pattern;
        }

        return (w * 64) + BitOperations.TrailingZeroCount(word);
    }

    private void JoinWithinPlane(int z, Connectivity connectivity)
    {
        for (int y = 1; y < _mask.Ny; y++)
            JoinRows(y, z, y - 1, z, connectivity);
    }

    private void JoinWithPlaneBelow(int z, Connectivity connectivity)
    {
        for (int y = 0; y < _mask.Ny; y++)
        {
            JoinRows(y, z, y, z - 1, connectivity);
            if (connectivity == Connectivity.Faces)
                continue;
            if (y > 0)
                JoinRows(y, z, y - 1, z - 1, connectivity);
            if (y + 1 < _mask.Ny)
                JoinRows(y, z, y + 1, z - 1, connectivity);
        }
    }

    private void JoinRows(int y, int z, int otherY, int otherZ, Connectivity connectivity)
    {
        int reach = connectivity == Connectivity.Corners ? 1 : 0;
        int row = y + (_mask.Ny * z);
        int otherRow = otherY + (_mask.Ny * otherZ);
        int a = _firstRun[row];
        int b = _firstRun[otherRow];
        while (a < _firstRun[row + 1] && b < _firstRun[otherRow + 1])
        {
            if (_starts[a] <= _ends[b] + reach && _starts[b] <= _ends[a] + reach)
                Union(a, b);
            if (_ends[a] < _ends[b])
                a++;
            else
                b++;
        }
    }

    private void Union(int a, int b)
    {
        a = Root(a);
        b = Root(b);
        if (a < b)
            _component[b] = a;
        else
            _component[a] = b;
    }

    private int Root(int run)
    {
        while (_component[run] != run)
        {
            _component[run] = _component[_component[run]];
            run = _component[run];
        }

        return run;
    }

    private List<long> NumberComponents()
    {
        // A root comes before all other runs of its component, so a parent's number is known when it is needed.
        var sizes = new List<long>();
        for (int run = 0; run < _component.Length; run++)
        {
            if (_component[run] == run)
            {
                _component[run] = sizes.Count;
                sizes.Add(0);
            }
            else
            {
                _component[run] = _component[_component[run]];
            }

            sizes[_component[run]] += _ends[run] - _starts[run] + 1;
        }

        return sizes;
    }

    private readonly record struct Run(int Start, int End, int Component)
    {
        public ulong BitsOfWord(int word)
        {
            ulong bits = ulong.MaxValue;
            if (word == Start >> 6)
                bits &= ulong.MaxValue << (Start & 63);
            if (word == End >> 6)
                bits &= ulong.MaxValue >> (63 - (End & 63));
            return bits;
        }
    }

    private struct RunsOfRow(ConnectedComponents owner, int first, int end)
    {
        private int _run = first - 1;

        public readonly Run Current => new(owner._starts[_run], owner._ends[_run], owner._component[_run]);

        public readonly RunsOfRow GetEnumerator() => this;

        public bool MoveNext() => ++_run < end;
    }
}
