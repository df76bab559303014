using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What fields do to the cells at each voxel, as the model declares it: maps of factors and rates, only of what is coupled.</summary>
internal sealed class FieldCouplings : IDisposable
{
    private static readonly CoupledProcess[] _sensed = [CoupledProcess.Division, CoupledProcess.Death, CoupledProcess.Migration];

    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly DeviceFields _fields;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>?[] _maps = new MemoryBuffer1D<float, Stride1D.Dense>?[4];

    public FieldCouplings(GpuContext context, Model model, DeviceFields fields)
    {
        (_context, _model, _fields) = (context, model, fields);
        foreach (CoupledProcess process in Enum.GetValues<CoupledProcess>().Where(model.IsCoupled))
            _maps[(int)process] = context.Allocate<float>(model.Grid.Voxels);
    }

    /// <summary>Factors on division; empty if no field bears on it.</summary>
    public ArrayView<float> Division => Map(CoupledProcess.Division);

    /// <summary>Death that fields add [1/h]; empty if none does.</summary>
    public ArrayView<float> Death => Map(CoupledProcess.Death);

    /// <summary>Factors on the speed of migration; empty if no field bears on it.</summary>
    public ArrayView<float> Migration => Map(CoupledProcess.Migration);

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Model model) => 4 * Enum.GetValues<CoupledProcess>().Count(model.IsCoupled);

    /// <summary>Brings what cells sense up to date with the fields.</summary>
    public void Renew()
    {
        foreach (CoupledProcess process in _sensed)
        {
            if (_maps[(int)process] is not null)
                Renew(process, null);
        }
    }

    /// <summary>Factors on the secretion of a field, as the fields are now; empty if none bears on it. Good until the next call.</summary>
    public ArrayView<float> SecretionOf(FieldDefinition field)
    {
        if (_maps[(int)CoupledProcess.Secretion] is null || !_model.Fields.Any(by => by.Couplings.Any(c => c.ActsOnSecretionOf(field))))
            return default;
        Renew(CoupledProcess.Secretion, field);
        return Map(CoupledProcess.Secretion);
    }

    public void Dispose()
    {
        foreach (MemoryBuffer1D<float, Stride1D.Dense>? map in _maps)
        {
            if (map is not null)
                _context.Free(map);
        }
    }

    private ArrayView<float> Map(CoupledProcess process) => _maps[(int)process] is { } map ? map.View : default;

    private void Renew(CoupledProcess process, FieldDefinition? secreted)
    {
        ArrayView<float> map = Map(process);
        bool adds = process == CoupledProcess.Death;
        _context.ForEach(map.Length, new FillWork(map, adds ? 0f : 1f));
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            foreach (Coupling coupling in _model.Fields[field].Couplings)
            {
                if (coupling.Process == process && (secreted is null || coupling.ActsOnSecretionOf(secreted)))
                    _context.ForEach(map.Length, new CoupleWork(_fields.Concentration(field), coupling.Law, adds ? (byte)1 : (byte)0, map));
            }
        }
    }
}
