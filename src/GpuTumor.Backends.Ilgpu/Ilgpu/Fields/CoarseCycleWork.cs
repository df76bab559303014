using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The small lattices of a V cycle, down to a single cell and up again, by one group: one launch instead of thirty.</summary>
/// <param name="numbers">Cells along x, y and z and whether each axis closes on itself, where their tables begin, and where the cells begin in the maps: seven numbers a lattice.</param>
/// <param name="tables">The tables of all axes.</param>
/// <param name="first">The lattice to begin with.</param>
/// <param name="last">The lattice of a single cell.</param>
/// <param name="loss">First-order loss everywhere beside the maps [1/s].</param>
/// <param name="coarsensLoss">1 if the losses of the coarser lattices are to be made anew.</param>
/// <param name="corrections">The corrections on all coarse lattices.</param>
/// <param name="defects">The defects on all coarse lattices [field unit/s].</param>
/// <param name="losses">The losses on all coarse lattices [1/s].</param>
/// <remarks>The same steps in the same order as lattice by lattice; all threads meet after each.</remarks>
internal readonly struct CoarseCycleWork(
    ArrayView<int> numbers, ArrayView<float> tables, int first, int last, float loss, int coarsensLoss,
    ArrayView<float> corrections, ArrayView<float> defects, ArrayView<float> losses) : IGroupWork
{
    /// <summary>Numbers that describe a lattice.</summary>
    public const int NumbersOfLattice = 7;

    private const int CoarsestSweeps = 2;
    private readonly ArrayView<int> _numbers = numbers;
    private readonly ArrayView<float> _tables = tables;
    private readonly int _first = first;
    private readonly int _last = last;
    private readonly float _loss = loss;
    private readonly int _coarsensLoss = coarsensLoss;
    private readonly ArrayView<float> _corrections = corrections;
    private readonly ArrayView<float> _defects = defects;
    private readonly ArrayView<float> _losses = losses;

    public void Run(int thread, int threads)
    {
        for (int level = _first; level < _last; level++)
        {
            Smooth(level, thread, threads);
            Restrict(level, thread, threads);
        }

        for (int sweep = 0; sweep < CoarsestSweeps; sweep++)
            Smooth(_last, thread, threads);
        for (int level = _last - 1; level >= _first; level--)
        {
            Prolong(level, thread, threads);
            Smooth(level, thread, threads);
        }
    }

    private void Smooth(int level, int thread, int threads)
    {
        FieldLattice lattice = Lattice(level);
        int half = (lattice.X.Count + 1) >> 1;
        int rows = lattice.Y.Count * lattice.Z.Count;
        for (int colour = 0; colour < 2; colour++)
        {
            SmoothWork<FieldLattice, RowStencil> work = new(lattice, Map(_corrections, level), Reaction(level), _loss, 0, colour);
            for (int i = thread; i < half * rows; i += threads)
            {
                int row = i / half;
                int z = row / lattice.Y.Count;
                work.At(i - (row * half), row - (z * lattice.Y.Count), z);
            }

            Group.Barrier();
        }
    }

    private void Restrict(int level, int thread, int threads)
    {
        FieldLattice coarse = Lattice(level + 1);
        ArrayView<float> coarseLoss = Map(_losses, level + 1);
        RestrictWork<FieldLattice, RowStencil> work = new(
            Lattice(level), coarse, Map(_corrections, level), Reaction(level), _loss,
            Map(_defects, level + 1), coarseLoss.SubView(0L, _coarsensLoss != 0 ? coarseLoss.Length : 0L), Map(_corrections, level + 1));
        for (int i = thread; i < RowSums.Columns * coarse.Y.Count * coarse.Z.Count; i += threads)
        {
            int row = i >> 4;
            int z = row / coarse.Y.Count;
            RowSums sums = default;
            work.Cover(i & (RowSums.Columns - 1), row - (z * coarse.Y.Count), z, ref sums);
        }

        Group.Barrier();
    }

    private void Prolong(int level, int thread, int threads)
    {
        FieldLattice fine = Lattice(level);
        ProlongWork work = new(fine, Lattice(level + 1), Map(_corrections, level), Map(_corrections, level + 1));
        int rows = fine.Y.Count * fine.Z.Count;
        for (int i = thread; i < fine.X.Count * rows; i += threads)
        {
            int row = i / fine.X.Count;
            int z = row / fine.Y.Count;
            work.At(i - (row * fine.X.Count), row - (z * fine.Y.Count), z);
        }

        Group.Barrier();
    }

    private FieldLattice Lattice(int level)
    {
        int at = NumbersOfLattice * level;
        int x = _numbers[at];
        int y = _numbers[at + 1];
        int z = _numbers[at + 2];
        int periodic = _numbers[at + 3];
        int mirrors = _numbers[at + 4];
        long tables = _numbers[at + 5];
        long ofY = tables + (AxisView.Tables * (long)x);
        long ofZ = ofY + (AxisView.Tables * (long)y);
        return new FieldLattice(
            Axis(tables, x, periodic & 1, mirrors),
            Axis(ofY, y, (periodic >> 1) & 1, mirrors >> 2),
            Axis(ofZ, z, (periodic >> 2) & 1, mirrors >> 4));
    }

    private AxisView Axis(long start, int count, int isPeriodic, int mirrors) => new(
        _tables.SubView(start, AxisView.Tables * (long)count), count, isPeriodic,
        (mirrors & 1) == 0 ? 1f : -1f, (mirrors & 2) == 0 ? 1f : -1f);

    private ArrayView<float> Map(ArrayView<float> maps, int level)
    {
        int at = NumbersOfLattice * level;
        long cells = (long)_numbers[at] * _numbers[at + 1] * _numbers[at + 2];
        return maps.SubView(_numbers[at + 6], cells);
    }

    // A view of nothing: a default one would be a pointer to anywhere.
    private ReactionMaps Reaction(int level) => new(Map(_losses, level), Map(_defects, level), _losses.SubView(0L, 0L), 0f);
}
