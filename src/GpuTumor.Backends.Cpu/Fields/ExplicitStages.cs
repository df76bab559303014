using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What the explicit schemes share: pinning before, stages over the whole lattice, clipping after, and their sums.</summary>
/// <remarks>
/// A stage moves 20 or more bytes a voxel and computes little. Several consecutive stages are therefore taken through the lattice
/// together: memory is read and written once for all of them. They work in place by turns in two maps.
/// </remarks>
internal sealed unsafe partial class ExplicitStages : IDisposable
{
    /// <summary>Stages that are taken through the lattice together, at most.</summary>
    public const int MostTogether = 4;

    /// <summary>Steps of forward Euler that are, where registers are wide: there it pays, with eight lanes four are as fast.</summary>
    public const int MostStepsTogether = 6;

    /// <summary>Maps that stages touch: u, v, gain and loss.</summary>
    private const int MapsOfStages = 4;

    private const int ColumnsOfMember = RowsSweep.Most * StageSums.Quantities * Sums.Columns;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Pipeline _pipeline;
    private readonly Sums _pinning;
    private readonly Sums _clipping;
    private readonly NativeArray<float> _columns;
    private readonly LossesByRow[] _losses;
    private readonly long _bytesOfLosses;
    private readonly StagePass[] _passes = new StagePass[MostStepsTogether];
    private readonly Action<int> _pin;
    private readonly Action<int> _stage;
    private readonly Action<int> _euler;
    private readonly Action<int> _seed;
    private readonly Action<int> _clip;
    private FieldGeometry _geometry = null!;
    private FieldMaps _maps;
    private int _together;
    private float* _gain;
    private float* _first;
    private float* _second;
    private float _coefficient;

    public ExplicitStages(Grid grid, Workers workers, LaneWidth lanes)
    {
        (_workers, _lanes) = (workers, lanes);
        _pipeline = new Pipeline(grid.Ny, workers.Count);
        _pinning = new Sums(PinningRow.Quantities, grid.Nz, workers.Count);
        _clipping = new Sums(ClipSums.Quantities, grid.Nz, workers.Count);
        _columns = new NativeArray<float>((long)workers.Count * ColumnsOfMember);
        _losses = [.. Enumerable.Range(0, MostStepsTogether).Select(_ => new LossesByRow(grid))];
        _bytesOfLosses = MostStepsTogether * LossesByRow.BytesOf(grid);
        (_pin, _stage, _euler, _seed, _clip) = (Pin, AdvanceStages, AdvanceEuler, Seed, Clip);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _pinning.Bytes + _clipping.Bytes + _bytesOfLosses;

    /// <summary>What the field held before the step.</summary>
    public double Before => _pinning.Total(PinningRow.Before);

    /// <summary>What free voxels are given [field unit · voxels/s].</summary>
    public double Given => _pinning.Total(PinningRow.Given);

    /// <summary>What pinning added.</summary>
    public double AddedByPinning => _pinning.Total(PinningRow.Pinned);

    /// <summary>The largest loss of a free voxel [1/s].</summary>
    public double LargestLoss => _pinning.Largest(PinningRow.LargestLoss);

    /// <summary>The largest saturable uptake [field unit/s].</summary>
    public double LargestUptake => _pinning.Largest(PinningRow.LargestUptake);

    /// <summary>What the field holds after clipping.</summary>
    public double Present => _clipping.Total(ClipSums.Present);

    /// <summary>What clipping added.</summary>
    public double Clipped => _clipping.Total(ClipSums.Clipped);

    /// <summary>Whether the field is nowhere and comes from nowhere: then it stays so.</summary>
    public bool IsNothing => Before == 0 && Given == 0 && AddedByPinning == 0 && _geometry.FaceGain.Total == 0;

    private bool HasPinned => _pinning.Largest(PinningRow.AnyPinned) > 0;

    /// <summary>What the u of one of the last stages lost.</summary>
    /// <param name="stage">0 for the first of those that were taken through the lattice together.</param>
    public StageLosses Losses(int stage) => _losses[stage].Total;

    /// <summary>How many of some stages to come may be taken through the lattice of a field together.</summary>
    /// <param name="geometry">The field's couplings.</param>
    /// <param name="remaining">Stages to come.</param>
    public static int Together(FieldGeometry geometry, long remaining) => Together(geometry, remaining, MostTogether);

    /// <summary>How many of some steps of forward Euler to come are.</summary>
    /// <param name="geometry">The field's couplings.</param>
    /// <param name="remaining">Steps to come.</param>
    public int StepsTogether(FieldGeometry geometry, long remaining)
        => Together(geometry, remaining, _lanes == LaneWidth.Hexadec ? MostStepsTogether : MostTogether);

    /// <summary>Exchanges two maps.</summary>
    public static void Swap(ref float* first, ref float* second)
    {
        float* former = first;
        first = second;
        second = former;
    }

    /// <summary>Sets the field and pins what must be; held faces are added to its gain.</summary>
    public void Begin(FieldGeometry geometry, in FieldMaps maps)
    {
        (_geometry, _maps) = (geometry, maps);
        _workers.Run(_pin);
        if (geometry.IsHindered)
            geometry.AddGainsThroughMatrix(maps.Gain);
    }

    /// <summary>result = a·L(present) + b·present + c·former + d·gain; result may be former.</summary>
    public void Run(float* present, float* former, float* gain, float* result, in StageCoefficients coefficients)
    {
        _passes[0] = new StagePass(present, former, result, coefficients);
        _together = 1;
        _gain = gain;
        _workers.Run(_stage);
    }

    /// <summary>Some stages of a recurrence: the first takes the place of former, the second that of present, and so on.</summary>
    public void Run(float* present, float* former, float* gain, ReadOnlySpan<StageCoefficients> coefficients)
    {
        for (int stage = 0; stage < coefficients.Length; stage++)
        {
            _passes[stage] = new StagePass(present, former, former, coefficients[stage]);
            Swap(ref present, ref former);
        }

        _together = coefficients.Length;
        _gain = gain;
        _workers.Run(_stage);
    }

    /// <summary>Some steps of present + h·(L(present) − uptake + gain), from one map to the other and back.</summary>
    public void RunEuler(float* present, float* other, float step, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            _passes[i] = new StagePass(present, null, other, new StageCoefficients(step, 0f, 0f, 0f));
            Swap(ref present, ref other);
        }

        _together = steps;
        _workers.Run(_euler);
    }

    /// <summary>first = coefficient · gain, beforeFirst = 0.</summary>
    public void RunSeed(float* gain, float* first, float* beforeFirst, float coefficient)
    {
        _gain = gain;
        _first = first;
        _second = beforeFirst;
        _coefficient = coefficient;
        _workers.Run(_seed);
    }

    /// <summary>Adds an increment, or nothing if null, to the field and clips it.</summary>
    public void RunClip(float* increment)
    {
        _first = increment;
        _workers.Run(_clip);
    }

    /// <summary>Books a step that is done.</summary>
    /// <param name="lost">What left in the step, by way of leaving.</param>
    /// <param name="seconds">The step [s].</param>
    /// <param name="ledger">The field's balance.</param>
    public void Book(StageLosses lost, double seconds, MassLedger ledger)
    {
        double given = Given * seconds;
        double fromPinned = AddedByPinning - lost.IntoPinned;
        FaceAmounts fromFaces = (seconds * _geometry.FaceGain) - lost.ToFaces;
        double change = Present - Before;
        double explained = given - lost.Taken + fromPinned + fromFaces.Total + Clipped;
        ledger.Book(given, lost.Taken, fromPinned, fromFaces, Clipped, change - explained);
    }

    public void Dispose()
    {
        _pinning.Dispose();
        _clipping.Dispose();
        _columns.Dispose();
        foreach (LossesByRow losses in _losses)
            losses.Dispose();
    }

    private static int Together(FieldGeometry geometry, long remaining, int most)
    {
        // What closes on itself has no first row to begin with.
        bool isPeriodic = geometry[0].Y.IsPeriodic || geometry[0].Z.IsPeriodic;
        return isPeriodic ? 1 : (int)Math.Min(remaining, most);
    }

    private void Pin(int member)
    {
        Lattice lattice = _geometry[0];
        float* columns = _pinning.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _pinning.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                PinningRow sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Loss = _maps.Loss + row,
                    Gain = _maps.Gain + row,
                    Maximum = _maps.Maximum is null ? null : _maps.Maximum + row,
                    FaceGain = _geometry.RowGain(y, z),
                    PinningLoss = ImplicitSolver.PinningLoss(_geometry),
                    Columns = columns,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _maps.Gain[row] += _geometry.WestGain;
                _maps.Gain[row + lattice.X.Count - 1] += _geometry.EastGain;
                _pinning.EndRow(columns, z, PinningRow.Before);
                _pinning.EndRow(columns, z, PinningRow.Given);
                _pinning.EndRow(columns, z, PinningRow.Pinned);
                _pinning.EndRowOfLargest(columns, z, PinningRow.LargestLoss);
                _pinning.EndRowOfLargest(columns, z, PinningRow.LargestUptake);
                _pinning.EndRowOfLargest(columns, z, PinningRow.AnyPinned);
            }
        }
    }

    private void AdvanceStages(int member)
    {
        StageSweeps sweeps = new(this);
        Walk(ref sweeps, member);
    }

    private void AdvanceEuler(int member)
    {
        EulerSweeps sweeps = new(this);
        Walk(ref sweeps, member);
    }

    private void Walk<TSweeps>(ref TSweeps sweeps, int member)
        where TSweeps : struct, ISweeps
    {
        _pipeline.Walk(ref sweeps, _geometry[0], MapsOfStages, _workers.Count, member);
        _workers.Barrier();
        (int start, int end) = _workers.Share(_geometry[0].Z.Count, member);
        for (int stage = 0; stage < _together; stage++)
        {
            for (int z = start; z < end; z++)
                _losses[stage].Join(z, _geometry);
        }
    }

    private void AdvanceStage<TPinning>(int stage, int z, int start, int end, int member)
        where TPinning : struct, IPinning
    {
        StagePass pass = _passes[stage];
        Lattice lattice = _geometry[0];
        StageRow<TPinning> sweep = new() { Decay = _maps.Decay, Coefficients = pass.Coefficients, Columns = ColumnsOf(member) };
        lattice.Enter(ref sweep.Row, pass.Present, z);
        for (int y = start, rows; y < end; y += rows)
        {
            long row = lattice.RowStart(y, z);
            lattice.Move(ref sweep.Row, y, 0f);
            sweep.Loss = _maps.Loss + row;
            sweep.Former = pass.Former + row;
            sweep.Gain = _gain + row;
            sweep.Result = pass.Result + row;
            rows = RowsTogether(y, z, end);
            RowsSweep.Run(ref sweep, lattice.X.Count, rows, _lanes);
            EndRows<TPinning>(stage, sweep.Columns, pass.Present + row, y, z, rows);
        }
    }

    private void AdvanceEuler<TUptake, TPinning>(int stage, int z, int start, int end, int member)
        where TUptake : struct, IUptake
        where TPinning : struct, IPinning
    {
        StagePass pass = _passes[stage];
        Lattice lattice = _geometry[0];
        EulerRow<TUptake, TPinning> sweep = new() { Decay = _maps.Decay, Step = pass.Coefficients.Step, Columns = ColumnsOf(member) };
        lattice.Enter(ref sweep.Row, pass.Present, z);
        for (int y = start, rows; y < end; y += rows)
        {
            long row = lattice.RowStart(y, z);
            lattice.Move(ref sweep.Row, y, 0f);
            sweep.Reaction = ReactionOf(row);
            sweep.Result = pass.Result + row;
            rows = RowsTogether(y, z, end);
            RowsSweep.Run(ref sweep, lattice.X.Count, rows, _lanes);
            EndRows<TPinning>(stage, sweep.Columns, pass.Present + row, y, z, rows);
        }
    }

    // Rows that no face across rows or planes sees may go together.
    private int RowsTogether(int y, int z, int end)
    {
        Lattice lattice = _geometry[0];
        return z > 0 && z < lattice.Z.Count - 1 ? lattice.RowsTogether(y, end, _lanes) : 1;
    }

    private void EndRows<TPinning>(int stage, float* columns, float* present, int y, int z, int rows)
        where TPinning : struct, IPinning
    {
        if (rows == 1)
            _losses[stage].EndRow(columns, present, y, z, _geometry);
        else
            _losses[stage].EndRows<TPinning>(columns, present, _geometry[0].X.Count, y, z, rows);
    }

    private ReactionRow ReactionOf(long start) => new()
    {
        Loss = _maps.Loss + start,
        Source = _maps.Gain + start,
        Maximum = _maps.Maximum is null ? null : _maps.Maximum + start,
        HalfSaturation = _maps.HalfSaturation,
    };

    private float* ColumnsOf(int member) => _columns.Pointer + ((long)member * ColumnsOfMember);

    private void Seed(int member)
    {
        Lattice lattice = _geometry[0];
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                SeedRow sweep = new()
                {
                    Gain = _gain + row,
                    First = _first + row,
                    BeforeFirst = _second + row,
                    Coefficient = _coefficient,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            }
        }
    }

    private void Clip(int member)
    {
        Lattice lattice = _geometry[0];
        float* columns = _clipping.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _clipping.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                ClipRow sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Increment = _first is null ? null : _first + row,
                    Columns = columns,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _clipping.EndRow(columns, z, ClipSums.Present);
                _clipping.EndRow(columns, z, ClipSums.Clipped);
            }
        }
    }
}
