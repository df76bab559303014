namespace GpuTumor.Backends.Ilgpu;

/// <summary>One backward Euler step, or the steady state, by multigrid.</summary>
/// <remarks>Cycle by cycle what the processor does; see there for the scheme.</remarks>
internal sealed class ImplicitSolver : IDisposable
{
    private const int FewestCycles = 2;
    private const int MostCycles = 30;
    private const double Tolerance = 1e-4;
    private const double AcceptedImbalance = 1e-7;
    private const double LargestExcess = 0.05;
    private const int Closing = OpenWork.Quantities;
    private const int FaceLoss = Closing + CloseWork.Quantities;
    private readonly Multigrid _multigrid;
    private readonly LatticeSums _sums;
    private readonly float _seconds;

    public ImplicitSolver(GpuContext context, Grid grid, double stepHours, CoarseMaps coarse)
    {
        _seconds = (float)(stepHours * 3600.0);
        _multigrid = new Multigrid(context, grid, coarse);
        _sums = new LatticeSums(context, grid, FaceLoss + 1);
    }

    /// <summary>Cycles of the last step.</summary>
    public int Cycles { get; private set; }

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
        _multigrid.Begin(geometry, maps.Concentration, maps.Reaction, maps.Decay + storage);
        Cycles = 0;
        double found = double.PositiveInfinity;
        while (Cycles < FewestCycles || (found > Tolerance && Cycles < MostCycles))
        {
            found = _multigrid.Cycle();
            Cycles++;
        }

        _sums.Run(
            new CloseWork(geometry[0], maps.Concentration, maps.Reaction, maps.Decay, geometry.PinningLoss),
            Closing, CloseWork.Quantities);
        if (geometry.HasHeldFaces)
            _sums.TakeFaceLoss(geometry, maps.Concentration, FaceLoss);
        _sums.Fetch(FaceLoss + 1);
        Balance(geometry, maps, storage, ledger);
    }

    private void Balance(FieldGeometry geometry, in FieldMaps maps, float storage, MassLedger ledger)
    {
        double before = _sums.Total(OpenWork.Present);
        double given = _sums.Total(OpenWork.Given);
        double givenPinned = _sums.Total(OpenWork.GivenPinned);
        double present = _sums.Total(Closing + CloseWork.Present);
        double clipped = _sums.Total(Closing + CloseWork.Clipped);
        double taken = _sums.Total(Closing + CloseWork.Taken);
        double takenPinned = _sums.Total(Closing + CloseWork.TakenPinned);
        double saturable = _sums.Total(Closing + CloseWork.Saturable);
        double slope = _sums.Total(Closing + CloseWork.SaturableSlope);
        double toFaces = geometry.HasHeldFaces ? _sums.Total(FaceLoss) : 0.0;

        double inflow = given + givenPinned + geometry.FaceGain;
        double outflow = taken + takenPinned + saturable + toFaces;
        double imbalance = inflow - outflow - (storage * (present - before - clipped));
        double change = taken + takenPinned + slope + toFaces + (storage * present);
        double excess = imbalance / change;
        if (Math.Abs(imbalance) > AcceptedImbalance * (inflow + outflow) && Math.Abs(excess) < LargestExcess)
        {
            float scale = (float)excess;
            _sums.Run(new ScaleWork(geometry[0], maps.Concentration, scale), OpenWork.Present, 1);
            _sums.Fetch(1);
            present = _sums.Total(OpenWork.Present);
            taken += scale * taken;
            takenPinned += scale * takenPinned;
            saturable += scale * slope;
            toFaces += scale * toFaces;
            outflow = taken + takenPinned + saturable + toFaces;
            imbalance = inflow - outflow - (storage * (present - before - clipped));
        }

        ledger.Book(
            given * _seconds, (taken + saturable) * _seconds,
            ((givenPinned - takenPinned) * _seconds, (geometry.FaceGain - toFaces) * _seconds),
            clipped, -imbalance * _seconds);
    }
}
