using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>What fields do to the cells at each voxel, as the model declares it: maps of factors and rates, only of what is coupled.</summary>
internal sealed class FieldCouplings : IDisposable
{
    private static readonly CoupledCells[] _cells = Enum.GetValues<CoupledCells>();
    private static readonly CoupledProcess[] _processes = Enum.GetValues<CoupledProcess>();

    private readonly GpuContext _context;
    private readonly Model _model;
    private readonly DeviceFields _fields;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>?[,] _maps = new MemoryBuffer1D<float, Stride1D.Dense>?[_cells.Length, _processes.Length];

    public FieldCouplings(GpuContext context, Model model, DeviceFields fields)
    {
        (_context, _model, _fields) = (context, model, fields);
        foreach (CoupledCells cells in _cells)
        {
            foreach (CoupledProcess process in _processes.Where(process => model.IsCoupled(cells, process)))
                _maps[(int)cells, (int)process] = context.Allocate<float>(model.Grid.Voxels);
        }
    }

    /// <summary>Factors on a process of some cells, or death that is added [1/h]; empty if no field bears on it.</summary>
    public ArrayView<float> Of(CoupledCells cells, CoupledProcess process) => _maps[(int)cells, (int)process] is { } map ? map.View : default;

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(Model model) => 4 * model.CouplingMaps;

    /// <summary>Brings what cells sense up to date with the fields.</summary>
    public void Renew()
    {
        foreach (CoupledCells cells in _cells)
        {
            foreach (CoupledProcess process in _processes)
            {
                if (process != CoupledProcess.Secretion && _maps[(int)cells, (int)process] is not null)
                    Renew(cells, process, null);
            }
        }
    }

    /// <summary>Factors on what cells secrete of a field, as the fields are now. Good until the next call.</summary>
    public SecretionFactors SecretionOf(FieldDefinition field) => new(
        SecretionOf(field, CoupledCells.Tumour), SecretionOf(field, CoupledCells.TCell),
        SecretionOf(field, CoupledCells.Myeloid), SecretionOf(field, CoupledCells.Caf));

    public void Dispose()
    {
        foreach (MemoryBuffer1D<float, Stride1D.Dense>? map in _maps)
        {
            if (map is not null)
                _context.Free(map);
        }
    }

    private ArrayView<float> SecretionOf(FieldDefinition field, CoupledCells cells)
    {
        if (!_model.IsCoupled(cells, CoupledProcess.Secretion, field))
            return default;
        Renew(cells, CoupledProcess.Secretion, field);
        return Of(cells, CoupledProcess.Secretion);
    }

    private void Renew(CoupledCells cells, CoupledProcess process, FieldDefinition? secreted)
    {
        ArrayView<float> map = Of(cells, process);
        bool adds = process == CoupledProcess.Death;
        _context.ForEach(map.Length, new FillWork(map, adds ? 0f : 1f));
        for (int field = 0; field < _model.Fields.Count; field++)
        {
            foreach (Coupling coupling in _model.Fields[field].Couplings)
            {
                if (coupling.ActsOn(cells, process, secreted))
                    _context.ForEach(map.Length, new CoupleWork(_fields.View(field), coupling.Law, adds ? (byte)1 : (byte)0, map));
            }
        }
    }
}
