using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What fields do to the cells at each voxel, as the model declares it: maps of factors and rates, only of what is coupled.</summary>
/// <remarks>Four bytes a voxel for each process that any field is coupled to. The maps follow from the fields and are not kept.</remarks>
internal sealed unsafe class FieldCouplings : IDisposable
{
    private static readonly CoupledProcess[] _sensed = [CoupledProcess.Division, CoupledProcess.Death, CoupledProcess.Migration];

    private readonly Model _model;
    private readonly DiffusingFields _fields;
    private readonly Workers _workers;
    private readonly CouplingPass _pass;
    private readonly NativeArray<float>?[] _maps = new NativeArray<float>?[4];
    private readonly Action<int> _renewShare;
    private CoupledProcess _process;
    private FieldDefinition? _secreted;

    public FieldCouplings(Model model, DiffusingFields fields, Workers workers, LaneWidth lanes)
    {
        (_model, _fields, _workers, _pass) = (model, fields, workers, CouplingPass.For(lanes));
        foreach (CoupledProcess process in Enum.GetValues<CoupledProcess>().Where(model.IsCoupled))
            _maps[(int)process] = new NativeArray<float>(model.Grid.Voxels);
        _renewShare = RenewShare;
    }

    /// <summary>Factors on division; null if no field bears on it.</summary>
    public float* Division => Map(CoupledProcess.Division);

    /// <summary>Death that fields add [1/h]; null if none does.</summary>
    public float* Death => Map(CoupledProcess.Death);

    /// <summary>Factors on the speed of migration; null if no field bears on it.</summary>
    public float* Migration => Map(CoupledProcess.Migration);

    public long AllocatedBytes => 4 * _maps.Sum(map => map?.Length ?? 0);

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Model model) => 4 * Enum.GetValues<CoupledProcess>().Count(model.IsCoupled);

    /// <summary>Brings what cells sense up to date with the fields.</summary>
    public void Renew()
    {
        foreach (CoupledProcess process in _sensed)
        {
            if (Map(process) is not null)
                Renew(process, null);
        }
    }

    /// <summary>Factors on the secretion of a field, as the fields are now; null if none bears on it. Good until the next call.</summary>
    public float* SecretionOf(FieldDefinition field)
    {
        if (Map(CoupledProcess.Secretion) is null || !_model.Fields.Any(by => by.Couplings.Any(c => c.ActsOnSecretionOf(field))))
            return null;
        Renew(CoupledProcess.Secretion, field);
        return Map(CoupledProcess.Secretion);
    }

    public void Dispose()
    {
        foreach (NativeArray<float>? map in _maps)
            map?.Dispose();
    }

    private float* Map(CoupledProcess process) => _maps[(int)process] is { } map ? map.Pointer : null;

    private void Renew(CoupledProcess process, FieldDefinition? secreted)
    {
        (_process, _secreted) = (process, secreted);
        _workers.Run(_renewShare);
    }

    private void RenewShare(int member)
    {
        (int start, int end) = _workers.Share(_model.Grid.Nz, member);
        long first = start * _model.Grid.PlaneVoxels;
        long voxels = (end - start) * _model.Grid.PlaneVoxels;
        float* map = Map(_process) + first;
        new Span<float>(map, (int)voxels).Fill(_process == CoupledProcess.Death ? 0f : 1f);
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            float* concentration = _fields.Concentration(field).Pointer + first;
            foreach (Coupling coupling in _model.Fields[field].Couplings)
            {
                if (coupling.Process != _process || (_secreted is not null && !coupling.ActsOnSecretionOf(_secreted)))
                    continue;
                if (_process == CoupledProcess.Death)
                    _pass.Add(coupling.Law, concentration, map, voxels);
                else
                    _pass.Multiply(coupling.Law, concentration, map, voxels);
            }
        }
    }
}
