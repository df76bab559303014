using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Solves k·c + uptake(c) − D∇²c = f on the finest lattice by V(1,1) cycles.</summary>
/// <remarks>Lattice by lattice what the processor does; see there for the scheme.</remarks>
internal sealed class Multigrid : IDisposable
{
    private const int CoarsestSweeps = 2;

    // Lattices of at most so many cells are done by one group: a launch each would take longer.
    private const long CellsOfOneGroup = 16 * 16 * 16;
    private readonly GpuContext _context;
    private readonly CoarseMaps _maps;
    private readonly LatticeSums _sums;
    private FieldGeometry _geometry = null!;
    private ArrayView<float> _concentration;
    private ReactionMaps _reaction;
    private float _loss;
    private bool _coarsenLoss;

    public Multigrid(GpuContext context, Grid grid, CoarseMaps maps)
    {
        (_context, _maps) = (context, maps);
        _sums = new LatticeSums(context, grid, RestrictionSums.Quantities + 1);
    }

    /// <summary>Sets the equation.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="concentration">The field: the first guess, then the solution.</param>
    /// <param name="reaction">Maps of the finest lattice.</param>
    /// <param name="loss">First-order loss everywhere beside the map [1/s].</param>
    public void Begin(FieldGeometry geometry, ArrayView<float> concentration, ReactionMaps reaction, float loss)
    {
        _geometry = geometry;
        _concentration = concentration;
        _reaction = reaction;
        _loss = loss;
        _coarsenLoss = true;
    }

    /// <summary>One V(1,1) cycle.</summary>
    /// <returns>
    /// The largest change that a relaxation would have made before the coarse correction, or that correction if it is larger, relative
    /// to the largest concentration.
    /// </returns>
    public double Cycle()
    {
        Descend(0);
        _coarsenLoss = false;
        if (_maps.Levels == 1)
            return 0.0;
        FieldLattice coarse = _geometry[1];
        _sums.Run(new MagnitudeWork(coarse, Unknown(1)), RestrictionSums.Quantities, 1, 0, coarse.Y.Count, coarse.Z.Count);
        _sums.Fetch(RestrictionSums.Quantities + 1, coarse.Z.Count);
        double largest = _sums.Largest(RestrictionSums.Largest);
        double change = Math.Max(_sums.Largest(RestrictionSums.LargestChange), _sums.Largest(RestrictionSums.Quantities));
        return largest > 0 ? change / largest : 0.0;
    }

    public void Dispose() => _sums.Dispose();

    private void Descend(int level)
    {
        if (level == _maps.Levels - 1)
        {
            for (int i = 0; i < CoarsestSweeps; i++)
                Smooth(level);
            return;
        }

        FieldLattice fine = _geometry[level];
        if (IsForOneGroup(level))
        {
            _context.ForGroup(new CoarseCycleWork(
                _geometry.Numbers, _geometry.Tables, level, _maps.Levels - 1, _loss, CoarsensLoss ? 1 : 0,
                _maps.Corrections, _maps.Defects, _maps.Losses));
        }
        else if (!_geometry.IsHindered && !_geometry.Ordered[level] && _context.UsesTiles(fine))
        {
            DescendInTiles(level, fine);
        }
        else
        {
            Smooth(level);
            Restrict(level, Unknown(level));
            Descend(level + 1);
            _context.ForVoxels(fine.X.Count, fine.Y.Count, fine.Z.Count, Prolongation(level, Unknown(level)));
            Smooth(level);
        }
    }

    // Both colours at once: from the map into another on the way down, and back with the correction on the way up.
    private void DescendInTiles(int level, FieldLattice lattice)
    {
        ArrayView<float> unknown = Unknown(level);
        ArrayView<float> smoothed = _maps.Smoothed(level);
        int isConcentration = level == 0 ? 1 : 0;
        _context.ForTiles(lattice, default, new SmoothTileWork(unknown, smoothed, ReactionOn(level), _loss, isConcentration));
        Restrict(level, smoothed);
        Descend(level + 1);
        _context.ForTiles(lattice, default, new ProlongSmoothTileWork(
            Prolongation(level, smoothed), new SmoothTileWork(smoothed, unknown, ReactionOn(level), _loss, isConcentration)));
    }

    private bool CoarsensLoss => _coarsenLoss || _reaction.IsSaturable;

    private bool IsForOneGroup(int level)
        => level > 0 && !_geometry.IsHindered && _geometry[level].Cells <= CellsOfOneGroup && !_geometry.Ordered.Skip(level).Any(ordered => ordered);

    private ProlongWork Prolongation(int level, ArrayView<float> unknown)
        => new(_geometry[level], _geometry[level + 1], unknown, Unknown(level + 1));

    private ArrayView<float> Unknown(int level) => level == 0 ? _concentration : _maps.Correction(level);

    private ReactionMaps ReactionOn(int level)
        => level == 0 ? _reaction : new ReactionMaps(_maps.Loss(level), _maps.Defect(level), default, 0f);

    private void Smooth(int level)
    {
        if (_geometry.IsHindered)
            Smooth<MatrixLattice, MatrixRow>(_geometry.InMatrix(level), level);
        else
            Smooth<FieldLattice, RowStencil>(_geometry[level], level);
    }

    private void Smooth<TLattice, TRow>(TLattice lattice, int level)
        where TLattice : struct, IFieldLattice<TRow>
        where TRow : struct, IFieldRow
    {
        int isConcentration = level == 0 ? 1 : 0;
        if (_geometry.Ordered[level])
        {
            _context.ForGroup(new OrderedSmoothWork<TLattice, TRow>(
                lattice, Unknown(level), ReactionOn(level), _loss, isConcentration));
            return;
        }

        for (int colour = 0; colour < 2; colour++)
        {
            _context.ForVoxels(
                (lattice.Axes.X.Count + 1) / 2, lattice.Axes.Y.Count, lattice.Axes.Z.Count,
                new SmoothWork<TLattice, TRow>(lattice, Unknown(level), ReactionOn(level), _loss, isConcentration, colour));
        }
    }

    private void Restrict(int level, ArrayView<float> unknown)
    {
        if (_geometry.IsHindered)
            Restrict<MatrixLattice, MatrixRow>(_geometry.InMatrix(level), level, unknown);
        else
            Restrict<FieldLattice, RowStencil>(_geometry[level], level, unknown);
    }

    private void Restrict<TLattice, TRow>(TLattice lattice, int level, ArrayView<float> unknown)
        where TLattice : struct, IFieldLattice<TRow>
        where TRow : struct, IFieldRow
    {
        FieldLattice coarse = _geometry[level + 1];
        RestrictWork<TLattice, TRow> work = new(
            lattice, coarse, unknown, ReactionOn(level), _loss,
            _maps.Defect(level + 1), CoarsensLoss ? _maps.Loss(level + 1) : default, _maps.Correction(level + 1));
        _sums.Run(work, 0, level == 0 ? RestrictionSums.Quantities : 0, 0, coarse.Y.Count, coarse.Z.Count);
    }
}
