using GpuTumor.Engine;
namespace GpuTumor.Backends.Ilgpu;

/// <summary>One backward Euler step, or the steady state, by multigrid.</summary>
/// <remarks>Cycle by cycle what the processor does; see there for the scheme.</remarks>
internal sealed class ImplicitSolver : IDisposable
{
    private const int FewestCycles = 2;
    private const int MostCycles = 30;
    private const double Tolerance = 1e-4;
    private const int Closing = OpenWork.Quantities;
    private const int FaceLosses = Closing + ClosingSums.Quantities;
    private readonly Multigrid _multigrid;
    private readonly LatticeSums _sums;
    private readonly float _seconds;

    public ImplicitSolver(GpuContext context, Grid grid, double stepHours, CoarseMaps coarse)
    {
        _seconds = (float)(stepHours * 3600.0);
        _multigrid = new Multigrid(context, grid, coarse);
        _sums = new LatticeSums(context, grid, FaceLosses + LatticeSums.Faces);
    }

    /// <summary>Cycles of the last step.</summary>
    public int Cycles { get; private set; }

    /// <summary>Whether the last steady state has sources and nothing that removes what they give: then there is none.</summary>
    public bool IsWithoutSink { get; private set; }

    /// <summary>One backward Euler step.</summary>
    public void Step(FieldGeometry geometry, in FieldMaps maps, MassLedger ledger)
        => Solve(geometry, maps, 1f / _seconds, ledger);

    /// <summary>The steady state of the present sources and losses.</summary>
    public void Settle(FieldGeometry geometry, in FieldMaps maps, MassLedger ledger)
        => Solve(geometry, maps, 0f, ledger);

    public void Dispose()
    {
        _multigrid.Dispose();
        _sums.Dispose();
    }

    private void Solve(FieldGeometry geometry, in FieldMaps maps, float storage, MassLedger ledger)
    {
        OpenWork opening = new(
            geometry[0], maps.Concentration, maps.Loss, maps.Gain, geometry.Gains, storage, geometry.PinningLoss);
        _sums.Run(opening, 0, OpenWork.Quantities);
        geometry.AddGainsThroughMatrix(maps.Gain);
        _multigrid.Begin(geometry, maps.Concentration, maps.Reaction, maps.Decay + storage);
        Cycles = 0;
        double found = double.PositiveInfinity;
        while (Cycles < FewestCycles || (found > Tolerance && Cycles < MostCycles))
        {
            found = _multigrid.Cycle();
            Cycles++;
        }

        if (geometry.IsHindered)
            Close<MatrixLattice, MatrixRow>(geometry.InMatrix(0), geometry, maps, storage);
        else
            Close<FieldLattice, RowStencil>(geometry[0], geometry, maps, storage);
        if (geometry.HasHeldFaces)
            _sums.TakeFaceLosses(geometry, maps.Concentration, FaceLosses);
        _sums.Fetch(FaceLosses + LatticeSums.Faces);
        Balance(geometry, maps, storage, ledger);
    }

    private void Close<TLattice, TRow>(TLattice lattice, FieldGeometry geometry, in FieldMaps maps, float storage)
        where TLattice : struct, IFieldLattice<TRow>
        where TRow : struct, IFieldRow
        => _sums.Run(
            new CloseWork<TLattice, TRow>(lattice, maps.Concentration, maps.Reaction, maps.Decay, storage, geometry.PinningLoss),
            Closing, ClosingSums.Quantities);

    private void Balance(FieldGeometry geometry, in FieldMaps maps, float storage, MassLedger ledger)
    {
        ImplicitBalance balance = new(
            new ImplicitTotals
            {
                Before = _sums.Total(OpenWork.Present),
                Given = _sums.Total(OpenWork.Given),
                Pinned = _sums.Total(OpenWork.Pinned),
                Present = _sums.Total(Closing + ClosingSums.Present),
                PresentFree = _sums.Total(Closing + ClosingSums.PresentFree),
                Taken = _sums.Total(Closing + ClosingSums.Taken),
                Saturable = _sums.Total(Closing + ClosingSums.Saturable),
                SaturableSlope = _sums.Total(Closing + ClosingSums.SaturableSlope),
                Defect = _sums.Total(Closing + ClosingSums.Defect),
                PinnedNeighbours = _sums.Total(Closing + ClosingSums.PinnedNeighbours),
                ToFaces = geometry.HasHeldFaces ? _sums.TotalOfFaces(FaceLosses) : default,
            },
            geometry.FaceGain,
            storage);
        if (balance.NeedsScaling)
        {
            ScaleWork scaling = new(geometry[0], maps.Concentration, maps.Loss, geometry.PinningLoss, balance.Excess);
            _sums.Run(scaling, OpenWork.Present, 1);
            _sums.Fetch(1);
            balance.Scaled(_sums.Total(OpenWork.Present));
        }

        IsWithoutSink = balance.IsWithoutSink;
        balance.Book(ledger, _seconds);
    }
}
