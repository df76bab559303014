using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>The diffusing substances of a tissue, and their solvers, on threads and lanes.</summary>
/// <remarks>
/// <para>Maps have no halo: voxel (x, y, z) is element x + Nx·(y + Ny·z). For each field in turn the caller fills the shared maps
/// <see cref="Loss"/>, <see cref="Gain"/> and, if the field has saturable uptake, <see cref="SaturableLoss"/>, then calls
/// <see cref="Advance"/>, which may use them up. Decay and faces are added inside.</para>
/// <para>The bits of the fields and balances depend neither on the number of threads nor on the width of lanes.</para>
/// </remarks>
public sealed unsafe class DiffusingFields : IStateful, IDisposable
{
    // Of Chebyshev's and Legendre's schemes.
    private const int MapsOfStages = 3;

    private readonly Grid _grid;
    private readonly FieldDefinition[] _fields;
    private readonly SolverChoice[] _choices;
    private readonly NativeArray<float>?[] _concentrations;
    private readonly ParkedMap?[] _parked;
    private readonly NativeArray<float>? _unparked;
    private readonly FieldGeometry[] _geometries;
    private readonly MassLedger[] _ledgers;
    private readonly ChebyshevSolver?[] _chebyshev;
    private readonly LegendreSolver?[] _legendre;
    private readonly LodSolver?[] _lod;
    private readonly NativeArray<float>[] _scratch;
    private readonly CoarseMaps? _coarse;
    private readonly ImplicitSolver? _implicit;
    private readonly ExplicitStages? _stages;
    private readonly ForwardEulerSolver? _forwardEuler;
    private readonly Passages? _passages;

    /// <summary>Fields at their initial concentrations.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="fields">The substances.</param>
    /// <param name="stepHours">Length of a step [h].</param>
    /// <param name="workers">The threads; not disposed with the fields.</param>
    /// <param name="lanes">How many values are worked on together.</param>
    /// <param name="matrix">The extracellular matrix that hinders them; null for free tissue. Not disposed with the fields.</param>
    /// <exception cref="SolverException">A field cannot be solved as asked.</exception>
    public DiffusingFields(
        Grid grid, IReadOnlyList<FieldDefinition> fields, double stepHours, Workers workers, LaneWidth lanes, MatrixMap? matrix = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(workers);
        LaneWidths.EnsureCanRun(lanes);
        _grid = grid;
        _fields = [.. fields];
        _choices = [.. fields.Select(field => SolverChoice.For(field, grid, stepHours))];
        bool isImplicit = _choices.Any(choice => choice.IsImplicit);
        bool[] minds = [.. fields.Select(field => matrix is not null && field.MindsMatrix(matrix.HasClosedVoxels))];
        _scratch = [.. Enumerable.Range(0, ScratchMaps.Needed(_fields, _choices, minds, MapsOfStages)).Select(_ => new NativeArray<float>(grid.Voxels))];
        Loss = new NativeArray<float>(grid.Voxels);
        Gain = new NativeArray<float>(grid.Voxels);
        if (fields.Any(field => field.HasSaturableUptake))
            SaturableLoss = new NativeArray<float>(grid.Voxels);
        _coarse = isImplicit ? new CoarseMaps(grid) : null;
        _implicit = _coarse is null ? null
            : new ImplicitSolver(grid, stepHours, workers, lanes, _coarse, SaturableLoss is null ? _scratch : [.. _scratch, SaturableLoss]);
        _stages = _choices.Any(choice => !choice.IsImplicit) ? new ExplicitStages(grid, workers, lanes) : null;
        _forwardEuler = _choices.Any(choice => choice.Solver == FieldSolver.ForwardEuler)
            ? new ForwardEulerSolver(stepHours, _stages!, _scratch[0]) : null;
        _geometries = [.. fields.Zip(_choices, (field, choice)
            => new FieldGeometry(grid, field, choice.IsImplicit ? _coarse!.Levels : 1))];
        _chebyshev = new ChebyshevSolver?[_fields.Length];
        _legendre = new LegendreSolver?[_fields.Length];
        _lod = new LodSolver?[_fields.Length];
        _concentrations = new NativeArray<float>?[_fields.Length];
        _parked = new ParkedMap?[_fields.Length];
        _unparked = fields.Any(IsParked) ? new NativeArray<float>(grid.Voxels) : null;
        _ledgers = new MassLedger[_fields.Length];
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_choices[i].Solver == FieldSolver.Chebyshev)
                _chebyshev[i] = new ChebyshevSolver(_geometries[i], _fields[i], stepHours, _stages!, _scratch);
            else if (SolverChoice.LegendreOrder(_choices[i].Solver) is { } order)
                _legendre[i] = new LegendreSolver(_geometries[i], order, DecayOf(_fields[i]), stepHours, _stages!, _scratch);
            else if (_choices[i].Solver == FieldSolver.LocallyOneDimensional)
                _lod[i] = new LodSolver(grid, _fields[i], _geometries[i], stepHours, workers, lanes);
            _ledgers[i] = new MassLedger();
            if (IsParked(_fields[i]))
            {
                _parked[i] = new ParkedMap(grid, workers, lanes);
                _parked[i]!.Fill(_fields[i].Initial);
                continue;
            }

            _concentrations[i] = new NativeArray<float>(grid.Voxels);
            Fill(_concentrations[i]!, _fields[i].Initial);
        }

        FieldGeometry[] hindered = [.. _geometries.Where((_, i) => minds[i])];
        for (int i = 0; i < _fields.Length; i++)
        {
            if (minds[i])
                SolverChoice.EnsureMindsMatrix(_fields[i], _choices[i].Solver);
        }

        if (hindered.Length > 0)
        {
            _passages = new Passages(grid, hindered.Max(geometry => geometry.Levels), matrix!, workers, lanes);
            foreach (FieldGeometry geometry in hindered)
                geometry.Hinder(_passages);
            if (_fields.Where((field, i) => minds[i] && ScratchMaps.IsAccelerated(field, _choices[i])).Any())
                _implicit!.Accelerate(new ConjugateGradients(grid, workers, lanes));
        }
    }

    /// <summary>First-order loss of the field about to be advanced: cells' uptake and vessels, without decay [1/s].</summary>
    public NativeArray<float> Loss { get; }

    /// <summary>Gain of the field about to be advanced: cells' secretion and vessels [field unit/s].</summary>
    public NativeArray<float> Gain { get; }

    /// <summary>Largest saturable uptake of the field about to be advanced [field unit/s]; null if no field has any.</summary>
    public NativeArray<float>? SaturableLoss { get; }

    /// <summary>Bytes held: fields, shared maps and the solvers' scratch.</summary>
    public long AllocatedBytes
    {
        get
        {
            int others = _scratch.Length + (SaturableLoss is null ? 2 : 3);
            return ((BytesOfConcentrations(_fields) + (others * sizeof(float))) * _grid.Voxels) + (_coarse?.Bytes ?? 0) + (_implicit?.Bytes ?? 0) + (_stages?.Bytes ?? 0)
                + (_passages?.Bytes ?? 0);
        }
    }

    /// <summary>Bytes that the fields of a model will hold.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="fields">The substances.</param>
    /// <param name="stepHours">Length of a step [h].</param>
    /// <param name="threads">Threads.</param>
    /// <param name="matrix">The matrix that hinders those fields that mind it; null for free tissue. Its own maps come on top.</param>
    /// <exception cref="SolverException">A field cannot be solved as asked.</exception>
    public static long RequiredBytes(
        Grid grid, IReadOnlyList<FieldDefinition> fields, double stepHours, int threads, ExtracellularMatrix? matrix = null)
    {
        SolverChoice[] choices = [.. fields.Select(field => SolverChoice.For(field, grid, stepHours))];
        bool[] minds = [.. fields.Select(field => matrix is not null && field.MindsMatrix(matrix.ClosesVoxels))];
        int others = ScratchMaps.Needed(fields, choices, minds, MapsOfStages) + (fields.Any(field => field.HasSaturableUptake) ? 3 : 2);
        long coarse = choices.Any(choice => choice.IsImplicit) ? CoarseMaps.BytesOf(grid) : 0;
        // Fewer than 64 sums a plane, and a row and the columns of those sums for each thread.
        const int Sums = 64;
        long sums = (Sums * (long)sizeof(double) * grid.Nz) + (threads * sizeof(float) * (grid.Nx + 64L + (Sums * 16)));
        long losses = choices.All(choice => choice.IsImplicit) ? 0 : ExplicitStages.MostStepsTogether * LossesByRow.BytesOf(grid);
        return ((BytesOfConcentrations(fields) + (others * sizeof(float))) * grid.Voxels) + coarse + sums + losses;
    }

    /// <summary>The concentration of a field that is not parked: Nx·Ny·Nz values, x fastest.</summary>
    public NativeArray<float> Concentration(int field) => _concentrations[field]
        ?? throw new InvalidOperationException($"field '{_fields[field].Name}' is parked");

    /// <summary>Copies concentrations out, parked or not.</summary>
    /// <param name="field">The field.</param>
    /// <param name="first">The first voxel.</param>
    /// <param name="values">What is filled.</param>
    public void Read(int field, long first, Span<float> values) => View(field).CopyTo(first, values);

    /// <summary>Where the field of a role is read between its steps; nowhere if there is none.</summary>
    internal ConcentrationView View(FieldRole role) => View(Array.FindIndex(_fields, field => field.Role == role));

    /// <summary>The same for a field; nowhere for one below 0.</summary>
    internal ConcentrationView View(int field)
        => field < 0 ? default : _parked[field] is { } parked ? parked.View : new ConcentrationView(_concentrations[field]!.Pointer);

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        int plane = (int)_grid.PlaneVoxels;
        for (int i = 0; i < _fields.Length; i++)
        {
            IStateArchive part = archive.Part(_fields[i].Name);
            _ledgers[i].Carry(part);
            _parked[i]?.Carry(part);
            if (_concentrations[i] is not { } map)
                continue;
            part.Voxels<float>(
                TissueArchive.Concentration, _grid,
                (z, values) => map.Slice((long)z * plane, plane).CopyTo(values),
                (z, values) => values.CopyTo(map.Slice((long)z * plane, plane)));
        }
    }

    /// <summary>Which solver advances a field, and why.</summary>
    public SolverChoice Choice(int field) => _choices[field];

    /// <summary>What came and went since the start; amounts are concentrations summed over voxels.</summary>
    public MassBalance Balance(int field) => _ledgers[field].Balance;

    /// <summary>Where the last step of a field met something that is not finite: in its sources, its losses or itself; −1 if nowhere.</summary>
    /// <remarks>Solvers read the sources and leave them as they were, or as not finite: there it is seen before it has spread.</remarks>
    public long FindNonFinite(int field)
    {
        foreach (NativeArray<float> map in new[] { Gain, Loss, WorkedOn(field) })
        {
            for (long voxel = 0; voxel < map.Length; voxel++)
            {
                if (!float.IsFinite(map[voxel]))
                    return voxel;
            }
        }

        return -1;
    }

    /// <summary>Multigrid cycles, or stages, or substeps, that the last step took.</summary>
    public long LastEffort { get; private set; }

    /// <summary>Advances a field by one step under the shared maps, which are used up.</summary>
    /// <exception cref="SolverException">A steady state is asked of a field that has sources now, and no sink.</exception>
    public void Advance(int field)
    {
        _parked[field]?.Leave(_unparked!);
        Solve(field);
        if (_parked[field] is { } parked)
            _ledgers[field].Book(0, 0, 0, default, 0, parked.Park(_unparked!));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Loss.Dispose();
        Gain.Dispose();
        SaturableLoss?.Dispose();
        _implicit?.Dispose();
        _coarse?.Dispose();
        _stages?.Dispose();
        _passages?.Dispose();
        foreach (LodSolver? solver in _lod)
            solver?.Dispose();
        foreach (NativeArray<float>? map in _concentrations.Concat(_scratch).Append(_unparked))
            map?.Dispose();
        foreach (ParkedMap? map in _parked)
            map?.Dispose();
        foreach (FieldGeometry geometry in _geometries)
            geometry.Dispose();
    }

    private void Solve(int field)
    {
        FieldMaps maps = MapsOf(field);
        MassLedger ledger = _ledgers[field];
        FieldGeometry geometry = _geometries[field];
        if (geometry.IsHindered)
        {
            _passages!.Prepare(geometry, _fields[field].Hindrance);
            geometry.MeasureFaces();
        }

        switch (_choices[field].Solver)
        {
            case FieldSolver.Chebyshev:
                _chebyshev[field]!.Step(maps, ledger);
                LastEffort = _chebyshev[field]!.Stages;
                break;
            case FieldSolver.FirstOrderLegendre or FieldSolver.SecondOrderLegendre:
                _legendre[field]!.Step(maps, ledger);
                LastEffort = _legendre[field]!.Stages;
                break;
            case FieldSolver.LocallyOneDimensional:
                _lod[field]!.Step(maps, ledger);
                LastEffort = _lod[field]!.Substeps;
                break;
            case FieldSolver.ForwardEuler:
                _forwardEuler!.Step(geometry, maps, ledger);
                LastEffort = _forwardEuler.Substeps;
                break;
            case FieldSolver.Sdirk2:
                _implicit!.StepWithin(geometry, maps, _fields[field], ledger);
                LastEffort = _implicit.Cycles;
                break;
            case FieldSolver.QuasiSteady:
                _implicit!.Settle(geometry, maps, CycleTolerance(field), ledger);
                LastEffort = _implicit.Cycles;
                if (_implicit.IsWithoutSink)
                {
                    throw new SolverException(
                        _fields[field].Name,
                        "it has sources now and nothing that removes it, so there is no steady state; give it a decay or a held face, or choose sdirk2");
                }

                break;
            default:
                _implicit!.Step(geometry, maps, CycleTolerance(field), ledger);
                LastEffort = _implicit.Cycles;
                break;
        }
    }

    private double CycleTolerance(int field) => ImplicitAccuracy.CycleTolerance(_fields[field], _geometries[field].IsHindered);

    private static bool IsParked(FieldDefinition field) => field.Parked == Parking.Half;

    // Parked fields share the map in which they are worked on.
    private static int BytesOfConcentrations(IReadOnlyCollection<FieldDefinition> fields)
    {
        int parked = fields.Count(IsParked);
        return ((fields.Count - parked + Math.Min(1, parked)) * sizeof(float)) + (parked * ParkedMap.BytesPerVoxel);
    }

    private NativeArray<float> WorkedOn(int field) => _concentrations[field] ?? _unparked!;

    private static double DecayOf(FieldDefinition field) => field.Decay.PerHour / 3600.0;

    private static void Fill(NativeArray<float> map, float value)
    {
        for (long i = 0; i < map.Length; i++)
            map[i] = value;
    }

    private FieldMaps MapsOf(int field) => new()
    {
        Concentration = WorkedOn(field).Pointer,
        Loss = Loss.Pointer,
        Gain = Gain.Pointer,
        Maximum = _fields[field].HasSaturableUptake ? SaturableLoss!.Pointer : null,
        HalfSaturation = _fields[field].SaturableUptake.HalfSaturation,
        Decay = (float)DecayOf(_fields[field]),
    };
}
