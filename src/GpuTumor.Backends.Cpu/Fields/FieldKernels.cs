using System.Runtime.Intrinsics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The field kernels on a cube of tissue that takes up and gives at random, in a bath: what benchmarks time.</summary>
public sealed unsafe class FieldKernels : IDisposable
{
    /// <summary>Steps or stages that the blocked kernels take through the lattice together.</summary>
    public const int Together = ExplicitStages.MostTogether;

    /// <summary>Steps of forward Euler that may be taken together.</summary>
    public const int MostSteps = ExplicitStages.MostStepsTogether;

    private const double Diffusivity = 200;
    private const double Spacing = 20;
    private const double StepHours = 0.5;
    private readonly Grid _grid;
    private readonly Workers _workers;
    private readonly FieldGeometry _geometry;
    private readonly CoarseMaps _coarse;
    private readonly Multigrid _multigrid;
    private readonly ExplicitStages _stages;
    private readonly NativeArray<float> _present;
    private readonly NativeArray<float> _former;
    private readonly NativeArray<float> _gain;
    private readonly NativeArray<float> _loss;
    private readonly StageCoefficients[] _coefficients = new StageCoefficients[Together];
    private readonly MassLedger _ledger = new();
    private readonly float _step;
    private readonly Action<int> _copy;
    private readonly Action<int> _triad;
    private readonly LodSolver _lod;
    private readonly StageCoefficients[] _legendre = new StageCoefficients[Together];

    /// <summary>Makes the tissue.</summary>
    /// <param name="size">Voxels along an edge, at least 8.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="lanes">How many values are worked on together.</param>
    public FieldKernels(int size, int threads, LaneWidth lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        LaneWidths.EnsureCanRun(lanes);
        _grid = new Grid(size, size, size, Spacing);
        _workers = new Workers(threads);
        _coarse = new CoarseMaps(_grid);
        _geometry = new FieldGeometry(
            _grid,
            Substance,
            _coarse.Levels);
        (_present, _former, _gain, _loss) = (new(_grid.Voxels), new(_grid.Voxels), new(_grid.Voxels), new(_grid.Voxels));
        for (long i = 0; i < _grid.Voxels; i++)
        {
            uint word = Philox.Word(1, RandomProcess.Vessels, (ulong)i, 0, 0);
            _present[i] = _former[i] = 1f;
            _gain[i] = (word & 0xFFFF) * 1e-8f;
            _loss[i] = (word >> 16) * 1e-7f;
        }

        _multigrid = new Multigrid(size, size, _workers, lanes, _coarse);
        _stages = new ExplicitStages(_grid, _workers, lanes);
        _step = (float)(1.2 / _geometry.DiffusionRate);
        // A recurrence that neither grows nor dies, however often it is repeated.
        Array.Fill(_coefficients, new StageCoefficients(_step, 0.5f, 0.25f, 0.25f));
        // Stages 9 to 12 of a plan in long steps; their shares add to one, so that nothing grows.
        Array.Fill(_legendre, new StageCoefficients(_step, 1.9f, -0.9f, _step));
        (_copy, _triad) = (CopyShare, TriadShare);
        _lod = new LodSolver(_grid, Substance, _geometry, LodSplitting.LongestSubstep / 3600.0, _workers, lanes);
        BeginStages();
        BeginCycles();
    }

    private static FieldDefinition Substance => new()
    {
        Name = "benchmark",
        Unit = "1",
        Diffusivity = Diffusivity,
        Boundaries = Boundaries.All(FaceCondition.Held(1f)),
    };

    /// <summary>Voxels.</summary>
    public long Voxels => _grid.Voxels;

    /// <summary>Copies a map to another past the caches: what the machine's memory can do.</summary>
    public void Copy() => _workers.Run(_copy);

    /// <summary>a + s·b into a third map, past the caches: what memory can do with two reads for a write.</summary>
    public void Triad() => _workers.Run(_triad);

    /// <summary>One stage of Legendre's recurrence.</summary>
    public void Legendre() => _stages.Run(_present.Pointer, _former.Pointer, _gain.Pointer, _legendre.AsSpan(0, 1));

    /// <summary>Some stages of Legendre's recurrence together.</summary>
    public void LegendreTogether() => _stages.Run(_present.Pointer, _former.Pointer, _gain.Pointer, _legendre);

    /// <summary>One substep of BioFVM's splitting, its balance included.</summary>
    public void Lod() => _lod.Step(Maps, _ledger);

    /// <summary>One step of forward Euler.</summary>
    public void ForwardEuler() => _stages.RunEuler(_present.Pointer, _former.Pointer, _step, 1);

    /// <summary>Some steps of forward Euler together, at most <see cref="MostSteps"/>.</summary>
    public void ForwardEulerTogether(int steps) => _stages.RunEuler(_present.Pointer, _former.Pointer, _step, steps);

    /// <summary>One stage of Clenshaw's recurrence.</summary>
    public void Clenshaw() => _stages.Run(_present.Pointer, _former.Pointer, _gain.Pointer, _coefficients.AsSpan(0, 1));

    /// <summary>Some stages of Clenshaw's recurrence together.</summary>
    public void ClenshawTogether() => _stages.Run(_present.Pointer, _former.Pointer, _gain.Pointer, _coefficients);

    /// <summary>One V(1,1) cycle of a multigrid.</summary>
    public void Cycle() => _multigrid.Cycle();

    /// <inheritdoc/>
    public void Dispose()
    {
        _workers.Dispose();
        _multigrid.Dispose();
        _lod.Dispose();
        _stages.Dispose();
        _coarse.Dispose();
        _geometry.Dispose();
        foreach (NativeArray<float> map in new[] { _present, _former, _gain, _loss })
            map.Dispose();
    }

    private FieldMaps Maps => new()
    {
        Concentration = _present.Pointer,
        Loss = _loss.Pointer,
        Gain = _gain.Pointer,
        Maximum = null,
        HalfSaturation = 0,
        Decay = 1e-4f,
    };

    private void BeginStages() => _stages.Begin(_geometry, Maps);

    private void BeginCycles()
    {
        ReactionRow reaction = new() { Loss = _loss.Pointer, Source = _gain.Pointer };
        _multigrid.Begin(_geometry, _present.Pointer, reaction, (float)(1.0 / (StepHours * 3600)));
    }

    private void CopyShare(int member)
    {
        float* source = _present.Pointer;
        float* destination = _former.Pointer;
        long start = _grid.Voxels * member / _workers.Count / 16 * 16;
        long end = _grid.Voxels * (member + 1) / _workers.Count / 16 * 16;
        for (long i = start; i < end; i += 16)
            Vector512.LoadAligned(source + i).StoreAlignedNonTemporal(destination + i);
    }

    private void TriadShare(int member)
    {
        Vector512<float> factor = Vector512.Create(0.5f);
        long start = _grid.Voxels * member / _workers.Count / 16 * 16;
        long end = _grid.Voxels * (member + 1) / _workers.Count / 16 * 16;
        for (long i = start; i < end; i += 16)
        {
            Vector512.FusedMultiplyAdd(
                factor, Vector512.LoadAligned(_present.Pointer + i), Vector512.LoadAligned(_gain.Pointer + i)).StoreAlignedNonTemporal(_former.Pointer + i);
        }
    }
}
