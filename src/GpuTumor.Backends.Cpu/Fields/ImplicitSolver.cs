using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Implicit steps, or the steady state, by multigrid.</summary>
/// <remarks>
/// (c′ − c)/dt = D∇²c′ − k·c′ − uptake(c′) + s; without the left side for a steady state. Cycles go on while the last one still
/// found changes above the tolerance. At last the field is scaled by a factor near one such that its sources, sinks and change
/// balance: the one error that cycles leave and that would add up over the steps.
/// </remarks>
internal sealed unsafe partial class ImplicitSolver : IDisposable
{
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Multigrid _multigrid;
    private readonly Sums _opening;
    private readonly Sums _closing;
    private readonly Sums _change;
    private readonly NativeArray<float>[] _scratch;
    private readonly Action<int> _open;
    private readonly Action<int> _close;
    private readonly Action<int> _scale;
    private readonly Action<int> _measure;
    private readonly double _seconds;
    private ConjugateGradients? _gradients;
    private FieldGeometry _geometry = null!;
    private FieldMaps _maps;
    private Opening _start;
    private float* _rightSide;
    private double _tolerance;
    private float _storage;
    private float _pinningLoss;
    private float _excess;

    /// <summary>Makes a solver for the fields of a lattice.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="stepHours">The step [h].</param>
    /// <param name="workers">The threads.</param>
    /// <param name="lanes">How many values are worked on together.</param>
    /// <param name="coarse">The maps of the coarser lattices.</param>
    /// <param name="scratch">
    /// Maps that are free during a solution: the first two are for steps within a tolerance, the last two for conjugate gradients.
    /// Fewer, if there are none of either.
    /// </param>
    public ImplicitSolver(
        Grid grid, double stepHours, Workers workers, LaneWidth lanes, CoarseMaps coarse, NativeArray<float>[] scratch)
    {
        (_workers, _lanes, _scratch) = (workers, lanes, scratch);
        _seconds = stepHours * 3600.0;
        _multigrid = new Multigrid(grid.Nx, grid.Ny, workers, lanes, coarse);
        _opening = new Sums(OpeningSums.Quantities, grid.Nz, workers.Count);
        _closing = new Sums(ClosingSums.Quantities, grid.Nz, workers.Count);
        _change = new Sums(ChangeRow.Quantities, grid.Nz, workers.Count);
        (_open, _close, _scale, _measure) = (Open, Close, Scale, Measure);
    }

    /// <summary>Bytes held beside the coarse maps.</summary>
    public long Bytes => _multigrid.Bytes + _opening.Bytes + _closing.Bytes + _change.Bytes + (_gradients?.Bytes ?? 0);

    /// <summary>Cycles of the last step.</summary>
    public int Cycles { get; private set; }

    /// <summary>Whether the last steady state has sources and nothing that removes what they give: then there is none.</summary>
    public bool IsWithoutSink { get; private set; }

    /// <summary>Losses faster than all of diffusion pin a voxel to the value of its source [1/s].</summary>
    public static float PinningLoss(FieldGeometry geometry) => (float)geometry.DiffusionRate;

    /// <summary>Lets conjugate gradients help where matrix slows the cycles.</summary>
    /// <param name="gradients">Disposed with the solver.</param>
    public void Accelerate(ConjugateGradients gradients) => _gradients = gradients;

    /// <summary>One backward Euler step.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="maps">The field.</param>
    /// <param name="tolerance">What a last cycle may find.</param>
    /// <param name="ledger">The field's balance.</param>
    public void Step(FieldGeometry geometry, in FieldMaps maps, double tolerance, MassLedger ledger)
        => SolveOnce(geometry, maps, 1.0 / _seconds, tolerance, ledger);

    /// <summary>The steady state of the present sources and losses.</summary>
    public void Settle(FieldGeometry geometry, in FieldMaps maps, double tolerance, MassLedger ledger)
        => SolveOnce(geometry, maps, 0.0, tolerance, ledger);

    public void Dispose()
    {
        _multigrid.Dispose();
        _gradients?.Dispose();
        _opening.Dispose();
        _closing.Dispose();
        _change.Dispose();
    }

    private void SolveOnce(FieldGeometry geometry, in FieldMaps maps, double storage, double tolerance, MassLedger ledger)
    {
        Begin(geometry, maps, tolerance);
        if (Solve(Opening.Alone, maps.Gain, storage))
            Balance(ledger, _seconds);
        else
            ledger.Book(0, 0, 0, default, 0, 0);
    }

    private void Begin(FieldGeometry geometry, in FieldMaps maps, double tolerance)
    {
        (_geometry, _maps, _tolerance) = (geometry, maps, tolerance);
        _pinningLoss = PinningLoss(geometry);
        Cycles = 0;
        IsWithoutSink = false;
    }

    /// <summary>Solves for the field, from where it is; false if it is nowhere and comes from nowhere.</summary>
    private bool Solve(Opening opening, float* rightSide, double storage)
    {
        (_start, _storage) = (opening, (float)storage);
        _rightSide = rightSide;
        _workers.Run(_open);
        if (_geometry.IsHindered)
            _geometry.AddGainsThroughMatrix(rightSide);
        if (IsNothing)
            return false;
        _multigrid.Begin(_geometry, _maps.Concentration, Reaction(0), _maps.Decay + _storage);
        Cycles += Iterate();
        return true;
    }

    private int Iterate()
    {
        CycleRule rule = new(_tolerance);
        ConjugateGradients? gradients = null;
        while (rule.IsDue)
        {
            // What takes up by Michaelis and Menten is another equation after each cycle.
            if (rule.IsSlow && gradients is null && _geometry.IsHindered && _maps.Maximum is null)
            {
                gradients = _gradients;
                _multigrid.Finish();
                gradients?.Begin(
                    _geometry, _maps.Concentration, Reaction(0), _maps.Decay + _storage, _scratch[^2], _scratch[^1]);
            }

            rule.Take(_multigrid.Cycle());
            if (gradients is not null && rule.IsDue)
            {
                _multigrid.Finish();
                gradients.Improve();
            }
        }

        _multigrid.Finish();
        return rule.Count;
    }

    private bool HasPinned => _opening.Total(OpeningSums.Pinned) > 0;

    // A drug that nobody gives, say: what is nowhere and comes from nowhere stays so.
    private bool IsNothing
        => _opening.Total(OpeningSums.Present) == 0 && _opening.Total(OpeningSums.RightSide) == 0 && _geometry.FaceGain.Total == 0;

    private void Balance(MassLedger ledger, double seconds)
    {
        _workers.Run(_close);
        ImplicitBalance balance = new(
            new ImplicitTotals
            {
                Before = _opening.Total(OpeningSums.Present),
                Given = _opening.Total(OpeningSums.Given),
                Pinned = _opening.Total(OpeningSums.Pinned),
                Present = _closing.Total(ClosingSums.Present),
                PresentFree = _closing.Total(HasPinned || _geometry.IsHindered ? ClosingSums.PresentFree : ClosingSums.Present),
                Taken = _closing.Total(ClosingSums.Taken),
                Saturable = _closing.Total(ClosingSums.Saturable),
                SaturableSlope = _closing.Total(ClosingSums.SaturableSlope),
                Defect = _closing.Total(ClosingSums.Defect),
                PinnedNeighbours = _closing.Total(ClosingSums.PinnedNeighbours),
                ToFaces = _closing.TotalOfFaces(ClosingSums.ToFaces),
            },
            _geometry.FaceGain,
            _storage);
        if (balance.NeedsScaling)
        {
            _excess = balance.Excess;
            _workers.Run(_scale);
            balance.Scaled(_opening.Total(OpeningSums.Present));
        }

        IsWithoutSink = balance.IsWithoutSink;
        balance.Book(ledger, seconds);
    }

    private ReactionRow Reaction(long start) => new()
    {
        Loss = _maps.Loss + start,
        Source = _rightSide + start,
        Maximum = _maps.Maximum is null ? null : _maps.Maximum + start,
        HalfSaturation = _maps.HalfSaturation,
    };

    private void Open(int member)
    {
        if (_start == Opening.Alone)
            Open<Afresh>(member);
        else if (_start == Opening.Keeping)
            Open<Kept>(member);
        else
            Open<Extrapolated>(member);
    }

    private void Open<TStart>(int member)
        where TStart : struct, IStart
    {
        Lattice lattice = _geometry[0];
        float* columns = _opening.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _opening.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                OpeningRow<TStart> sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Former = _start == Opening.Alone ? null : _scratch[0].Pointer + row,
                    Loss = _maps.Loss + row,
                    Gain = _maps.Gain + row,
                    RightSide = _rightSide + row,
                    Storage = _storage,
                    FaceGain = _geometry.RowGain(y, z),
                    PinningLoss = _pinningLoss,
                    Columns = columns,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _rightSide[row] += _geometry.WestGain;
                _rightSide[row + lattice.X.Count - 1] += _geometry.EastGain;
                for (int quantity = 0; quantity < OpeningSums.Quantities; quantity++)
                    _opening.EndRow(columns, z, quantity);
            }
        }
    }

    private void Close(int member)
    {
        if (_geometry.IsHindered)
            CloseInMatrix(member);
        else if (_maps.Maximum is null)
            Close<LinearUptake>(member);
        else
            Close<MichaelisMentenUptake>(member);
    }

    private void Close<TUptake>(int member)
        where TUptake : struct, IUptake
    {
        if (HasPinned)
            Close<TUptake, SomePinned>(member);
        else
            Close<TUptake, NonePinned>(member);
    }

    private void Close<TUptake, TPinning>(int member)
        where TUptake : struct, IUptake
        where TPinning : struct, IPinning
    {
        Lattice lattice = _geometry[0];
        float* columns = _closing.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _closing.Begin(z);
            ClosingRow<TUptake, TPinning> sweep = new()
            {
                Reaction = Reaction(lattice.RowStart(0, z)),
                Decay = _maps.Decay,
                PinningLoss = _pinningLoss,
                Columns = columns,
            };
            lattice.Enter(ref sweep.Row, _maps.Concentration, z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                lattice.Move(ref sweep.Row, y, _maps.Decay + _storage);
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                sweep.Reaction.Advance(lattice.X.Count);
                for (int quantity = 0; quantity < ClosingSums.OfRows; quantity++)
                    _closing.EndRow(columns, z, quantity);
            }

            _geometry.AddFaceLosses(_maps.Concentration, z, _closing, ClosingSums.ToFaces);
        }
    }

    private void Scale(int member)
    {
        Lattice lattice = _geometry[0];
        float* columns = _opening.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _opening.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                ScaleRow sweep = new()
                {
                    Concentration = _maps.Concentration + lattice.RowStart(y, z),
                    Loss = _maps.Loss + lattice.RowStart(y, z),
                    PinningLoss = _pinningLoss,
                    Excess = _excess,
                    Column = Sums.Column(columns, OpeningSums.Present),
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _opening.EndRow(columns, z, OpeningSums.Present);
            }
        }
    }
}
