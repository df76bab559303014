using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What the explicit schemes share: pinning before, stages over the whole lattice, clipping after, and their sums.</summary>
internal sealed unsafe partial class ExplicitStages : IDisposable
{
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Sums _pinning;
    private readonly Sums _sums;
    private readonly Action<int> _pin;
    private readonly Action<int> _stage;
    private readonly Action<int> _euler;
    private readonly Action<int> _seed;
    private readonly Action<int> _clip;
    private FieldGeometry _geometry = null!;
    private FieldMaps _maps;
    private float* _present;
    private float* _former;
    private float* _gain;
    private float* _result;
    private StageCoefficients _coefficients;

    public ExplicitStages(Grid grid, Workers workers, LaneWidth lanes)
    {
        (_workers, _lanes) = (workers, lanes);
        _pinning = new Sums(PinningRow.Quantities, grid.Nz, workers.Count);
        _sums = new Sums(StageSums.Quantities, grid.Nz, workers.Count);
        (_pin, _stage, _euler, _seed, _clip) = (Pin, Advance, AdvanceEuler, Seed, Clip);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _pinning.Bytes + _sums.Bytes;

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

    /// <summary>What the last stage's u lost.</summary>
    public StageLosses Losses
        => new(_sums.Total(StageSums.Taken), _sums.Total(StageSums.IntoPinned), _sums.TotalOfFaces(StageSums.ToFaces));

    /// <summary>What the field holds after clipping.</summary>
    public double Present => _sums.Total(StageSums.Present);

    /// <summary>What clipping added.</summary>
    public double Clipped => _sums.Total(StageSums.Clipped);

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
        _present = present;
        _former = former;
        _gain = gain;
        _result = result;
        _coefficients = coefficients;
        _workers.Run(_stage);
    }

    /// <summary>result = present + h·(L(present) − uptake + gain).</summary>
    public void RunEuler(float* present, float* result, float step)
    {
        _present = present;
        _result = result;
        _coefficients = new StageCoefficients(step, 0f, 0f, 0f);
        _workers.Run(_euler);
    }

    /// <summary>first = coefficient · gain, beforeFirst = 0.</summary>
    public void RunSeed(float* gain, float* first, float* beforeFirst, float coefficient)
    {
        _gain = gain;
        _result = first;
        _former = beforeFirst;
        _coefficients = new StageCoefficients(0f, 0f, 0f, coefficient);
        _workers.Run(_seed);
    }

    /// <summary>Adds an increment, or nothing if null, to the field and clips it.</summary>
    public void RunClip(float* increment)
    {
        _result = increment;
        _workers.Run(_clip);
    }

    public void Dispose()
    {
        _pinning.Dispose();
        _sums.Dispose();
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
            }
        }
    }

    private void Advance(int member)
    {
        if (_geometry.IsHindered)
        {
            AdvanceInMatrix(member);
            return;
        }

        Lattice lattice = _geometry[0];
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            StageRow sweep = new() { Decay = _maps.Decay, Coefficients = _coefficients, Columns = columns };
            lattice.Enter(ref sweep.Row, z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                lattice.Move(ref sweep.Row, _present, y, z, 0f);
                sweep.Loss = _maps.Loss + row;
                sweep.Former = _former + row;
                sweep.Gain = _gain + row;
                sweep.Result = _result + row;
                StencilSweep.Run(ref sweep, _lanes);
                EndStageRow(columns, z);
            }

            _geometry.AddFaceLosses(_present, z, _sums, StageSums.ToFaces);
        }
    }

    private void AdvanceEuler(int member)
    {
        if (_geometry.IsHindered)
            AdvanceEulerInMatrix(member);
        else if (_maps.Maximum is null)
            AdvanceEuler<LinearUptake>(member);
        else
            AdvanceEuler<MichaelisMentenUptake>(member);
    }

    private void AdvanceEuler<TUptake>(int member)
        where TUptake : struct, IUptake
    {
        Lattice lattice = _geometry[0];
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            long plane = lattice.RowStart(0, z);
            EulerRow<TUptake> sweep = new()
            {
                Reaction = new ReactionRow
                {
                    Loss = _maps.Loss + plane,
                    Source = _maps.Gain + plane,
                    Maximum = _maps.Maximum is null ? null : _maps.Maximum + plane,
                    HalfSaturation = _maps.HalfSaturation,
                },
                Result = _result + plane,
                Decay = _maps.Decay,
                Step = _coefficients.Step,
                Columns = columns,
            };
            lattice.Enter(ref sweep.Row, z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                lattice.Move(ref sweep.Row, _present, y, z, 0f);
                StencilSweep.Run(ref sweep, _lanes);
                sweep.Reaction.Advance(lattice.X.Count);
                sweep.Result += lattice.X.Count;
                EndStageRow(columns, z);
            }

            _geometry.AddFaceLosses(_present, z, _sums, StageSums.ToFaces);
        }
    }

    private void EndStageRow(float* columns, int z)
    {
        _sums.EndRow(columns, z, StageSums.Taken);
        _sums.EndRow(columns, z, StageSums.IntoPinned);
    }

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
                    First = _result + row,
                    BeforeFirst = _former + row,
                    Coefficient = _coefficients.OfGain,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            }
        }
    }

    private void Clip(int member)
    {
        Lattice lattice = _geometry[0];
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(lattice.Z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            for (int y = 0; y < lattice.Y.Count; y++)
            {
                long row = lattice.RowStart(y, z);
                ClipRow sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Increment = _result is null ? null : _result + row,
                    Columns = columns,
                };
                RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
                _sums.EndRow(columns, z, StageSums.Present);
                _sums.EndRow(columns, z, StageSums.Clipped);
            }
        }
    }
}
