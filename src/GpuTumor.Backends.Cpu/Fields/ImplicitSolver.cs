using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>One backward Euler step, or the steady state, by multigrid.</summary>
/// <remarks>
/// (c′ − c)/dt = D∇²c′ − k·c′ − uptake(c′) + s; without the left side for a steady state. At least two cycles; more while the last
/// one still found changes above the tolerance. At last the field is scaled by a factor near one such that its sources, sinks
/// and change balance: the one error that cycles leave and that would add up over the steps.
/// </remarks>
internal sealed unsafe partial class ImplicitSolver : IDisposable
{
    /// <summary>Cycles that are always done: the second sees what the first could not.</summary>
    private const int FewestCycles = 2;

    private const int MostCycles = 30;

    /// <summary>Accepted change of a further relaxation, seen before the last cycle, relative to the largest concentration.</summary>
    private const double Tolerance = 1e-4;

    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Multigrid _multigrid;
    private readonly Sums _opening;
    private readonly Sums _closing;
    private readonly Action<int> _open;
    private readonly Action<int> _close;
    private readonly Action<int> _scale;
    private readonly float _seconds;
    private FieldGeometry _geometry = null!;
    private FieldMaps _maps;
    private float _storage;
    private float _pinningLoss;
    private float _excess;

    public ImplicitSolver(Grid grid, double stepHours, Workers workers, LaneWidth lanes, CoarseMaps coarse)
    {
        (_workers, _lanes) = (workers, lanes);
        _seconds = (float)(stepHours * 3600.0);
        _multigrid = new Multigrid(grid.Nx, grid.Ny, workers, lanes, coarse);
        _opening = new Sums(OpeningRow.Quantities, grid.Nz, workers.Count);
        _closing = new Sums(ClosingSums.Quantities, grid.Nz, workers.Count);
        (_open, _close, _scale) = (Open, Close, Scale);
    }

    /// <summary>Bytes held beside the coarse maps.</summary>
    public long Bytes => _multigrid.Bytes + _opening.Bytes + _closing.Bytes;

    /// <summary>Cycles of the last step.</summary>
    public int Cycles { get; private set; }

    /// <summary>Whether the last steady state has sources and nothing that removes what they give: then there is none.</summary>
    public bool IsWithoutSink { get; private set; }

    /// <summary>Losses faster than all of diffusion pin a voxel to the value of its source [1/s].</summary>
    public static float PinningLoss(FieldGeometry geometry) => (float)geometry.DiffusionRate;

    /// <summary>One backward Euler step.</summary>
    public void Step(FieldGeometry geometry, in FieldMaps maps, MassLedger ledger)
        => Solve(geometry, maps, 1f / _seconds, ledger);

    /// <summary>The steady state of the present sources and losses.</summary>
    public void Settle(FieldGeometry geometry, in FieldMaps maps, MassLedger ledger)
        => Solve(geometry, maps, 0f, ledger);

    public void Dispose()
    {
        _multigrid.Dispose();
        _opening.Dispose();
        _closing.Dispose();
    }

    private void Solve(FieldGeometry geometry, in FieldMaps maps, float storage, MassLedger ledger)
    {
        (_geometry, _maps, _storage) = (geometry, maps, storage);
        _pinningLoss = PinningLoss(geometry);
        _workers.Run(_open);
        if (geometry.IsHindered)
            geometry.AddGainsThroughMatrix(maps.Gain);
        Cycles = 0;
        IsWithoutSink = false;
        if (IsNothing)
        {
            ledger.Book(0, 0, 0, default, 0, 0);
            return;
        }

        _multigrid.Begin(geometry, maps.Concentration, Reaction(0), maps.Decay + storage);
        double found = double.PositiveInfinity;
        while (Cycles < FewestCycles || (found > Tolerance && Cycles < MostCycles))
        {
            found = _multigrid.Cycle();
            Cycles++;
        }

        _workers.Run(_close);
        Balance(ledger);
    }

    private bool HasPinned => _opening.Total(OpeningRow.Pinned) > 0;

    // A drug that nobody gives, say: what is nowhere and comes from nowhere stays so.
    private bool IsNothing
        => _opening.Total(OpeningRow.Present) == 0 && _opening.Total(OpeningRow.RightSide) == 0 && _geometry.FaceGain.Total == 0;

    private void Balance(MassLedger ledger)
    {
        ImplicitBalance balance = new(
            new ImplicitTotals
            {
                Before = _opening.Total(OpeningRow.Present),
                Given = _opening.Total(OpeningRow.Given),
                Pinned = _opening.Total(OpeningRow.Pinned),
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
            balance.Scaled(_opening.Total(OpeningRow.Present));
        }

        IsWithoutSink = balance.IsWithoutSink;
        balance.Book(ledger, _seconds);
    }

    private ReactionRow Reaction(long start) => new()
    {
        Loss = _maps.Loss + start,
        Source = _maps.Gain + start,
        Maximum = _maps.Maximum is null ? null : _maps.Maximum + start,
        HalfSaturation = _maps.HalfSaturation,
    };

    private void Open(int member)
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
                OpeningRow sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Loss = _maps.Loss + row,
                    Gain = _maps.Gain + row,
                    Storage = _storage,
                    FaceGain = _geometry.RowGain(y, z),
                    PinningLoss = _pinningLoss,
                    Columns = columns,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _maps.Gain[row] += _geometry.WestGain;
                _maps.Gain[row + lattice.X.Count - 1] += _geometry.EastGain;
                for (int quantity = 0; quantity < OpeningRow.Quantities; quantity++)
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
                    Column = Sums.Column(columns, OpeningRow.Present),
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _opening.EndRow(columns, z, OpeningRow.Present);
            }
        }
    }
}
