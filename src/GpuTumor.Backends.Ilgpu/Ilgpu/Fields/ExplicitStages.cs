using GpuTumor.Engine;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What the explicit schemes share: pinning before, stages over the whole lattice, clipping after, and their sums.</summary>
/// <remarks>The sums of all stages of a step stay on the device until the step is done, so that no stage waits for the host.</remarks>
internal sealed class ExplicitStages : IDisposable
{
    private const int ClipQuantities = 2;
    private const int RowSumsOfStage = 2;
    private const int SumsOfStage = RowSumsOfStage + LatticeSums.Faces;
    private const int FirstStage = PinWork.Quantities + ClipQuantities;
    private readonly GpuContext _context;
    private readonly Grid _grid;
    private readonly LatticeSums _sums;
    private FieldGeometry _geometry = null!;
    private FieldMaps _maps;
    private int _stages;

    /// <summary>Room for the sums of at most so many stages a step.</summary>
    public ExplicitStages(GpuContext context, Grid grid, int mostStages)
    {
        (_context, _grid) = (context, grid);
        _sums = new LatticeSums(context, grid, FirstStage + (SumsOfStage * mostStages));
    }

    /// <summary>What the field held before the step.</summary>
    public double Before => _sums.Total(PinWork.Before);

    /// <summary>What free voxels are given [field unit · voxels/s].</summary>
    public double Given => _sums.Total(PinWork.Given);

    /// <summary>What pinning added.</summary>
    public double AddedByPinning => _sums.Total(PinWork.Pinned);

    /// <summary>The largest loss of a free voxel [1/s].</summary>
    public double LargestLoss => _sums.Largest(PinWork.LargestLoss);

    /// <summary>The largest saturable uptake [field unit/s].</summary>
    public double LargestUptake => _sums.Largest(PinWork.LargestUptake);

    /// <summary>What the field holds after clipping.</summary>
    public double Present => _sums.Total(PinWork.Quantities);

    /// <summary>What clipping added.</summary>
    public double Clipped => _sums.Total(PinWork.Quantities + 1);

    /// <summary>Sets the field and pins what must be; held faces are added to its gain.</summary>
    public void Begin(FieldGeometry geometry, in FieldMaps maps)
    {
        (_geometry, _maps, _stages) = (geometry, maps, 0);
        PinWork work = new(
            geometry[0], maps.Concentration, maps.Loss, maps.Gain, maps.Maximum, geometry.Gains, geometry.PinningLoss);
        _sums.Run(work, 0, PinWork.Quantities, PinWork.LargestLoss, _grid.Ny, _grid.Nz);
        geometry.AddGainsThroughMatrix(maps.Gain);
        _sums.Fetch(PinWork.Quantities);
    }

    /// <summary>result = a·L(present) + b·present + c·former + d·gain; result may be former.</summary>
    public void Run(
        ArrayView<float> present, ArrayView<float> former, ArrayView<float> gain, ArrayView<float> result, StageCoefficients stage)
    {
        if (_geometry.IsHindered)
            Run<MatrixLattice, MatrixRow>(_geometry.InMatrix(0), present, former, gain, result, stage);
        else if ((_grid.Nx & 3) == 0)
            RunInFours(present, former, gain, result, stage);
        else
            Run<FieldLattice, RowStencil>(_geometry[0], present, former, gain, result, stage);
    }

    /// <summary>result = present + h·(L(present) − uptake + gain).</summary>
    public void RunEuler(ArrayView<float> present, ArrayView<float> result, float step)
    {
        if (_geometry.IsHindered)
        {
            RunAndSum(
                new EulerWork<MatrixLattice, MatrixRow>(_geometry.InMatrix(0), _maps.Reaction, present, result, _maps.Decay, step), present);
        }
        else
        {
            RunAndSum(new EulerWork<FieldLattice, RowStencil>(_geometry[0], _maps.Reaction, present, result, _maps.Decay, step), present);
        }
    }

    /// <summary>Whether stages of the field set are fused.</summary>
    public bool Fuses => !_geometry.IsHindered && _context.UsesTiles(_geometry[0]);

    /// <summary>middle = a·L(present) + b·present + c·former + d·gain, then result likewise of middle and present, at once.</summary>
    public void RunPair(
        ArrayView<float> present, ArrayView<float> former, ArrayView<float> gain, ArrayView<float> middle, ArrayView<float> result,
        StageCoefficients first, StageCoefficients second)
    {
        StagePairWork work = new(
            _maps.Loss, present, former, gain, middle, result, _maps.Decay, new StageFactors(first), new StageFactors(second));
        int entry = EntryOfNext(2);
        _sums.RunTiles(_geometry[0], work, [entry, entry + SumsOfStage]);
        if (_geometry.HasHeldFaces)
        {
            _sums.TakeFaceLosses(_geometry, present, entry + RowSumsOfStage);
            _sums.TakeFaceLosses(_geometry, middle, entry + SumsOfStage + RowSumsOfStage);
        }
    }

    /// <summary>The stages of a recurrence one after another, two at once where they are fused.</summary>
    /// <param name="recurrence">The stages.</param>
    /// <param name="rate">What they are given.</param>
    /// <param name="present">The first vector.</param>
    /// <param name="former">The one before it.</param>
    /// <param name="spare">Scratch for fused stages; empty if there are none.</param>
    /// <returns>The last vector.</returns>
    public ArrayView<float> RunRecurrence(
        ReadOnlySpan<StageCoefficients> recurrence, ArrayView<float> rate, ArrayView<float> present, ArrayView<float> former, ArrayView<float> spare)
    {
        int done = 0;
        if (Fuses)
        {
            // What the field gains is in its rate by now: the map is free for every other pair.
            ArrayView<float> other = _maps.Gain;
            for (; done + 2 <= recurrence.Length; done += 2)
            {
                RunPair(present, former, rate, spare, other, recurrence[done], recurrence[done + 1]);
                (present, former, spare, other) = (other, spare, former, present);
            }
        }

        for (; done < recurrence.Length; done++)
        {
            Run(present, former, rate, former, recurrence[done]);
            (present, former) = (former, present);
        }

        return present;
    }

    /// <summary>Four substeps of forward Euler at once; not for saturable uptake nor between held faces.</summary>
    public void RunEulerTiles(ArrayView<float> present, ArrayView<float> result, float step)
    {
        EulerTileWork work = new(_maps.Loss, _maps.Gain, present, result, _maps.Decay, step);
        int entry = EntryOfNext(EulerTileWork.Substeps);
        _sums.RunTiles(_geometry[0], work, [entry, entry + SumsOfStage, entry + (2 * SumsOfStage), entry + (3 * SumsOfStage)]);
    }

    /// <summary>first = coefficient · gain, beforeFirst = 0.</summary>
    public void RunSeed(ArrayView<float> gain, ArrayView<float> first, ArrayView<float> beforeFirst, float coefficient)
        => _context.ForEach(_grid.Voxels, new SeedWork(gain, first, beforeFirst, coefficient));

    /// <summary>Adds an increment, or nothing if empty, to the field and clips it.</summary>
    public void RunClip(ArrayView<float> increment)
        => _sums.Run(new ClipWork(_geometry[0], _maps.Concentration, increment), PinWork.Quantities, ClipQuantities);

    /// <summary>Waits and fetches what all stages since the last call lost, in their order; and what clipping found.</summary>
    public StageLosses[] Losses()
    {
        _sums.Fetch(FirstStage + (SumsOfStage * _stages));
        StageLosses[] losses = new StageLosses[_stages];
        for (int i = 0; i < _stages; i++)
        {
            int entry = FirstStage + (SumsOfStage * i);
            FaceAmounts toFaces = _geometry.HasHeldFaces ? _sums.TotalOfFaces(entry + RowSumsOfStage) : default;
            losses[i] = new StageLosses(_sums.Total(entry), _sums.Total(entry + 1), toFaces);
        }

        _stages = 0;
        return losses;
    }

    public void Dispose() => _sums.Dispose();

    private void Run<TLattice, TRow>(
        TLattice lattice, ArrayView<float> present, ArrayView<float> former, ArrayView<float> gain, ArrayView<float> result,
        StageCoefficients stage)
        where TLattice : struct, IFieldLattice<TRow>
        where TRow : struct, IFieldRow
        => RunAndSum(
            new StageWork<TLattice, TRow>(
                lattice, _maps.Loss, present, former, gain, result, _maps.Decay,
                -stage.Step, stage.OfPresent, stage.OfFormer, stage.OfGain),
            present);

    private void RunInFours(
        ArrayView<float> present, ArrayView<float> former, ArrayView<float> gain, ArrayView<float> result, StageCoefficients stage)
    {
        ArrayView<float> along = _geometry.Tables.SubView(0L, AxisView.Tables * (long)_grid.Nx);
        StageFourWork work = new(
            _geometry[0], along.Cast<Four>(), _maps.Loss.Cast<Four>(), present.Cast<Four>(), present, former.Cast<Four>(),
            gain.Cast<Four>(), result.Cast<Four>(), _maps.Decay, new StageFactors(stage));
        int entry = EntryOfNext(1);
        _sums.RunFours(work, entry);
        if (_geometry.HasHeldFaces)
            _sums.TakeFaceLosses(_geometry, present, entry + RowSumsOfStage);
    }

    private int EntryOfNext(int stages)
    {
        int entry = FirstStage + (SumsOfStage * _stages);
        _stages += stages;
        return entry;
    }

    private void RunAndSum<TWork>(TWork work, ArrayView<float> present)
        where TWork : struct, IRowWork
    {
        int entry = EntryOfNext(1);
        _sums.Run(work, entry, RowSumsOfStage);
        if (_geometry.HasHeldFaces)
            _sums.TakeFaceLosses(_geometry, present, entry + RowSumsOfStage);
    }
}
