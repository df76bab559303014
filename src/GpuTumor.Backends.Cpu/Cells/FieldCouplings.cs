using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What fields do to the cells at each voxel, as the model declares it: maps of factors and rates, only of what is coupled.</summary>
/// <remarks>Four bytes a voxel for each process of some cells that any field bears on. The maps follow from the fields and are not kept.</remarks>
internal sealed unsafe class FieldCouplings : IDisposable
{
    // Voxels whose fields and factors stay in the first cache.
    private const int Piece = 2048;

    private readonly Model _model;
    private readonly DiffusingFields _fields;
    private readonly Workers _workers;
    private readonly CouplingPass _pass;
    private readonly CouplingTarget[] _targets;
    private readonly NativeArray<float>[] _maps;
    private readonly SecretionFactors[] _secretion;
    private readonly Action<int> _renewShare;
    private int _target;
    private FieldDefinition? _secreted;

    public FieldCouplings(Model model, DiffusingFields fields, Workers workers, LaneWidth lanes)
    {
        (_model, _fields, _workers, _pass) = (model, fields, workers, CouplingPass.For(lanes));
        _targets = [.. model.CouplingTargets];
        _maps = [.. _targets.Select(_ => new NativeArray<float>(model.Grid.Voxels))];
        _secretion = [.. model.Fields.Select(FactorsOn)];
        _renewShare = RenewShare;
    }

    /// <summary>Factors on a process of all cells of a kind, or death that is added [1/h]; null if no field bears on it.</summary>
    public float* Of(CoupledCells cells, CoupledProcess process) => Of(new CouplingTarget(cells, process), null);

    /// <summary>What fields do to a process of tumour cells.</summary>
    public TumourCoupling OfTumour(CoupledProcess process) => OfTumour(process, null);

    public long AllocatedBytes => 4 * _maps.Sum(map => map.Length);

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
        for (int target = 0; target < _targets.Length; target++)
        {
            if (_targets[target].Process == CoupledProcess.Secretion && _model.IsCoupled(_targets[target], _model.Fields[field]))
                Renew(target, _model.Fields[field]);
        }

        return _secretion[field];
    }

    public void Dispose()
    {
        foreach (NativeArray<float> map in _maps)
            map.Dispose();
    }

    private SecretionFactors FactorsOn(FieldDefinition secreted) => new(
        OfTumour(CoupledProcess.Secretion, secreted), Of(new(CoupledCells.TCell, CoupledProcess.Secretion), secreted),
        Of(new(CoupledCells.Myeloid, CoupledProcess.Secretion), secreted), Of(new(CoupledCells.Caf, CoupledProcess.Secretion), secreted));

    private TumourCoupling OfTumour(CoupledProcess process, FieldDefinition? secreted)
    {
        List<CoupledGroup> some = [];
        foreach (CouplingTarget target in _targets)
        {
            bool isOne = target.Cells == CoupledCells.Tumour && target.Process == process && !target.IsOfAll;
            if (isOne && Of(target, secreted) is var map && map is not null)
                some.Add(new CoupledGroup(target.Whose, map));
        }

        return new TumourCoupling(Of(new(CoupledCells.Tumour, process), secreted), [.. some]);
    }

    private float* Of(CouplingTarget target, FieldDefinition? secreted)
    {
        int known = Array.IndexOf(_targets, target);
        return known >= 0 && (secreted is null || _model.IsCoupled(target, secreted)) ? _maps[known].Pointer : null;
    }

    private void Renew(int target, FieldDefinition? secreted)
    {
        (_target, _secreted) = (target, secreted);
        _workers.Run(_renewShare);
    }

    private void RenewShare(int member)
    {
        (int start, int end) = _workers.Share(_model.Grid.Nz, member);
        long first = start * _model.Grid.PlaneVoxels;
        long last = end * _model.Grid.PlaneVoxels;
        float* values = stackalloc float[Piece];
        for (; first < last; first += Piece)
            RenewPiece(first, (int)Math.Min(Piece, last - first), values);
    }

    private void RenewPiece(long first, int voxels, float* buffer)
    {
        CouplingTarget target = _targets[_target];
        float* map = _maps[_target].Pointer + first;
        new Span<float>(map, voxels).Fill(target.Undisturbed);
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            foreach (Coupling coupling in _model.Fields[field].Couplings)
            {
                if (!coupling.ActsOn(target, _secreted))
                    continue;
                float* concentration = _fields.View(field).Values(first, voxels, buffer);
                if (target.Adds)
                    _pass.Add(coupling.Law, concentration, map, voxels);
                else
                    _pass.Multiply(coupling.Law, concentration, map, voxels);
            }
        }
    }
}
