using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The diffusing substances of a tissue and their solvers, on the device.</summary>
/// <remarks>
/// The same maps, solvers and order of work as on the processor: for each field in turn the caller fills <see cref="Loss"/>,
/// <see cref="Gain"/> and, if the field has saturable uptake, <see cref="SaturableLoss"/>, then calls <see cref="Advance"/>.
/// </remarks>
internal sealed class DeviceFields : IStateful, IDisposable
{
    private readonly GpuContext _context;
    private readonly Grid _grid;
    private readonly FieldDefinition[] _fields;
    private readonly SolverChoice[] _choices;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>?[] _concentrations;
    private readonly ParkedMap?[] _parked;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>? _unparked;
    private readonly LatticeSums? _sumsOfParking;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>[] _scratch;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _loss;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _gain;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>? _saturable;
    private readonly FieldGeometry[] _geometries;
    private readonly MassLedger[] _ledgers;
    private readonly ChebyshevSolver?[] _chebyshev;
    private readonly LegendreSolver?[] _legendre;
    private readonly LodSolver?[] _lod;
    private readonly CoarseMaps? _coarse;
    private readonly ImplicitSolver? _implicit;
    private readonly ExplicitStages? _stages;
    private readonly ForwardEulerSolver? _forwardEuler;
    private readonly Passages? _passages;

    /// <summary>Fields at their initial concentrations.</summary>
    /// <param name="context">The device.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="fields">The substances.</param>
    /// <param name="stepHours">Length of a step [h].</param>
    /// <param name="matrix">The extracellular matrix that hinders them; null for free tissue. Not disposed with the fields.</param>
    public DeviceFields(
        GpuContext context, Grid grid, IReadOnlyList<FieldDefinition> fields, double stepHours, MatrixMap? matrix = null)
    {
        (_context, _grid) = (context, grid);
        _fields = [.. fields];
        _choices = [.. fields.Select(field => SolverChoice.For(field, grid, stepHours))];
        _coarse = _choices.Any(choice => choice.IsImplicit) ? new CoarseMaps(context, grid) : null;
        _implicit = _coarse is null ? null : new ImplicitSolver(context, grid, stepHours, _coarse);
        int LevelsOf(int field) => _choices[field].IsImplicit ? _coarse!.Levels : 1;
        bool[] hindered = [.. fields.Select(field => matrix is not null && field.MindsMatrix(matrix.HasClosedVoxels))];
        if (hindered.Contains(true))
            _passages = new Passages(context, grid, Enumerable.Range(0, hindered.Length).Where(i => hindered[i]).Max(LevelsOf), matrix!);
        _geometries = [.. fields.Select((field, i)
            => new FieldGeometry(context, grid, field, LevelsOf(i), hindered[i] ? _passages : null))];
        _chebyshev = [.. fields.Select((field, i) => _choices[i].Solver == FieldSolver.Chebyshev
            ? new ChebyshevSolver(_geometries[i], field, stepHours) : null)];
        _legendre = [.. fields.Select((field, i) => SolverChoice.LegendreOrder(_choices[i].Solver) is { } order
            ? new LegendreSolver(_geometries[i], order, DecayOf(field), stepHours) : null)];
        _lod = [.. fields.Select((field, i) => _choices[i].Solver == FieldSolver.LocallyOneDimensional
            ? new LodSolver(context, grid, field, _geometries[i], stepHours) : null)];
        bool stepsForward = _choices.Any(choice => choice.Solver == FieldSolver.ForwardEuler);
        int mostStages = Math.Max(
            Math.Max(_chebyshev.Max(solver => solver?.MostStages) ?? 0, _legendre.Max(solver => solver?.MostStages) ?? 0),
            stepsForward ? ForwardEulerSolver.Batch : 0);
        _stages = mostStages > 0 ? new ExplicitStages(context, grid, mostStages) : null;
        _forwardEuler = stepsForward ? new ForwardEulerSolver(context, stepHours, _stages!) : null;
        _scratch = [.. Enumerable.Range(0, ScratchMaps.Needed(_fields, _choices, hindered, MapsOfStages(context.Tiling)))
            .Select(_ => context.Allocate<float>(grid.Voxels))];
        if (fields.Any(IsParked))
        {
            _unparked = context.Allocate<float>(grid.Voxels);
            _sumsOfParking = new LatticeSums(context, grid, ParkedMap.Sums);
        }

        _concentrations = [.. fields.Select(field => IsParked(field) ? null : context.Allocate<float>(grid.Voxels))];
        _parked = [.. fields.Select(field => IsParked(field) ? new ParkedMap(context, grid, _sumsOfParking!, _unparked!, field.Initial) : null)];
        _ledgers = [.. fields.Select(_ => new MassLedger())];
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_concentrations[i] is { } map)
                context.ForEach(grid.Voxels, new FillWork(map.View, _fields[i].Initial));
        }

        _loss = context.Allocate<float>(grid.Voxels);
        _gain = context.Allocate<float>(grid.Voxels);
        if (fields.Any(field => field.HasSaturableUptake))
            _saturable = context.Allocate<float>(grid.Voxels);
        if (_fields.Where((field, i) => hindered[i] && ScratchMaps.IsAccelerated(field, _choices[i])).Any())
        {
            ArrayView<float>[] free = [.. _scratch.Append(_saturable).Where(map => map is not null).Select(map => (ArrayView<float>)map!.View)];
            _implicit!.Accelerate(new ConjugateGradients(context, grid), free[^2], free[^1]);
        }
    }

    /// <summary>First-order loss of the field about to be advanced: cells' uptake and vessels, without decay [1/s].</summary>
    public ArrayView<float> Loss => _loss.View;

    /// <summary>Gain of the field about to be advanced: cells' secretion and vessels [field unit/s].</summary>
    public ArrayView<float> Gain => _gain.View;

    /// <summary>Largest saturable uptake of a field [field unit/s]; empty if it has none.</summary>
    public ArrayView<float> SaturableLoss(int field) => _fields[field].HasSaturableUptake ? _saturable!.View : default;

    /// <summary>Bytes that the fields of a model take on a device, without the small tables.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="fields">The substances.</param>
    /// <param name="stepHours">Length of a step [h].</param>
    /// <param name="tiling">When stages are fused.</param>
    /// <param name="matrix">The matrix that hinders those fields that mind it; null for free tissue.</param>
    public static long RequiredBytes(
        Grid grid, IReadOnlyList<FieldDefinition> fields, double stepHours, Tiling tiling, ExtracellularMatrix? matrix = null)
    {
        SolverChoice[] choices = [.. fields.Select(field => SolverChoice.For(field, grid, stepHours))];
        bool[] hindered = [.. fields.Select(field => matrix is not null && field.MindsMatrix(matrix.ClosesVoxels))];
        int parked = fields.Count(IsParked);
        // Parked fields share the map in which they are worked on.
        long maps = fields.Count - parked + Math.Min(1, parked) + ScratchMaps.Needed(fields, choices, hindered, MapsOfStages(tiling)) + (fields.Any(field => field.HasSaturableUptake) ? 3 : 2);
        long coarse = choices.Any(choice => choice.IsImplicit) ? CoarseMaps.ValuesOf(grid, tiling) : 0;
        long sums = 4L * RowSums.Quantities * grid.Ny * grid.Nz * 2;
        int levels = !hindered.Contains(true) ? 0 : choices.Where((choice, i) => hindered[i] && choice.IsImplicit).Any() ? int.MaxValue : 1;
        return (sizeof(float) * ((maps * grid.Voxels) + coarse + sums)) + (parked * ParkedMap.RequiredBytes(grid))
            + Passages.RequiredBytes(grid, levels);
    }

    /// <summary>The concentration of a field that is not parked: Nx·Ny·Nz values, x fastest; null for one that is.</summary>
    public ArrayView<float>? Concentration(int field) => _concentrations[field]?.View;

    /// <summary>Where the concentration of a field is read between its steps; nowhere for one below 0.</summary>
    public ConcentrationView View(int field)
        => field < 0 ? default : _parked[field] is { } parked ? parked.View : ConcentrationView.Of(WorkedOn(field));

    /// <summary>What came and went since the start; amounts are concentrations summed over voxels.</summary>
    public MassBalance Balance(int field) => _ledgers[field].Balance;

    /// <summary>Where the last step of a field met something that is not finite: in its sources, its losses or itself; −1 if nowhere.</summary>
    public long FindNonFinite(int field)
    {
        float[] plane = new float[_grid.PlaneVoxels];
        foreach (ArrayView<float> map in new[] { Gain, Loss, WorkedOn(field) })
        {
            for (long z = 0; z < _grid.Nz; z++)
            {
                _context.Read(map.SubView(z * plane.Length, plane.Length), plane.AsSpan());
                int place = Array.FindIndex(plane, value => !float.IsFinite(value));
                if (place >= 0)
                    return (z * plane.Length) + place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            IStateArchive part = archive.Part(_fields[i].Name);
            _ledgers[i].Carry(part);
            if (_parked[i] is { } parked)
                parked.Carry(part);
            else
                _context.Carry(part, TissueArchive.Concentration, _grid, WorkedOn(i));
        }
    }

    /// <summary>Advances a field by one step under the shared maps, which are used up.</summary>
    public void Advance(int field)
    {
        _parked[field]?.Leave();
        Solve(field);
        if (_parked[field] is { } parked)
            _ledgers[field].Book(0, 0, 0, default, 0, parked.Park());
    }

    public void Dispose()
    {
        foreach (MemoryBuffer1D<float, Stride1D.Dense>? map in _concentrations.Concat(_scratch).Append(_loss).Append(_gain).Append(_saturable).Append(_unparked))
        {
            if (map is not null)
                _context.Free(map);
        }

        foreach (ParkedMap? map in _parked)
            map?.Dispose();
        _sumsOfParking?.Dispose();
        foreach (FieldGeometry geometry in _geometries)
            geometry.Dispose();
        foreach (LodSolver? solver in _lod)
            solver?.Dispose();
        _passages?.Dispose();
        _implicit?.Dispose();
        _coarse?.Dispose();
        _stages?.Dispose();
    }

    private void Solve(int field)
    {
        FieldMaps maps = MapsOf(field);
        MassLedger ledger = _ledgers[field];
        FieldGeometry geometry = _geometries[field];
        geometry.MeetMatrix(_fields[field].Hindrance);
        switch (_choices[field].Solver)
        {
            case FieldSolver.Chebyshev:
                _chebyshev[field]!.Step(
                    maps, ledger, _stages!, _scratch[0].View, _scratch[1].View, _scratch[2].View,
                    _scratch.Length > 3 ? _scratch[3].View : default);
                break;
            case FieldSolver.FirstOrderLegendre or FieldSolver.SecondOrderLegendre:
                _legendre[field]!.Step(
                    maps, ledger, _stages!, _scratch[0].View, _scratch[1].View, _scratch[2].View,
                    _scratch.Length > 3 ? _scratch[3].View : default);
                break;
            case FieldSolver.ForwardEuler:
                _forwardEuler!.Step(geometry, maps, ledger, _scratch[0].View);
                break;
            case FieldSolver.LocallyOneDimensional:
                _lod[field]!.Step(maps, ledger);
                break;
            case FieldSolver.Sdirk2:
                _implicit!.StepWithin(geometry, maps, _fields[field], _scratch[0].View, _scratch[1].View, ledger);
                break;
            case FieldSolver.QuasiSteady:
                _implicit!.Settle(geometry, maps, _fields[field], ledger);
                if (_implicit.IsWithoutSink)
                {
                    throw new SolverException(
                        _fields[field].Name,
                        "it has sources now and nothing that removes it, so there is no steady state; give it a decay or a held face, or choose sdirk2");
                }

                break;
            default:
                _implicit!.Step(geometry, maps, _fields[field], ledger);
                break;
        }
    }

    // A fused pair of stages needs one more.
    private static int MapsOfStages(Tiling tiling) => tiling == Tiling.Never ? 3 : 4;

    private static double DecayOf(FieldDefinition field) => field.Decay.PerHour / 3600.0;

    private static bool IsParked(FieldDefinition field) => field.Parked == Parking.Half;

    private ArrayView<float> WorkedOn(int field) => (_concentrations[field] ?? _unparked!).View;

    private FieldMaps MapsOf(int field) => new()
    {
        Concentration = WorkedOn(field),
        Loss = Loss,
        Gain = Gain,
        Maximum = SaturableLoss(field),
        HalfSaturation = _fields[field].SaturableUptake.HalfSaturation,
        Decay = (float)DecayOf(_fields[field]),
    };
}
