using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What fields do to the cells at each voxel, as the model declares it: maps of factors and rates, only of what is coupled.</summary>
internal sealed class FieldCouplings : IDisposable
{
    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly DeviceFields _fields;
    private readonly CellLattice _lattice;
    private readonly CouplingTarget[] _targets;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>? _maps;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense>? _groups;
    private readonly int[][] _secretionTargets;
    private readonly SecretionFactors[] _secretion;

    public FieldCouplings(GpuContext context, Model model, DeviceFields fields, CellLattice lattice)
    {
        (_context, _model, _fields, _lattice) = (context, model, fields, lattice);
        _targets = [.. model.CouplingTargets];
        if (_targets.Length > 0)
        {
            _maps = context.Allocate<float>(_targets.Length * model.Grid.Voxels);
            _groups = context.Allocate<uint>(2 * _targets.Length);
            context.Write<uint>([.. _targets.SelectMany(target => new[] { target.Whose.Bits, target.Whose.Pattern })], _groups.View);
        }

        _secretionTargets = [.. model.Fields.Select(SecretionTargets)];
        _secretion = [.. _secretionTargets.Select(FactorsOn)];
    }

    /// <summary>Factors on a process of host cells, or death that is added [1/h]; empty if no field bears on it.</summary>
    public ArrayView<float> Of(CoupledCells cells, CoupledProcess process)
    {
        int target = Array.IndexOf(_targets, new CouplingTarget(cells, process));
        return target < 0 ? default : MapOf(target);
    }

    /// <summary>What fields do to a process of tumour cells.</summary>
    public TumourCoupling OfTumour(CoupledProcess process)
    {
        // The targets of one process lie side by side.
        int first = Array.FindIndex(_targets, target => IsOfTumour(target, process));
        int count = _targets.Count(target => IsOfTumour(target, process));
        long voxels = _model.Grid.Voxels;
        return count == 0
            ? default
            : new TumourCoupling(_maps!.View.SubView(first * voxels, count * voxels), _groups!.View.SubView(2 * first, 2 * count), voxels);
    }

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Model model) => 4 * model.CouplingTargets.Count;

    /// <summary>Brings what cells sense up to date with the fields.</summary>
    public void Renew()
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            if (_targets[target].Process != CoupledProcess.Secretion)
                Renew(target, null);
        }
    }

    /// <summary>Factors on what cells secrete of a field, as the fields are now. Good until the next call.</summary>
    public SecretionFactors SecretionOf(int field)
    {
        foreach (int target in _secretionTargets[field])
            Renew(target, _model.Fields[field]);
        return _secretion[field];
    }

    public void Dispose()
    {
        if (_maps is null)
            return;
        _context.Free(_maps);
        _context.Free(_groups!);
    }

    // The maps of all groups of tumour cells lie side by side: where one is asked for, all are.
    private int[] SecretionTargets(FieldDefinition field)
    {
        CouplingTarget[] coupled =
            [.. _targets.Where(target => target.Process == CoupledProcess.Secretion && _model.IsCoupled(target, field))];
        return
        [
            .. Enumerable.Range(0, _targets.Length).Where(target =>
                _targets[target].Process == CoupledProcess.Secretion && coupled.Any(one => one.Cells == _targets[target].Cells)),
        ];
    }

    private SecretionFactors FactorsOn(int[] targets)
    {
        bool AreOf(CoupledCells cells) => targets.Any(target => _targets[target].Cells == cells);
        ArrayView<float> Factors(CoupledCells cells) => AreOf(cells) ? Of(cells, CoupledProcess.Secretion) : default;
        return new SecretionFactors(
            AreOf(CoupledCells.Tumour) ? OfTumour(CoupledProcess.Secretion) : default,
            Factors(CoupledCells.TCell), Factors(CoupledCells.Myeloid), Factors(CoupledCells.Caf));
    }

    private static bool IsOfTumour(CouplingTarget target, CoupledProcess process)
        => target.Cells == CoupledCells.Tumour && target.Process == process;

    private ArrayView<float> MapOf(int target) => _maps!.View.SubView(target * _model.Grid.Voxels, _model.Grid.Voxels);

    private void Renew(int target, FieldDefinition? secreted)
    {
        ArrayView<float> map = MapOf(target);
        bool isOfTumour = _targets[target].Cells == CoupledCells.Tumour;
        if (isOfTumour)
            _context.ForRegion(_lattice.Region, 0, new FillTumourWork(_lattice.Row, _lattice.Plane, map, _targets[target].Undisturbed));
        else
            _context.ForEach(map.Length, new FillWork(map, _targets[target].Undisturbed));
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            foreach (Coupling coupling in _model.Fields[field].Couplings)
            {
                if (!coupling.ActsOn(_targets[target], secreted))
                    continue;
                CoupledRate rate = new(_fields.View(field), coupling.Law, _targets[target].Adds ? (byte)1 : (byte)0, map);
                if (isOfTumour)
                    _context.ForRegion(_lattice.Region, 0, new CoupleTumourWork(_lattice.Row, _lattice.Plane, rate));
                else
                    _context.ForEach(map.Length, new CoupleWork(rate));
            }
        }
    }
}
