using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Locally one-dimensional implicit steps: BioFVM's splitting, to compare with.</summary>
/// <remarks>
/// Ghaffarizadeh et al. 2016: in substeps of h = 0.01 min the reaction, c ← (c + h·s)/(1 + h·k), then along x, y and z one after
/// another (1 + h·λ/3 − h·D·∂²)·c′ = c by Thomas' algorithm. First order in h, and the splitting errs most where sources and sinks are
/// strong. The balance is summed after each part, so that it closes to rounding.
/// </remarks>
internal sealed unsafe class LodSolver : IDisposable
{
    /// <summary>BioFVM's usual step [s].</summary>
    public const double LongestSubstep = 0.6;

    private const int Present = 0;
    private const int Taken = 1;
    private const int ToFaces = 2;
    private const int Quantities = 8;
    private readonly FieldGeometry _geometry;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly Sums _sums;
    private readonly LodAxis _x;
    private readonly LodAxis _y;
    private readonly LodAxis _z;
    private readonly NativeArray<float> _nothing;
    private readonly Action<int> _react;
    private readonly Action<int> _alongX;
    private readonly Action<int> _alongY;
    private readonly Action<int> _alongZ;
    private readonly Action<int> _measure;
    private readonly double _decay;
    private readonly double _substep;
    private FieldMaps _maps;
    private float* _measured;

    /// <summary>Works out the eliminations of a field.</summary>
    public LodSolver(Grid grid, FieldDefinition field, FieldGeometry geometry, double stepHours, Workers workers, LaneWidth lanes)
    {
        (_geometry, _workers, _lanes) = (geometry, workers, lanes);
        double seconds = stepHours * 3600.0;
        Substeps = (long)Math.Ceiling((seconds / LongestSubstep) - 1e-9);
        _substep = seconds / Substeps;
        _decay = field.Decay.PerHour / 3600.0;
        (double x, double y, double z) = grid.Couplings(field.Diffusivity);
        Boundaries faces = field.Boundaries;
        _x = new LodAxis(AxisLevel.Finest(grid.Nx, faces.West, faces.East, x), _decay, _substep);
        _y = new LodAxis(AxisLevel.Finest(grid.Ny, faces.South, faces.North, y), _decay, _substep);
        _z = new LodAxis(AxisLevel.Finest(grid.Nz, faces.Bottom, faces.Top, z), _decay, _substep);
        _sums = new Sums(Quantities, grid.Nz, workers.Count);
        _nothing = new NativeArray<float>(grid.Nx);
        (_react, _alongX, _alongY, _alongZ, _measure) = (React, AlongX, AlongY, AlongZ, Measure);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _sums.Bytes;

    /// <summary>Substeps of a step.</summary>
    public long Substeps { get; }

    /// <summary>One step.</summary>
    public void Step(in FieldMaps maps, MassLedger ledger)
    {
        _maps = maps;
        double given = _substep * Substeps * TotalOf(maps.Gain);
        double before = TotalOf(maps.Concentration);
        double present = before;
        double taken = 0;
        FaceAmounts fromFaces = default;
        for (long i = 0; i < Substeps; i++)
        {
            _workers.Run(_react);
            taken += _substep * _sums.Total(Taken);
            for (int axis = 0; axis < 3; axis++)
            {
                _workers.Run(axis == 0 ? _alongX : axis == 1 ? _alongY : _alongZ);
                present = TotalOf(maps.Concentration);
                taken += _substep * _decay / 3.0 * present;
                fromFaces += _substep * Along(axis, _geometry.FaceGain - _sums.TotalOfFaces(ToFaces));
            }
        }

        ledger.Book(given, taken, 0.0, fromFaces, 0.0, present - before - (given - taken + fromFaces.Total));
    }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _z.Dispose();
        _nothing.Dispose();
        _sums.Dispose();
    }

    private static FaceAmounts Along(int axis, FaceAmounts faces) => axis switch
    {
        0 => new(faces.West, faces.East, 0, 0, 0, 0),
        1 => new(0, 0, faces.South, faces.North, 0, 0),
        _ => new(0, 0, 0, 0, faces.Bottom, faces.Top),
    };

    // What a held face adds to the right-hand side at a place on its axis.
    private static float Held(int place, LodAxis axis, FaceCondition lower, FaceCondition upper)
        => (place == 0 ? axis.ToLowerFace * lower.Value : 0f) + (place == axis.Count - 1 ? axis.ToUpperFace * upper.Value : 0f);

    private double TotalOf(float* map)
    {
        _measured = map;
        _workers.Run(_measure);
        return _sums.Total(Present);
    }

    private void Measure(int member)
    {
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(_z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            for (int y = 0; y < _y.Count; y++)
            {
                SumRow sweep = new() { Row = _measured + _geometry[0].RowStart(y, z), Sum = Sums.Column(columns, Present) };
                RowSweep.Run(ref sweep, _x.Count, _lanes);
                _sums.EndRow(columns, z, Present);
            }

            _geometry.AddFaceLosses(_measured, z, _sums, ToFaces);
        }
    }

    private void React(int member)
    {
        float* columns = _sums.Row(member);
        (int start, int end) = _workers.Share(_z.Count, member);
        for (int z = start; z < end; z++)
        {
            _sums.Begin(z);
            for (int y = 0; y < _y.Count; y++)
            {
                long row = _geometry[0].RowStart(y, z);
                LodReactionRow sweep = new()
                {
                    Concentration = _maps.Concentration + row,
                    Loss = _maps.Loss + row,
                    Gain = _maps.Gain + row,
                    Substep = (float)_substep,
                    Taken = Sums.Column(columns, Taken),
                };
                RowSweep.Run(ref sweep, _x.Count, _lanes);
                _sums.EndRow(columns, z, Taken);
            }
        }
    }

    // A recurrence along the row itself: one value after another.
    private void AlongX(int member)
    {
        (int start, int end) = _workers.Share(_z.Count, member);
        for (long line = (long)start * _y.Count; line < (long)end * _y.Count; line++)
        {
            float* row = _maps.Concentration + (line * _x.Count);
            float former = 0f;
            for (int x = 0; x < _x.Count; x++)
            {
                float own = (row[x] + Held(x, _x, _geometry.Faces.West, _geometry.Faces.East)) * _x.Inverse[x];
                row[x] = former = MathF.FusedMultiplyAdd(_x.FromLower[x], former, own);
            }

            float next = 0f;
            for (int x = _x.Count - 1; x >= 0; x--)
                row[x] = next = MathF.FusedMultiplyAdd(_x.FromUpper[x], next, row[x]);
        }
    }

    private void AlongY(int member)
    {
        (int start, int end) = _workers.Share(_z.Count, member);
        for (int z = start; z < end; z++)
            Eliminate(_maps.Concentration + _geometry[0].RowStart(0, z), _x.Count, _y, _geometry.Faces.South, _geometry.Faces.North);
    }

    private void AlongZ(int member)
    {
        (int start, int end) = _workers.Share(_y.Count, member);
        for (int y = start; y < end; y++)
        {
            Eliminate(
                _maps.Concentration + _geometry[0].RowStart(y, 0), _geometry[0].PlaneCells, _z, _geometry.Faces.Bottom, _geometry.Faces.Top);
        }
    }

    /// <summary>Thomas' algorithm over whole rows that lie <paramref name="stride"/> values apart.</summary>
    private void Eliminate(float* first, long stride, LodAxis axis, FaceCondition lower, FaceCondition upper)
    {
        for (int i = 0; i < axis.Count; i++)
        {
            LodForwardRow forward = new()
            {
                Row = first + (i * stride),
                Former = i > 0 ? first + ((i - 1) * stride) : _nothing.Pointer,
                Held = Held(i, axis, lower, upper),
                Inverse = axis.Inverse[i],
                FromLower = axis.FromLower[i],
            };
            RowSweep.Run(ref forward, _x.Count, _lanes);
        }

        for (int i = axis.Count - 2; i >= 0; i--)
        {
            LodBackwardRow backward = new() { Row = first + (i * stride), Next = first + ((i + 1) * stride), FromUpper = axis.FromUpper[i] };
            RowSweep.Run(ref backward, _x.Count, _lanes);
        }
    }
}
