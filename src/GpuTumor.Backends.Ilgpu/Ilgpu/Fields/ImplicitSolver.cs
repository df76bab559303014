using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Implicit steps, or the steady state, by multigrid.</summary>
/// <remarks>Cycle by cycle what the processor does; see there for the scheme.</remarks>
internal sealed class ImplicitSolver : IDisposable
{
    private const int Closing = OpenWork.Quantities;
    private const int FaceLosses = Closing + ClosingSums.ToFaces;
    private const int Changes = FaceLosses + LatticeSums.Faces;
    private readonly GpuContext _context;
    private readonly Multigrid _multigrid;
    private readonly LatticeSums _sums;
    private readonly double _seconds;
    private ConjugateGradients? _gradients;
    private ArrayView<float> _before;
    private ArrayView<float> _beforeThat;

    public ImplicitSolver(GpuContext context, Grid grid, double stepHours, CoarseMaps coarse)
    {
        _context = context;
        _seconds = stepHours * 3600.0;
        _multigrid = new Multigrid(context, grid, coarse);
        _sums = new LatticeSums(context, grid, Changes + ChangeWork.Quantities);
    }

    /// <summary>Whether the last steady state has sources and nothing that removes what they give: then there is none.</summary>
    public bool IsWithoutSink { get; private set; }

    /// <summary>Lets conjugate gradients help where matrix slows the cycles.</summary>
    /// <param name="gradients">Disposed with the solver.</param>
    /// <param name="before">A map that is free during a solution and no scratch of a step within a tolerance.</param>
    /// <param name="beforeThat">Another.</param>
    public void Accelerate(ConjugateGradients gradients, ArrayView<float> before, ArrayView<float> beforeThat)
        => (_gradients, _before, _beforeThat) = (gradients, before, beforeThat);

    /// <summary>One backward Euler step.</summary>
    public void Step(FieldGeometry geometry, in FieldMaps maps, FieldDefinition field, MassLedger ledger)
        => SolveOnce(geometry, maps, 1.0 / _seconds, field, ledger);

    /// <summary>The steady state of the present sources and losses.</summary>
    public void Settle(FieldGeometry geometry, in FieldMaps maps, FieldDefinition field, MassLedger ledger)
        => SolveOnce(geometry, maps, 0.0, field, ledger);

    /// <summary>One step within the field's tolerance.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="maps">The field.</param>
    /// <param name="field">What is asked of it.</param>
    /// <param name="former">Scratch: the copy.</param>
    /// <param name="rightSide">Scratch: the right-hand side.</param>
    /// <param name="ledger">The field's balance.</param>
    public void StepWithin(
        FieldGeometry geometry, in FieldMaps maps, FieldDefinition field, ArrayView<float> former, ArrayView<float> rightSide,
        MassLedger ledger)
    {
        Solution trial = new(1.0 / _seconds, maps with { Gain = rightSide }, former, 0.0);
        Solve(geometry, maps.Gain, field, trial);
        _sums.Run(new ChangeWork(geometry[0], maps.Concentration, former), Changes, ChangeWork.Quantities);
        _sums.Fetch(Changes + ChangeWork.Quantities);
        int substeps = ImplicitAccuracy.Substeps(Change(), field.Tolerance);
        if (substeps == 0)
        {
            Balance(geometry, trial, ledger, _seconds);
            return;
        }

        _context.Copy(former, maps.Concentration);
        double substep = _seconds / substeps;
        double spanned = ImplicitAccuracy.Gamma * substep;
        Solution first = trial with { Storage = (float)(1.0 / spanned) };
        Solution second = first with { Extrapolation = (float)ImplicitAccuracy.Extrapolation };
        for (int i = 0; i < substeps; i++)
        {
            SolveAndBook(geometry, maps.Gain, field, first, ledger, substep - spanned);
            SolveAndBook(geometry, maps.Gain, field, second, ledger, spanned);
        }
    }

    public void Dispose()
    {
        _multigrid.Dispose();
        _gradients?.Dispose();
        _sums.Dispose();
    }

    private void SolveOnce(FieldGeometry geometry, in FieldMaps maps, double storage, FieldDefinition field, MassLedger ledger)
        => SolveAndBook(geometry, maps.Gain, field, new Solution(storage, maps, default, 0.0), ledger, _seconds);

    private void SolveAndBook(
        FieldGeometry geometry, ArrayView<float> gain, FieldDefinition field, in Solution solution, MassLedger ledger, double seconds)
    {
        Solve(geometry, gain, field, solution);
        _sums.Fetch(Changes);
        Balance(geometry, solution, ledger, seconds);
    }

    private void Solve(FieldGeometry geometry, ArrayView<float> gain, FieldDefinition field, in Solution solution)
    {
        FieldMaps maps = solution.Maps;
        OpenWork opening = new(
            geometry[0], maps.Concentration, solution.Former, maps.Loss, gain, maps.Gain, geometry.Gains, solution.Storage,
            solution.Extrapolation, geometry.PinningLoss);
        _sums.Run(opening, 0, OpenWork.Quantities);
        geometry.AddGainsThroughMatrix(maps.Gain);
        _multigrid.Begin(geometry, maps.Concentration, maps.Reaction, maps.Decay + solution.Storage);
        Iterate(geometry, maps, solution.Storage, ImplicitAccuracy.CycleTolerance(field, geometry.IsHindered));
        if (geometry.IsHindered)
            Close<MatrixLattice, MatrixRow>(geometry.InMatrix(0), geometry, solution);
        else
            Close<FieldLattice, RowStencil>(geometry[0], geometry, solution);
        if (geometry.HasHeldFaces)
            _sums.TakeFaceLosses(geometry, maps.Concentration, FaceLosses);
    }

    private void Iterate(FieldGeometry geometry, in FieldMaps maps, float storage, double tolerance)
    {
        CycleRule rule = new(tolerance);
        ConjugateGradients? gradients = null;
        while (rule.IsDue)
        {
            if (rule.IsSlow && gradients is null && geometry.IsHindered && maps.Maximum.Length == 0)
            {
                gradients = _gradients;
                gradients?.Begin(geometry, maps, maps.Decay + storage, _before, _beforeThat);
            }

            rule.Take(_multigrid.Cycle());
            if (rule.IsDue)
                gradients?.Improve();
        }
    }

    private void Close<TLattice, TRow>(TLattice lattice, FieldGeometry geometry, in Solution solution)
        where TLattice : struct, IFieldLattice<TRow>
        where TRow : struct, IFieldRow
        => _sums.Run(
            new CloseWork<TLattice, TRow>(
                lattice, solution.Maps.Concentration, solution.Maps.Reaction, solution.Maps.Decay, solution.Storage, geometry.PinningLoss),
            Closing, ClosingSums.OfRows);

    private double Change()
    {
        double largest = Math.Max(_sums.Total(Changes + ChangeWork.Present), _sums.Total(Changes + ChangeWork.Former));
        return largest > 0 ? Math.Sqrt(_sums.Total(Changes + ChangeWork.Change) / largest) : 0.0;
    }

    private void Balance(FieldGeometry geometry, in Solution solution, MassLedger ledger, double seconds)
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
            solution.Storage);
        if (balance.NeedsScaling)
        {
            ScaleWork scaling = new(
                geometry[0], solution.Maps.Concentration, solution.Maps.Loss, geometry.PinningLoss, balance.Excess);
            _sums.Run(scaling, OpenWork.Present, 1);
            _sums.Fetch(1);
            balance.Scaled(_sums.Total(OpenWork.Present));
        }

        IsWithoutSink = balance.IsWithoutSink;
        balance.Book(ledger, seconds);
    }

    /// <summary>What is solved for; the gain of the maps is the right-hand side.</summary>
    private readonly record struct Solution(float Storage, FieldMaps Maps, ArrayView<float> Former, float Extrapolation)
    {
        public Solution(double storage, in FieldMaps maps, ArrayView<float> former, double extrapolation)
            : this((float)storage, maps, former, (float)extrapolation)
        {
        }
    }
}
