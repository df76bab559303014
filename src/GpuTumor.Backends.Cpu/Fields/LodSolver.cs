using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The sweeps of <see cref="LodSplitting"/> on the processor.</summary>
internal sealed unsafe class LodSolver : ILodSweeps, IDisposable
{
    private const int PresentSum = 0;
    private const int Taken = 1;
    private const int ToFaces = 2;
    private const int Quantities = 8;
    private readonly LodSplitting _splitting;
    private readonly FieldGeometry _geometry;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Sums _sums;
    private readonly NativeArray<float> _nothing;
    private readonly Action<int> _react;
    private readonly Action<int>[] _along;
    private readonly Action<int> _measure;
    private FieldMaps _maps;
    private float* _measured;

    /// <summary>Works out the eliminations of a field.</summary>
    public LodSolver(Grid grid, FieldDefinition field, FieldGeometry geometry, double stepHours, Workers workers, LaneWidth lanes)
    {
        (_geometry, _workers, _lanes) = (geometry, workers, lanes);
        _splitting = new LodSplitting(grid, field, stepHours);
        _sums = new Sums(Quantities, grid.Nz, workers.Count);
        _nothing = new NativeArray<float>(grid.Nx);
        (_react, _along, _measure) = (SolveReaction, [AlongX, AlongY, AlongZ], Measure);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _sums.Bytes;

    /// <summary>Substeps of a step.</summary>
    public long Substeps => _splitting.Substeps;

    /// <summary>One step.</summary>
    public void Step(in FieldMaps maps, MassLedger ledger)
    {
        _maps = maps;
        _splitting.Step(this, _geometry.FaceGain, ledger);
    }

    /// <inheritdoc/>
    public double Given() => TotalOf(_maps.Gain);

    /// <inheritdoc/>
    public double Present() => TotalOf(_maps.Concentration);

    /// <inheritdoc/>
    public double React()
    {
        _workers.Run(_react);
        return _sums.Total(Taken);
    }

    /// <inheritdoc/>
    public (double Present, FaceAmounts ToFaces) Along(int axis)
    {
        _workers.Run(_along[axis]);
        return (Present(), _sums.TotalOfFaces(ToFaces));
    }

    public void Dispose()
    {
        _nothing.Dispose();
        _sums.Dispose();
    }

    private double TotalOf(float* map)
    {
        _measured = map;
        _workers.Run(_measure);
        return _sums.Total(PresentSum);
    }

    private void Measure(int member)
    {
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(_splitting[2].Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            for (int y = 0; y < _splitting[1].Count; y++)
            {
                SumRow sweep = new() { Row = _measured + _geometry[0].RowStart(y, z), Sum = Sums.Column(columns, PresentSum) };
                RowSweep.Run(ref sweep, _splitting[0].Count, _lanes);
                _sums.EndRow(columns, z, PresentSum);
            }

            _geometry.AddFaceLosses(_measured, z, _sums, ToFaces);
        }
    }

    private void SolveReaction(int member)
    {
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(_splitting[2].Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            for (int y = 0; y < _splitting[1].Count; y++)
            {
                long row = _geometry[0].RowStart(y, z);
                LodReactionRow sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Loss = _maps.Loss + row,
                    Gain = _maps.Gain + row,
                    Substep = (float)_splitting.Substep,
                    Taken = Sums.Column(columns, Taken),
                };
                RowSweep.Run(ref sweep, _splitting[0].Count, _lanes);
                _sums.EndRow(columns, z, Taken);
            }
        }
    }

    // A recurrence along the row itself: one value after another.
    private void AlongX(int member)
    {
        LodAxis axis = _splitting[0];
        int rows = _splitting[1].Count;
        (int start, int end) = _workers.Share(_splitting[2].Count, member);
        for (long line = (long)start * rows; line < (long)end * rows; line++)
        {
            float* row = _maps.Concentration + (line * axis.Count);
            Scalar former = new(0f);
            for (int x = 0; x < axis.Count; x++)
            {
                former = Elimination.Forward(
                    new Scalar(row[x]), new Scalar(axis.Held(x)), new Scalar(axis.Inverse[x]), new Scalar(axis.FromLower[x]), former);
                row[x] = former.Value;
            }

            Scalar next = new(0f);
            for (int x = axis.Count - 1; x >= 0; x--)
            {
                next = Elimination.Backward(new Scalar(row[x]), new Scalar(axis.FromUpper[x]), next);
                row[x] = next.Value;
            }
        }
    }

    private void AlongY(int member)
    {
        (int start, int end) = _workers.Share(_splitting[2].Count, member);
        for (int z = start; z < end; z++)
            Eliminate(_maps.Concentration + _geometry[0].RowStart(0, z), _splitting[0].Count, _splitting[1]);
    }

    private void AlongZ(int member)
    {
        (int start, int end) = _workers.Share(_splitting[1].Count, member);
        for (int y = start; y < end; y++)
            Eliminate(_maps.Concentration + _geometry[0].RowStart(y, 0), _geometry[0].PlaneCells, _splitting[2]);
    }

    /// <summary>Thomas' algorithm over whole rows that lie <paramref name="stride"/> values apart.</summary>
    private void Eliminate(float* first, long stride, LodAxis axis)
    {
        int width = _splitting[0].Count;
        for (int i = 0; i < axis.Count; i++)
        {
            LodForwardRow forward = new()
            {
                Row = first + (i * stride),
                Former = i > 0 ? first + ((i - 1) * stride) : _nothing.Pointer,
                Held = axis.Held(i),
                Inverse = axis.Inverse[i],
                FromLower = axis.FromLower[i],
            };
            RowSweep.Run(ref forward, width, _lanes);
        }

        for (int i = axis.Count - 2; i >= 0; i--)
        {
            LodBackwardRow backward = new() { Row = first + (i * stride), Next = first + ((i + 1) * stride), FromUpper = axis.FromUpper[i] };
            RowSweep.Run(ref backward, width, _lanes);
        }
    }
}
